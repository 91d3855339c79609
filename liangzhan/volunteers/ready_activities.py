"""What activities offer to the platform when it starts: menu, desk, settings, persons merged or forgotten."""

from __future__ import annotations

from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import decide, moving
from liangzhan.volunteers.models import VolunteerActivity

LEADER = "volunteers.VolunteerActivity.leader_person"


def register() -> None:
    """Called once from `ready`."""
    decide(LEADER, moving(LEADER))
    forget_by(LEADER, Erasure("负责人留下岗位显示名，不再指向本人", _forget_leader))


def _forget_leader(person: object) -> int:
    return VolunteerActivity.objects.filter(leader_person=person).update(leader_person=None)
