"""When somebody is due at work: weekly patterns, single days, the published calendar (clause 2.6.1, domain.md 4.5).

Times of day are minutes from midnight throughout, so that a day is 0 … 1440 and nothing depends on a clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from liangzhan.staff.choices.attendance import DayKind

DAY_MINUTES = 24 * 60
Span = tuple[int, int]  # (from, to) in minutes of the day, from < to


@dataclass(frozen=True)
class Week:
    """A weekly pattern: spans by weekday (1 Monday … 7 Sunday), in force from a day to a day (None: open)."""

    valid_from: dt.date
    valid_to: dt.date | None = None
    spans: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)

    def is_in_force(self, day: dt.date) -> bool:
        """Both ends included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class DutyFacts:
    """What decides whether one post is due. `shifts` are single days, an empty tuple is a day off."""

    starts_on: dt.date
    ends_on: dt.date | None = None
    clocks: bool = True
    own: Sequence[Week] = ()
    station: Sequence[Week] = ()
    opening: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    shifts: Mapping[dt.date, tuple[Span, ...]] = field(default_factory=dict)


def expected_on(post: DutyFacts, day: dt.date, kind: DayKind) -> tuple[Span, ...]:
    """The spans of the day on which the post is due, in order; () for nothing.

    Nobody is due outside the post, nor when part time (part-timers do not clock). A single day set for the post wins.
    Otherwise the post's own week, else the station's, else the opening hours. On public holidays nobody is due; a
    weekend counts only where a week names it; a moved workday (调休) follows that weekday, else the first named one.
    """
    if not post.clocks or day < post.starts_on or (post.ends_on is not None and day > post.ends_on):
        return ()
    if day in post.shifts:
        return tuple(sorted(post.shifts[day]))
    if kind == DayKind.HOLIDAY:
        return ()
    week = _week_of(post.own, day) or _week_of(post.station, day)
    if kind == DayKind.WEEKEND:
        return tuple(sorted(week.spans.get(day.isoweekday(), ()))) if week else ()
    spans = week.spans if week else post.opening
    named = spans.get(day.isoweekday())
    if named is None and day.isoweekday() > 5:
        named = spans[min(spans)] if spans else ()
    return tuple(sorted(named or ()))


def _week_of(weeks: Sequence[Week], day: dt.date) -> Week | None:
    """The week in force; of two, the one that began later."""
    held = [week for week in weeks if week.is_in_force(day)]
    return max(held, key=lambda week: week.valid_from) if held else None


def span_problems(spans: Iterable[Span]) -> list[str]:
    """Why spans of one day cannot be: order, the length of a day, overlap."""
    problems, last = [], -1
    for start, end in sorted(spans):
        if not 0 <= start < end <= DAY_MINUTES:
            problems.append("下班时间要晚于上班时间，并且在同一天之内。")
        elif start < last:
            problems.append("同一天的两段时间不能重叠。")
        last = max(last, end)
    return problems


def minutes_of(spans: Iterable[Span]) -> int:
    """Minutes that the spans cover; what overlaps counts once. 0 … 1440."""
    return sum(end - start for start, end in merged(spans))


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same minutes as spans that neither touch nor overlap, in order."""
    found: list[Span] = []
    for start, end in sorted((max(a, 0), min(b, DAY_MINUTES)) for a, b in spans):
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def without(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """What is left of the spans after the holes are cut out."""
    left = merged(spans)
    for start, end in merged(holes):
        cut: list[Span] = []
        for a, b in left:
            cut += [one for one in ((a, min(b, start)), (max(a, end), b)) if one[0] < one[1]]
        left = cut
    return left


def breaks_of(spans: Sequence[Span]) -> list[Span]:
    """The pauses between the spans of a day: being in the house then is no work."""
    ordered = merged(spans)
    return [(before[1], after[0]) for before, after in zip(ordered, ordered[1:], strict=False)]
