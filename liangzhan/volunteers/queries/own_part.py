"""What of the register of volunteers belongs in the copy a person asks for."""

from __future__ import annotations

from liangzhan.people.rights import Asked, Part, part_of
from liangzhan.volunteers.models import Volunteer, VolunteerActivity

OF_VOLUNTEER = ("number", "national_no", "national_state", "source", "state", "confirm_way", "check_result") + (
    "checked_on",
    "languages",
    "employment",
    "ethnicity",
    "emergency_contact",
    "health",
    "applied_at",
    "left_reason",
)


def volunteer_parts(asked: Asked) -> list[Part]:
    """Registered at this station; activities the person leads there."""
    rows = Volunteer.objects.filter(person__in=asked.ids, station=asked.station).order_by("id")
    led = VolunteerActivity.objects.filter(leader_person__in=asked.ids, station=asked.station).order_by("id")
    return [
        part_of("志愿者登记", rows, OF_VOLUNTEER),
        Part("负责的志愿服务活动", [("活动", str(one)) for one in led]),
    ]
