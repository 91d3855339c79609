"""What is done with occasions, by noun."""
