"""Forms about staff, by noun."""
