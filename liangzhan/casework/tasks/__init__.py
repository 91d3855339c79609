"""What the clock and the worker run, by noun."""
