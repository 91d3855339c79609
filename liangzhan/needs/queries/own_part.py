"""What of the needs belongs in the copy a person asks for."""

from __future__ import annotations

from liangzhan.needs.models import Need
from liangzhan.people.rights import Asked, Part, part_of

NAMES = ("raised_on", "category", "description", "state", "referred_to", "note", "outcome")


def needs_of(asked: Asked) -> list[Part]:
    """Needs that name the person, at this station."""
    rows = Need.objects.filter(person__in=asked.ids, station=asked.station).order_by("raised_on", "id")
    return [part_of("需求", rows, NAMES)]
