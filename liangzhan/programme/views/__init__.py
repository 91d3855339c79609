"""Pages of the construction programme, by noun."""
