"""What a record from another platform is compared with: volunteers, activities, stays, records received before."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from liangzhan.access.querysets import place_filter
from liangzhan.access.scope import Area
from liangzhan.volunteers.choices import NationalState, RecordState, SignUpState, VolunteerState
from liangzhan.volunteers.models import ServiceRecord, SignUp, Volunteer, VolunteerActivity
from liangzhan.volunteers.rules.feeding import FedRow
from liangzhan.volunteers.rules.grading import Signals
from liangzhan.volunteers.rules.hours import Span

PIECE = 500  # values in one query
ON_LIST = (SignUpState.ACCEPTED, SignUpState.ATTENDED)


@dataclass
class Busy:
    """One person's other stays and minutes by day; grows while a batch is taken."""

    spans: list[Span] = field(default_factory=list)
    minutes: dict[dt.date, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, span: Span, day: dt.date, minutes: int) -> None:
        self.spans.append(span)
        self.minutes[day] += minutes


def volunteers_named(rows: Iterable[FedRow], area: Area) -> QuerySet[Volunteer]:
    """Registrations of the area that these rows name. A national number counts once it was accepted there, not by word alone."""
    given = list(rows)
    numbers = {row.volunteer_no for row in given if row.volunteer_no}
    national = {row.national_no for row in given if not row.volunteer_no}
    named = Q(number__in=numbers)
    if national:
        named |= Q(national_no__in=national, national_state=NationalState.ACCEPTED)
    return _of(Volunteer.objects.filter(named).exclude(state=VolunteerState.DUPLICATE_MERGED), Volunteer, area)


def by_name(volunteers: Iterable[Volunteer]) -> dict[tuple[str, str], Volunteer]:
    """{(number, "") or ("", national number): registration}, as `FedRow.named` names them."""
    found: dict[tuple[str, str], Volunteer] = {}
    for one in volunteers:
        found[one.number, ""] = one
        if one.national_no and one.national_state == NationalState.ACCEPTED:
            found["", one.national_no] = one
    return found


def activities_named(numbers: Collection[str], feeder: str, area: Area) -> QuerySet[VolunteerActivity]:
    """Activities of the area by our number, or by the number that this platform gave."""
    named = Q(number__in=numbers) | Q(feeder=feeder, feeder_no__in=numbers)
    return _of(VolunteerActivity.objects.filter(named), VolunteerActivity, area).select_related("station")


def activity_keys(activity: VolunteerActivity, feeder: str) -> list[str]:
    """The numbers under which a row of this platform may name the activity."""
    return [one for one in (activity.number, activity.feeder_no if activity.feeder == feeder else "") if one]


def received_before(feeder: str, numbers: Collection[str]) -> QuerySet[ServiceRecord]:
    """Records of this platform with these numbers."""
    rows = ServiceRecord.objects.filter(feeder=feeder, feeder_no__in=numbers)
    return rows.select_related("volunteer", "activity")


def stays_near(persons: Collection[int], starts: dt.datetime, ends: dt.datetime) -> dict[int, Busy]:
    """{person: stays and minutes} that matter for new stays between the two moments; refused records do not."""
    found: dict[int, Busy] = {one: Busy() for one in persons}
    for part in _pieces(persons):
        held = ServiceRecord.objects.filter(volunteer__person__in=part).exclude(state=RecordState.REJECTED)
        days = Q(served_on__gte=localdate(starts), served_on__lte=localdate(ends))
        near = held.filter(days | Q(starts_at__lt=ends, ends_at__gt=starts))
        for person, begins, stops, day, minutes in near.values_list(
            "volunteer__person", "starts_at", "ends_at", "served_on", "minutes"
        ):
            found[person].add((begins, stops), day, minutes)
    return found


def rostered(pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """{(activity, volunteer): the sign-up} of those who stand on the published list."""
    activities = {one for one, _ in pairs}
    found: dict[tuple[int, int], int] = {}
    for part in _pieces({one for _, one in pairs}):
        rows = SignUp.objects.filter(activity__in=activities, volunteer__in=part, state__in=ON_LIST).order_by("-pk")
        found.update({(row[0], row[1]): row[2] for row in rows.values_list("activity", "volunteer", "pk")})
    return {pair: found[pair] for pair in pairs if pair in found}


def fed_signals(activity: VolunteerActivity, row: FedRow, *, on_list: bool) -> Signals:
    """Another platform's word proves little by itself: what we know is our own list and the time of the activity."""
    timing = row.starts_at < activity.ends_at and row.ends_at > activity.starts_at
    return Signals(rostered=on_list or None, timing=timing)


def _of(rows: QuerySet, model: type, area: Area) -> QuerySet:
    if area.everything:
        return rows
    condition = place_filter(area, model.scope_paths)  # type: ignore[attr-defined]
    return rows.none() if condition is None else rows.filter(condition)


def _pieces(values: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(values)
    for at in range(0, len(ordered), PIECE):
        yield ordered[at : at + PIECE]
