"""Casework on the desk, by noun."""
