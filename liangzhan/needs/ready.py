"""What the room registers when the platform starts: menu, parameters, decisions about persons, evidence."""

from liangzhan.needs import ready_persons
from liangzhan.needs.settings import declare_parameters


def register() -> None:
    """Called once."""
    declare_parameters()
    ready_persons.register()
