"""How entries add up: pure functions."""
