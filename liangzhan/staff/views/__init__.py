"""Pages about staff, by noun."""
