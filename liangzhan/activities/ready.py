"""What the room registers when the platform starts, by noun: visits, groups and community activities."""

from liangzhan.activities import panels, ready_archive, ready_groups, ready_visits  # noqa: F401 -- the panels register themselves


def register() -> None:
    """Called once."""
    ready_visits.register()
    ready_groups.register()
    ready_archive.register()
