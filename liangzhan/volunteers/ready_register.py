"""What the register offers to the platform when it starts: menu, desk, settings, persons merged or forgotten."""

from __future__ import annotations

from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import decide, moving
from liangzhan.people.rights import offer
from liangzhan.volunteers.queries.own_part import volunteer_parts

VOLUNTEER = "volunteers.Volunteer.person"


def register() -> None:
    """Called once from `ready`."""
    offer("volunteers", volunteer_parts)
    decide(VOLUNTEER, moving(VOLUNTEER))
    forget_by(VOLUNTEER, Erasure("清空登记信息，服务记录保留", lambda person: 0))
