"""Forms of the programme, by noun."""
