"""What leaves the room: the paper sheet, the calendar."""
