"""What the desk, the search and the status page read."""
