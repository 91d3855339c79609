"""Fixtures of the room."""

from tests.staff.supervised import ground

__all__ = ["ground"]
