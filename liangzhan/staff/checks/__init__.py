"""What the rows of this room show of the checklist and of the six systems (registered in apps.ready)."""
