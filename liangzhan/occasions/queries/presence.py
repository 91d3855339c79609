"""Who was there, and for how long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.occasions.models import Occasion, Presence
from liangzhan.occasions.rules.presence import minutes_between

VALID = Q(voided_at__isnull=True)
OPEN = VALID & Q(out_at__isnull=True)
FEW = 900  # parameters of one statement that SQLite takes in any version


@dataclass(frozen=True)
class Stay:
    """One valid stay. `minutes` is 0 and `provisional` true until somebody has said when it ended."""

    person_id: int
    occasion_id: int
    kind: str
    station_id: int | None
    in_at: dt.datetime
    in_way: str
    out_at: dt.datetime | None
    out_way: str
    minutes: int

    @property
    def provisional(self) -> bool:
        return self.out_at is None


def present_ids(occasion: Occasion) -> set[int]:
    """Ids of the persons with a valid stay in this occasion, open ones included."""
    return set(Presence.objects.filter(VALID, occasion=occasion).values_list("person_id", flat=True))


def stays_of(person_ids: Iterable[int], start: dt.datetime, end: dt.datetime, kind: str | None = None) -> list[Stay]:
    """Valid stays of these persons that begin in start ≤ in < end, by person and time; of one kind when told.

    A session held on duty at the same station lies within the stay of the duty: do not add both up as working time.
    """
    ids = sorted(set(person_ids))
    chosen = VALID & Q(in_at__gte=start, in_at__lt=end)
    if kind:
        chosen &= Q(occasion__kind=kind)
    found: list[Stay] = []
    for first in range(0, len(ids), FEW):
        rows = Presence.objects.filter(chosen, person_id__in=ids[first : first + FEW])
        found += _stays(rows.order_by("person_id", "in_at", "pk"))
    return found


def stays_in(occasion: Occasion) -> list[Stay]:
    """Valid stays of one occasion, by person and time."""
    return _stays(Presence.objects.filter(VALID, occasion=occasion).order_by("person_id", "in_at", "pk"))


def _stays(rows: QuerySet[Presence]) -> list[Stay]:
    names = ("person_id", "occasion_id", "occasion__kind", "occasion__station_id", "in_at", "in_way", "out_at")
    return [
        Stay(person, occasion, kind, station, in_at, in_way, out_at, out_way, minutes_between(in_at, out_at))
        for person, occasion, kind, station, in_at, in_way, out_at, out_way in rows.values_list(*names, "out_way")
    ]


def minutes_of(
    person_ids: Iterable[int], start: dt.datetime, end: dt.datetime, kind: str | None = None
) -> dict[int, int]:
    """{person: minutes between in and out}; minutes first, hours are converted from the sum (domain.md 6.7)."""
    found: dict[int, int] = {}
    for stay in stays_of(person_ids, start, end, kind):
        found[stay.person_id] = found.get(stay.person_id, 0) + stay.minutes
    return found


def open_stay(occasion: Occasion, person_id: int) -> Presence | None:
    """The stay of this person that has not ended, if there is one."""
    return Presence.objects.filter(OPEN, occasion=occasion, person_id=person_id).first()


def forgotten(scope: Scope, *, before: dt.datetime) -> QuerySet[Presence]:
    """忘记签退: open stays that began before the moment, of occasions the scope may manage."""
    reach = Occasion.objects.within(scope, Action.OCCASION_MANAGE)
    return Presence.objects.filter(OPEN, in_at__lt=before, occasion__in=reach)
