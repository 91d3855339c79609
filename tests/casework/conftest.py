"""Fixtures of the room."""

from tests.casework.ground import ground
from tests.casework.land import land

__all__ = ["ground", "land"]
