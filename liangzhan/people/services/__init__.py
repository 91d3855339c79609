"""What is done with persons, by noun."""
