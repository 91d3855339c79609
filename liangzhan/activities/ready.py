"""What the room registers when the platform starts, by noun: visits, groups and community activities."""

from liangzhan.activities import panels, ready_archive, ready_groups, ready_visits  # noqa: F401 -- the panels register themselves
from liangzhan.activities.queries.own_part import activity_parts
from liangzhan.people.rights import offer


def register() -> None:
    """Called once."""
    offer("activities", activity_parts)
    ready_visits.register()
    ready_groups.register()
    ready_archive.register()
