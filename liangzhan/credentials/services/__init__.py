"""Deeds about trainings, learning, clearance, awards and commitments."""
