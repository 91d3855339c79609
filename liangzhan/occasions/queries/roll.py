"""The roll of one occasion, as its leader reads it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from liangzhan.access.actor import Actor
from liangzhan.occasions.models import Attendee, Occasion, Presence
from liangzhan.occasions.queries.names import called
from liangzhan.occasions.rules.presence import minutes_between
from liangzhan.toolkit.parameters import value_of


@dataclass
class RollRow:
    """A person of the roll with all stays, voided ones last. `many` is set when the phone signed in for many persons."""

    attendee: Attendee
    name: str
    stays: list[Presence] = field(default_factory=list)
    voided: list[Presence] = field(default_factory=list)
    many: int = 0
    sensitive: bool = False

    @property
    def minutes(self) -> int:
        return sum(minutes_between(stay.in_at, stay.out_at) for stay in self.stays)


def roll_rows(occasion: Occasion, actor: Actor) -> list[RollRow]:
    """Every person of the roll, by name; as many queries whatever the number. Read it through `views.reach.roll_of`."""
    attendees = list(Attendee.objects.filter(occasion=occasion).select_related("person").order_by("pk"))
    names = called(occasion, [one.person for one in attendees], actor)
    stays: dict[int, list[Presence]] = defaultdict(list)
    for stay in Presence.objects.filter(occasion=occasion).order_by("in_at", "pk"):
        stays[stay.person_id].append(stay)
    shared = shared_devices(occasion, stays)
    rows = [
        RollRow(
            attendee=one,
            name=names[one.person_id].name,
            sensitive=names[one.person_id].sensitive,
            stays=[stay for stay in stays[one.person_id] if stay.voided_at is None],
            voided=[stay for stay in stays[one.person_id] if stay.voided_at is not None],
        )
        for one in attendees
    ]
    for row in rows:
        row.many = max((shared.get(stay.device, 0) for stay in row.stays), default=0)
    return sorted(rows, key=lambda row: (row.name, row.attendee.pk))


def shared_devices(occasion: Occasion, stays: dict[int, list[Presence]]) -> dict[str, int]:
    """{device: persons} for phones that signed in for more persons than usual: to be looked at, refused nowhere."""
    most = value_of("checkin.device.persons", on=occasion.starts_at.date(), division_code=occasion.division_code)
    pairs = {(one.device, one.person_id) for rows in stays.values() for one in rows if one.device and not one.voided_at}
    counted = Counter(device for device, _ in pairs)
    return {device: count for device, count in counted.items() if count > int(most)}
