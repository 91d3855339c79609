"""What the rows of this room show of the checklist and of the six systems (registered in apps.ready)."""

from liangzhan.staff.checks import attendance, people


def register_all() -> None:
    """Called once when the platform starts."""
    people.register_all()
    attendance.register_attendance()
