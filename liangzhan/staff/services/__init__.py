"""What is done with staff, by noun."""
