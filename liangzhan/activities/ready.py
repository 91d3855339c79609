"""What the room registers when the platform starts, by noun: `ready_visits` here, others beside it."""

from liangzhan.activities import panels, ready_visits  # noqa: F401 -- the panels register themselves


def register() -> None:
    """Called once."""
    ready_visits.register()
