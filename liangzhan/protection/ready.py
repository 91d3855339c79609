"""What the room registers when the platform starts: menu, parameters, decisions about persons, evidence."""

from liangzhan.protection import persons, settings


def register() -> None:
    """Called once."""
    settings.declare_parameters()
    persons.register()
