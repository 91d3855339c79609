"""Everything that happened to many workers in a stretch of days, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from liangzhan.credentials.choices import EnrolmentState
from liangzhan.credentials.models import Enrolment
from liangzhan.occasions.choices import OccasionKind
from liangzhan.occasions.models import Presence
from liangzhan.occasions.rules.arranging import parts_of
from liangzhan.people.models import Person
from liangzhan.staff.choices.attendance import AttendanceMode, CorrectionState, DayStatus
from liangzhan.staff.choices.leave import DayHalf, LeaveKind, LeaveState
from liangzhan.staff.models import Correction, DutyDay, FieldTime, ImportedDay, Leave, Post
from liangzhan.staff.queries.duty import day_kind, duty_of, minute_of
from liangzhan.staff.rules.attendance import AttendanceDay, DayFacts, SaidDay, attendance_day
from liangzhan.staff.rules.duty import DAY_MINUTES, DutyFacts, Span, expected_on
from liangzhan.staff.rules.leave import halves_on
from liangzhan.toolkit.parameters import Loaded, load

KEYS = ("attendance.mode", "attendance.grace_minutes")
Key = tuple[int, dt.date]  # worker id, day


@dataclass
class Ledger:
    """The facts of some posts, by worker and day; `day_of` reads them as one day of attendance."""

    posts: Sequence[Post]
    duty: dict[int, DutyFacts]
    settings: Loaded
    presences: dict[Key, list[Span]] = field(default_factory=lambda: defaultdict(list))
    open_from: dict[Key, int] = field(default_factory=dict)
    field_times: dict[Key, list[Span]] = field(default_factory=lambda: defaultdict(list))
    training: dict[Key, list[Span]] = field(default_factory=lambda: defaultdict(list))
    leaves: dict[int, list[Leave]] = field(default_factory=lambda: defaultdict(list))
    corrections: dict[Key, SaidDay] = field(default_factory=dict)
    imported: dict[Key, SaidDay] = field(default_factory=dict)
    open_days: set[tuple[int, dt.date]] = field(default_factory=set)  # (site, day) with a check-in

    def __post_init__(self) -> None:
        self._posts: dict[int, list[Post]] = defaultdict(list)
        for post in self.posts:
            self._posts[post.worker_id].append(post)
        self._kinds: dict[dt.date, Any] = {}

    @property
    def worker_ids(self) -> list[int]:
        return sorted(self._posts)

    def mode_on(self, code: str, day: dt.date) -> AttendanceMode:
        """Who keeps attendance in the month of the day: what holds on its first day holds for the whole month."""
        return AttendanceMode(self.settings.value_of("attendance.mode", on=day.replace(day=1), division_code=code))

    def day_of(self, worker_id: int, day: dt.date, at: dt.datetime) -> AttendanceDay | None:
        """The worker's day, as seen at the moment; None when he held none of the posts then."""
        held = [post for post in self._posts[worker_id] if post.is_in_force(day)]
        if not held:
            return None
        code, local = held[0].division_code, timezone.localtime(at)
        grace = int(self.settings.value_of("attendance.grace_minutes", on=day, division_code=code))
        facts = self.facts_on(worker_id, held, day)
        mode = self.mode_on(code, day)
        return attendance_day(facts, mode=mode, grace=grace, today=local.date(), now=minute_of(local.time()))

    def facts_on(self, worker_id: int, held: Iterable[Post], day: dt.date) -> DayFacts:
        """The plain facts of one day."""
        if day not in self._kinds:
            self._kinds[day] = day_kind(day)
        key = (worker_id, day)
        expected = {span for post in held for span in expected_on(self.duty[post.pk], day, self._kinds[day])}
        halves: dict[bool, set[DayHalf]] = {True: set(), False: set()}
        for row in self.leaves[worker_id]:
            given = (row.starts_on, DayHalf(row.starts_half)), (row.ends_on, DayHalf(row.ends_half))
            halves[row.kind == LeaveKind.TRIP] |= halves_on(day, *given)
        return DayFacts(
            day=day,
            expected=tuple(sorted(expected)),
            presences=tuple(self.presences.get(key, ())),
            open_from=self.open_from.get(key),
            field=tuple(self.field_times.get(key, ())),
            training=tuple(self.training.get(key, ())),
            leave=frozenset(halves[False]),
            trip=frozenset(halves[True]),
            correction=self.corrections.get(key),
            imported=self.imported.get(key),
            kept=any((post.station.site_id, day) in self.open_days for post in held),
        )


def ledger_of(posts: Sequence[Post], start: dt.date, end: dt.date, settings: Loaded | None = None) -> Ledger:
    """All facts about the workers of these posts from start to end. At most thirteen queries for any number of posts.

    What a person did counts wherever it was; what is due, corrected or imported is of the stations of these posts.
    """
    found = Ledger(posts, duty_of(posts, start, end), settings or load(KEYS))
    persons = _persons(posts)
    _read_presences(found, persons, start, end)
    _read_trainings(found, persons, start, end)
    workers, stations = found.worker_ids, {post.station_id for post in posts}
    opened = DutyDay.objects.filter(station__site__in={post.station.site_id for post in posts}, on__range=(start, end))
    found.open_days = set(opened.values_list("station__site_id", "on"))
    for time in FieldTime.objects.filter(
        _between("starts_at", start, end), worker__in=workers, withdrawn_at__isnull=True
    ):
        day, span = local_span(time.starts_at, time.ends_at)
        found.field_times[(time.worker_id, day)].append(span)
    for leave in approved_leaves(workers, start, end):
        found.leaves[leave.worker_id].append(leave)
    own = {"worker__in": workers, "station__in": stations, "on__range": (start, end)}
    for row in Correction.objects.filter(state=CorrectionState.ACCEPTED, **own).order_by("decided_at", "id"):
        found.corrections[(row.worker_id, row.on)] = SaidDay(DayStatus(row.status), span=_span(row))
    if settings is not None and not _street_kept(found, start, end):
        return found  # a year read beside other registers asks no more than it must
    for sheet in ImportedDay.objects.filter(**own).order_by("id"):
        found.imported[(sheet.worker_id, sheet.on)] = SaidDay(DayStatus(sheet.status), sheet.minutes)
    return found


def _street_kept(ledger: Ledger, start: dt.date, end: dt.date) -> bool:
    """Did the street keep the attendance of any of these posts in any of the months?"""
    codes = {post.station.division_code for post in ledger.posts}
    months = {
        dt.date(start.year, 1, 1).replace(year=start.year + n // 12, month=n % 12 + 1)
        for n in range(12 * (end.year - start.year + 1))
    }
    return any(ledger.mode_on(code, month) == AttendanceMode.STREET for code in codes for month in months)


def approved_leaves(worker_ids: Iterable[int], start: dt.date, end: dt.date) -> QuerySet[Leave]:
    """Leave in force that touches the days, without its sealed reason."""
    rows = Leave.objects.filter(worker__in=worker_ids, state=LeaveState.APPROVED)
    return rows.filter(starts_on__lte=end, ends_on__gte=start).defer("reason").order_by("starts_on", "id")


def local_span(starts_at: dt.datetime, ends_at: dt.datetime) -> tuple[dt.date, Span]:
    """The local day on which it began, and the minutes of that day; what runs past midnight is cut there."""
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    last = DAY_MINUTES if end.date() > start.date() else minute_of(end.time())
    return start.date(), (minute_of(start.time()), last)


def _span(row: Correction) -> Span | None:
    return (minute_of(row.starts), minute_of(row.ends)) if row.starts and row.ends else None


def _between(name: str, start: dt.date, end: dt.date) -> Q:
    """Moments of the local days start … end."""
    first = timezone.make_aware(dt.datetime.combine(start, dt.time()))
    after = timezone.make_aware(dt.datetime.combine(end + dt.timedelta(days=1), dt.time()))
    return Q(**{f"{name}__gte": first, f"{name}__lt": after})


def _persons(posts: Sequence[Post]) -> dict[int, int]:
    """{person id: worker id}, rows merged into a person included: append-only facts still point there."""
    found = {post.worker.person_id: post.worker_id for post in posts}
    aliases = Person.objects.filter(merged_into__in=list(found)).values_list("id", "merged_into_id")
    return found | {alias: found[kept] for alias, kept in aliases if kept is not None}


def _read_presences(found: Ledger, persons: dict[int, int], start: dt.date, end: dt.date) -> None:
    kinds = (OccasionKind.DUTY, OccasionKind.TRAINING)
    rows = Presence.objects.filter(
        _between("in_at", start, end), person__in=persons, occasion__kind__in=kinds, voided_at__isnull=True
    )
    for person, kind, in_at, out_at in rows.values_list("person_id", "occasion__kind", "in_at", "out_at"):
        day, span = local_span(in_at, out_at or in_at)
        key = (persons[person], day)
        if out_at is not None:
            (found.presences if kind == OccasionKind.DUTY else found.training)[key].append(span)
        elif kind == OccasionKind.DUTY:
            found.open_from[key] = min(span[0], found.open_from.get(key, DAY_MINUTES))


def _read_trainings(found: Ledger, persons: dict[int, int], start: dt.date, end: dt.date) -> None:
    """Trainings that a person completed: their hours on each of their days."""
    rows = Enrolment.objects.filter(
        person__in=persons,
        state=EnrolmentState.COMPLETED,
        training__occasion__starts_at__lt=_end_of(end),
        training__occasion__ends_at__gte=_end_of(start - dt.timedelta(days=1)),
    )
    names = ("person_id", "training__occasion__starts_at", "training__occasion__ends_at")
    for person, starts_at, ends_at in rows.values_list(*names):
        for part in parts_of(starts_at, ends_at):
            day, span = local_span(*part)
            if start <= day <= end:
                found.training[(persons[person], day)].append(span)


def _end_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))


def hours_of_minutes(minutes: int) -> Decimal:
    """Minutes as hours with one place, for people."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"))
