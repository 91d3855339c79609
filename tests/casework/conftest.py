"""Fixtures of the room."""

from tests.casework.ground import ground

__all__ = ["ground"]
