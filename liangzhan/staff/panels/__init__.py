"""What this room puts on the desk, by noun."""
