"""What is done with accounts, by noun."""
