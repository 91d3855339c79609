"""What a day of attendance was, from plain facts (clause 2.6.1, domain.md 4.5). Nothing here is ever stored.

Times of day are minutes from midnight. The order of the facts makes no difference; what overlaps counts once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from liangzhan.staff.choices.attendance import UNJUDGED, AttendanceMode, DayStatus
from liangzhan.staff.choices.leave import DayHalf
from liangzhan.staff.rules.duty import DAY_MINUTES, Span, breaks_of, merged, minutes_of, without

NOON = 12 * 60
HALF = Decimal("0.5")
Halves = frozenset[DayHalf]
BOTH: Halves = frozenset(DayHalf)


@dataclass(frozen=True)
class SaidDay:
    """What a correction, or the street's sheet, says of the day: minutes, or from when to when; None when it says none."""

    status: DayStatus
    minutes: int | None = None
    span: Span | None = None


@dataclass(frozen=True)
class DayFacts:
    """All that is known of one post on one day. `open_from` is a stay that nobody ended yet; `kept`: a check-in stood open."""

    day: dt.date
    expected: tuple[Span, ...] = ()
    presences: tuple[Span, ...] = ()
    open_from: int | None = None
    field: tuple[Span, ...] = ()
    training: tuple[Span, ...] = ()
    leave: Halves = frozenset()
    trip: Halves = frozenset()
    correction: SaidDay | None = None
    imported: SaidDay | None = None
    kept: bool = True


@dataclass(frozen=True)
class AttendanceDay:
    """The day as everybody reads it. Minutes 0 … 1440; `leave` and `trip` are days (0, 0.5, 1) of those due."""

    day: dt.date
    status: DayStatus
    scheduled_in: int | None = None
    scheduled_out: int | None = None
    first_in: int | None = None
    last_out: int | None = None
    due_minutes: int = 0
    minutes: int = 0
    field_minutes: int = 0
    training_minutes: int = 0
    late_minutes: int = 0
    early_minutes: int = 0
    leave: Decimal = Decimal(0)
    trip: Decimal = Decimal(0)
    open_stay: bool = False
    said: bool = False  # by the street's sheet or a decided correction, not judged from check-ins
    before: AttendanceDay | None = None  # what the day was before a correction: old facts stay visible

    @property
    def is_due(self) -> bool:
        """Was the worker expected (on leave or not), and is it known what became of it?"""
        return self.status not in UNJUDGED and (self.due_minutes > 0 or self.status in _DUE_ALWAYS)

    @property
    def corrected(self) -> bool:
        return self.before is not None


_DUE_ALWAYS = frozenset({DayStatus.LATE, DayStatus.EARLY, DayStatus.ABSENT, DayStatus.LEAVE, DayStatus.TRIP})


def attendance_day(facts: DayFacts, *, mode: AttendanceMode, grace: int, today: dt.date, now: int = 0) -> AttendanceDay:
    """The day under the mode of its month. `grace` are the minutes that are forgiven; `now` the minute of today.

    A correction says what the day was, and the day before it is kept in `before`. Where the street keeps attendance
    only its sheet speaks: we never call anybody absent there, nor where no check-in stood open that day.
    """
    if mode == AttendanceMode.STREET:
        found = _said(_bare(facts), facts.imported, facts) if facts.imported else _awaited(facts)
    else:
        found = _judged(_bare(facts), facts, grace, today, now)
    return replace(_said(found, facts.correction, facts), before=found) if facts.correction else found


def _bare(facts: DayFacts) -> AttendanceDay:
    """The day's measures without a judgement (status: 休息)."""
    inside = without(facts.presences, breaks_of(facts.expected))
    came = [start for start, _ in facts.presences] + ([] if facts.open_from is None else [facts.open_from])
    return AttendanceDay(
        day=facts.day,
        status=DayStatus.HOLIDAY,
        scheduled_in=min((start for start, _ in facts.expected), default=None),
        scheduled_out=max((end for _, end in facts.expected), default=None),
        first_in=min(came, default=None),
        last_out=None if facts.open_from is not None else max((end for _, end in facts.presences), default=None),
        due_minutes=minutes_of(facts.expected),
        minutes=minutes_of([*inside, *facts.field, *facts.training]),
        field_minutes=minutes_of(facts.field),
        training_minutes=minutes_of(facts.training),
        open_stay=facts.open_from is not None,
        leave=_days(facts.expected, facts.leave),
        trip=_days(facts.expected, facts.trip - facts.leave),
    )


def _days(expected: tuple[Span, ...], halves: Halves) -> Decimal:
    """How much of the due day the halves take: a morning without duty costs nothing."""
    if not expected or not halves:
        return Decimal(0)
    left = released(expected, halves)
    if not left:
        return Decimal(1)
    return Decimal(0) if minutes_of(left) == minutes_of(expected) else HALF


def released(expected: Iterable[Span], halves: Halves) -> list[Span]:
    """The spans that are still due beside leave. Two spans or more: the first is the morning; one span: noon divides."""
    spans = sorted(expected)
    if not halves:
        return spans
    if len(spans) > 1:
        morning, afternoon = spans[:1], spans[1:]
    else:
        morning, afternoon = without(spans, [(NOON, 1440)]), without(spans, [(0, NOON)])
    return (morning if DayHalf.MORNING not in halves else []) + (afternoon if DayHalf.AFTERNOON not in halves else [])


def _said(found: AttendanceDay, said: SaidDay, facts: DayFacts) -> AttendanceDay:
    """The day as a paper says it; minutes it does not give are those recorded, else those due, where it was worked."""
    whole = Decimal(1)
    came, went = said.span or (found.first_in, found.last_out)
    return replace(
        found,
        status=said.status,
        said=True,
        first_in=came,
        last_out=went,
        minutes=min(max(_said_minutes(found, said, facts), 0), DAY_MINUTES),
        late_minutes=found.late_minutes if said.status == DayStatus.LATE else 0,
        early_minutes=found.early_minutes if said.status == DayStatus.EARLY else 0,
        leave=(found.leave or whole) if said.status == DayStatus.LEAVE else _part(found.leave, said.status),
        trip=(found.trip or whole) if said.status == DayStatus.TRIP else _part(found.trip, said.status),
    )


def _said_minutes(found: AttendanceDay, said: SaidDay, facts: DayFacts) -> int:
    """Minutes as said; of a stretch without the pauses of the day, and with the time outside that it covers once."""
    if said.span is not None:
        inside = without([said.span], breaks_of(facts.expected))
        return minutes_of([*inside, *facts.field, *facts.training])
    if said.minutes is not None:
        return said.minutes
    return 0 if said.status in _NOT_WORKED else found.minutes or found.due_minutes


def _part(days: Decimal, status: DayStatus) -> Decimal:
    """Half a day of leave stays beside a worked status; a whole one does not, and none beside a day of rest."""
    return days if days == HALF and status != DayStatus.HOLIDAY else Decimal(0)


_NOT_WORKED = UNJUDGED | {DayStatus.ABSENT, DayStatus.LEAVE, DayStatus.HOLIDAY}


def _awaited(facts: DayFacts) -> AttendanceDay:
    """The street's sheet has not come in: what happened is shown, nothing is judged."""
    return replace(_bare(facts), status=DayStatus.AWAITED if facts.expected else DayStatus.HOLIDAY)


def _judged(found: AttendanceDay, facts: DayFacts, grace: int, today: dt.date, now: int) -> AttendanceDay:
    """Our own judgement: leave and trips first, then first coming and last going against what was due."""
    required = released(facts.expected, facts.leave | facts.trip)
    if not required:
        return replace(found, status=_free_status(found, facts))
    starts, ends = required[0][0], required[-1][1]
    over = facts.day < today or (facts.day == today and now >= ends)
    there = _accounted(facts, found.day == today, now)
    at_work = without(there, [(0, starts), (ends, 1440)])
    open_from = facts.open_from if facts.open_from is not None and facts.open_from < ends else None
    if not at_work and open_from is None:
        missed = DayStatus.ABSENT if facts.kept else DayStatus.UNKEPT
        return replace(found, status=missed if over else DayStatus.PENDING)
    if not facts.kept:  # a visit or a course is known, when the day began and ended is not
        return replace(found, status=_work_status(facts))
    first = min([start for start, _ in at_work] + ([] if open_from is None else [max(open_from, starts)]))
    late = max(first - starts, 0)
    early = 0 if open_from is not None or not over else max(ends - max(end for _, end in at_work), 0)
    late, early = (late if late > grace else 0), (early if early > grace else 0)
    status = DayStatus.LATE if late else DayStatus.EARLY if early else _work_status(facts)
    return replace(found, status=status, late_minutes=late, early_minutes=early)


def _accounted(facts: DayFacts, is_today: bool, now: int) -> list[Span]:
    """Presence, field work and training as one: a home visit or a course is work as much as the desk is."""
    open_one = [] if facts.open_from is None else [(facts.open_from, max(facts.open_from + 1, now if is_today else 0))]
    return merged([*facts.presences, *open_one, *facts.field, *facts.training])


def _work_status(facts: DayFacts) -> DayStatus:
    """In the house: 正常. Otherwise what filled more of the day."""
    if facts.presences or facts.open_from is not None:
        return DayStatus.NORMAL
    return DayStatus.TRAINING if minutes_of(facts.training) > minutes_of(facts.field) else DayStatus.FIELD


def _free_status(found: AttendanceDay, facts: DayFacts) -> DayStatus:
    """Nothing was due: leave, a trip, or a day of rest on which somebody may have worked all the same."""
    if facts.expected:
        return DayStatus.LEAVE if found.leave >= found.trip else DayStatus.TRIP
    if found.minutes or found.open_stay:
        return _work_status(facts)
    return DayStatus.TRIP if facts.trip else DayStatus.HOLIDAY


@dataclass(frozen=True)
class Totals:
    """Sums of days (a month or a year). `present` counts half days beside leave; minutes as in the days."""

    days_due: int = 0
    present: Decimal = Decimal(0)
    late: int = 0
    early: int = 0
    absent: Decimal = Decimal(0)
    leave_days: Decimal = Decimal(0)
    trip_days: Decimal = Decimal(0)
    training_days: int = 0
    minutes: int = 0
    field_minutes: int = 0

    def __add__(self, other: Totals) -> Totals:
        return Totals(**{name: getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__})


_PRESENT = frozenset(
    {DayStatus.NORMAL, DayStatus.LATE, DayStatus.EARLY, DayStatus.FIELD, DayStatus.TRAINING, DayStatus.TRIP}
)


def totals_of(days: Iterable[AttendanceDay]) -> Totals:
    """The sums. A due day of which something is known counts as present, absent or leave, by halves: they add up to
    `days_due`. Days without a judgement and rest days add minutes, and the half day of leave that is known."""
    found = Totals()
    for one in days:
        due = one.is_due
        rest = Decimal(1) - one.leave
        found += Totals(
            days_due=int(due),
            present=rest if due and one.status in _PRESENT else Decimal(0),
            late=int(one.status == DayStatus.LATE),
            early=int(one.early_minutes > 0 or one.status == DayStatus.EARLY),
            absent=rest if one.status == DayStatus.ABSENT else Decimal(0),
            leave_days=one.leave,
            trip_days=one.trip,
            training_days=int(one.training_minutes > 0 or one.status == DayStatus.TRAINING),
            minutes=one.minutes,
            field_minutes=one.field_minutes,
        )
    return found
