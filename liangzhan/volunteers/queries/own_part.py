"""What of the register of volunteers belongs in the copy a person asks for."""

from __future__ import annotations

from liangzhan.people.rights import Asked, Part, part_of
from liangzhan.volunteers.models import (
    Certificate,
    Dispute,
    ServiceRecord,
    StarProposal,
    Volunteer,
    VolunteerActivity,
)

OF_RECORD = ("served_on", "starts_at", "ends_at", "minutes", "content", "source", "state", "quality")
OF_DISPUTE = ("raised_at", "reason", "text", "state", "answer", "answered_at")
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
OF_CERTIFICATE = ("number", "starts_on", "ends_on", "minutes", "issuer", "state", "issued_at", "reason")
OF_STAR = ("stars", "minutes", "words", "state", "public_starts_on", "public_ends_on", "objections", "reason")


def volunteer_parts(asked: Asked) -> list[Part]:
    """Registered at this station, with certificates and stars; activities the person leads there; hours and disputes."""
    rows = Volunteer.objects.filter(person__in=asked.ids, station=asked.station).order_by("id")
    led = VolunteerActivity.objects.filter(leader_person__in=asked.ids, station=asked.station).order_by("id")
    certificates = Certificate.objects.filter(volunteer__in=rows.values("pk")).order_by("id")
    stars = StarProposal.objects.filter(volunteer__in=rows.values("pk")).order_by("id")
    return [
        part_of("志愿者登记", rows, OF_VOLUNTEER),
        part_of("志愿服务证明", certificates, OF_CERTIFICATE),
        part_of("星级志愿者", stars, OF_STAR),
        Part("负责的志愿服务活动", [("活动", str(one)) for one in led]),
        *_hours(asked),
    ]


def _hours(asked: Asked) -> list[Part]:
    """Every record of service at this station, refused ones included, and what the person said against them."""
    rows = ServiceRecord.objects.filter(volunteer__person__in=asked.ids, station=asked.station)
    disputes = Dispute.objects.filter(record__in=rows).order_by("id")
    return [
        part_of("志愿服务记录", rows.order_by("served_on", "id"), OF_RECORD),
        part_of("对服务记录的异议", disputes, OF_DISPUTE),
    ]
