"""Forms of the construction programme, by noun."""
