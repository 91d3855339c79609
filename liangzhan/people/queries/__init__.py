"""Reading persons, by noun."""
