"""Forms about persons, by noun."""
