"""What must hold of staff: pure functions, by noun."""
