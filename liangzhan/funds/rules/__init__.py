"""May this happen? By noun."""
