"""Checks of evidence that volunteering answers."""
