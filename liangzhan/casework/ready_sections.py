"""The sections of the case page that belong to the first half of the room (C-01 … C-06)."""

from liangzhan.casework.queries.page import basics
from liangzhan.casework.sections import Section, add_section


def register() -> None:
    """Called once when the platform starts."""
    add_section(Section("basics", "个案", "casework/parts/basics.html", basics, order=10))
