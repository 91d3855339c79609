"""Pages about persons, by noun."""
