"""May this happen? Trainings, seats, learning, clearance, awards, commitments. Pure."""
