"""Pages of the room: lists and links only."""
