"""What the room registers when the platform starts: menu, parameters, decisions about persons, evidence."""


def register() -> None:
    """Called once."""
