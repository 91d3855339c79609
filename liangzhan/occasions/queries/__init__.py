"""What is read of occasions, by noun."""
