"""What must hold of persons: pure functions, by noun."""
