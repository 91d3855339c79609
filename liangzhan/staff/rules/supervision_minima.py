"""How much supervision a worker is owed (domain.md 4.4 [D]); every number is a dated parameter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from liangzhan.staff.choices.supervision import OwedKind


@dataclass(frozen=True)
class Minima:
    """The settings of one area on one day."""

    individual_count: int
    month_minutes: int
    group_count: int
    new_months: int
    new_count: int
    individual_forms: frozenset[str]
    group_forms: frozenset[str]


@dataclass(frozen=True)
class Held:
    """One confirmed session of a worker: day, form, minutes."""

    on: dt.date
    form: str
    minutes: int


@dataclass(frozen=True)
class Owed:
    """What lacks in one period: `late` when the period is over, otherwise due on its last day."""

    kind: OwedKind
    start: dt.date
    end: dt.date
    need: int
    have: int
    late: bool

    @property
    def words(self) -> str:
        """For a list: 10月个别督导还差 1 次."""
        quarter = f"第{(self.start.month + 2) // 3}季度"
        when = f"{self.start.month}月" if self.kind == OwedKind.INDIVIDUAL else quarter
        return f"{when}{OwedKind(self.kind).label}{'少' if self.late else '还差'} {self.need - self.have} 次"


PREFIX = "supervision."
KEYS = tuple(
    f"{PREFIX}{name}"
    for name in (
        "individual.month",
        "minutes.month",
        "group.quarter",
        "new.months",
        "new.month",
        "individual.forms",
        "group.forms",
    )
)


def minima_from(values: Mapping[str, Any]) -> Minima:
    """The settings as read from the parameters, in the order of KEYS."""
    count, minutes, group, months, fresh, individual, groups = (values[key] for key in KEYS)
    return Minima(count, minutes, group, months, fresh, frozenset(individual), frozenset(groups))


def month_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the month."""
    return day.replace(day=1), _first_of_next(day, 1) - dt.timedelta(days=1)


def quarter_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the quarter."""
    start = dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return start, _first_of_next(start, 3) - dt.timedelta(days=1)


def before(start: dt.date) -> dt.date:
    """The day before: a day of the period before."""
    return start - dt.timedelta(days=1)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day some months later, the last of a shorter month."""
    first = _first_of_next(day, months)
    last = month_of(first)[1]
    return first.replace(day=min(day.day, last.day))


def _first_of_next(day: dt.date, months: int) -> dt.date:
    count = day.year * 12 + day.month - 1 + months
    return dt.date(count // 12, count % 12 + 1, 1)


def periods_around(on: dt.date) -> list[tuple[OwedKind, dt.date, dt.date]]:
    """The running month and quarter, and those before: what a warning looks at."""
    month, quarter = month_of(on), quarter_of(on)
    return [
        (OwedKind.INDIVIDUAL, *month_of(before(month[0]))),
        (OwedKind.INDIVIDUAL, *month),
        (OwedKind.GROUP, *quarter_of(before(quarter[0]))),
        (OwedKind.GROUP, *quarter),
    ]


def periods_of_quarter(start: dt.date) -> list[tuple[OwedKind, dt.date, dt.date]]:
    """The three months and the quarter itself: what the figures of a quarter look at."""
    first, last = quarter_of(start)
    months = [month_of(months_after(first, n)) for n in range(3)]
    return [*((OwedKind.INDIVIDUAL, *month) for month in months), (OwedKind.GROUP, first, last)]


def owed(
    held: Iterable[Held],
    *,
    since: dt.date,
    on: dt.date,
    minima: Minima,
    periods: Iterable[tuple[OwedKind, dt.date, dt.date]] | None = None,
) -> list[Owed]:
    """What a worker in post since `since` lacks on a day, period by period (the first that begin whole in the post).

    A month wants `individual_count` individual sessions or `month_minutes` of any form; within `new_months` after the
    start it wants `new_count` individual sessions. A quarter wants `group_count` group sessions. Only confirmed sessions
    are given in. Source: domain.md 4.4 [D].
    """
    sessions = list(held)
    found = []
    for kind, start, end in periods_around(on) if periods is None else periods:
        if start < since or start > on:
            continue
        inside = [one for one in sessions if start <= one.on <= end]
        need, have = _month(inside, start, since, minima) if kind == OwedKind.INDIVIDUAL else _quarter(inside, minima)
        if have < need:
            found.append(Owed(kind, start, end, need, have, late=end < on))
    return found


def most_pressing(found: Iterable[Owed]) -> list[Owed]:
    """At most one of each kind, the late one before the running one: what a list has room for."""
    chosen: dict[OwedKind, Owed] = {}
    for one in found:
        if one.kind not in chosen or (one.late and not chosen[one.kind].late):
            chosen[one.kind] = one
    return list(chosen.values())


def _month(inside: list[Held], start: dt.date, since: dt.date, minima: Minima) -> tuple[int, int]:
    have = sum(one.form in minima.individual_forms for one in inside)
    if start < months_after(since, minima.new_months):
        return minima.new_count, have
    enough = sum(one.minutes for one in inside) >= minima.month_minutes
    return minima.individual_count, max(have, minima.individual_count) if enough else have


def _quarter(inside: list[Held], minima: Minima) -> tuple[int, int]:
    return minima.group_count, sum(one.form in minima.group_forms for one in inside)
