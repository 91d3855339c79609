"""Words about the people of a station (domain.md 4), by noun. Event names are gathered here for the audit."""

from liangzhan.staff.choices.posts import StaffEvent

__all__ = ["StaffEvent"]
