"""What the clock starts, by noun."""
