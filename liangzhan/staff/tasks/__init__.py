"""What the clock starts and what is done in the background, by noun."""
