"""Pages of the programme, by noun."""
