"""Services of the construction programme, by noun."""
