"""Reading staff, by noun."""
