"""Whom the minima of supervision apply to, and with which numbers: both are settings of the place and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from liangzhan.staff.choices.supervision import OwedKind
from liangzhan.staff.models import Post, SupervisionPart, Worker
from liangzhan.staff.rules.supervision_minima import (
    KEYS,
    Held,
    Minima,
    Owed,
    before,
    minima_from,
    month_of,
    owed,
    quarter_of,
)
from liangzhan.toolkit.parameters import load

ROLES = "supervision.roles"


class Settings:
    """The settings of any place on one day, read once."""

    def __init__(self, on: dt.date) -> None:
        self.on, self._loaded = on, load([*KEYS, ROLES])
        self._known: dict[str, tuple[frozenset[str], Minima]] = {}

    def at(self, code: str) -> tuple[frozenset[str], Minima]:
        """(post roles that must be supervised, the minima) of a 12-digit place."""
        if code not in self._known:
            values = {key: self._loaded.value_of(key, on=self.on, division_code=code) for key in [*KEYS, ROLES]}
            self._known[code] = frozenset(values[ROLES]), minima_from(values)
        return self._known[code]


@dataclass(frozen=True)
class Subject:
    """A worker to whom the minima apply: since when, and where."""

    since: dt.date
    code: str


def subjects(posts: QuerySet[Post], settings: Settings) -> dict[int, Subject]:
    """{worker id: Subject} of posts in force whose role must be supervised there; the oldest post counts. One query."""
    found: dict[int, Subject] = {}
    rows = posts.order_by("starts_on", "id").values_list("worker_id", "starts_on", "division_code", "role")
    for worker_id, starts_on, code, role in rows:
        if role in settings.at(code)[0]:
            found.setdefault(worker_id, Subject(starts_on, code))
    return found


def held_of(workers: Collection[int] | QuerySet[Worker], start: dt.date, end: dt.date) -> dict[int, list[Held]]:
    """{worker id: confirmed sessions in which he took part}, one query; by ids or by a query of workers."""
    rows = SupervisionPart.objects.filter(worker__in=workers, counted_on__range=(start, end))
    found: dict[int, list[Held]] = {}
    names = ("worker_id", "counted_on", "session__form", "session__minutes")
    for worker_id, on, form, minutes in rows.order_by("id").values_list(*names):
        found.setdefault(worker_id, []).append(Held(on, form, minutes))
    return found


def lacking(
    subject_to: dict[int, Subject],
    held: dict[int, list[Held]],
    settings: Settings,
    periods: Iterable[tuple[OwedKind, dt.date, dt.date]] | None = None,
) -> dict[int, list[Owed]]:
    """{worker id: what he lacks}, each by the settings of his place; who lacks nothing is left out."""
    spans = None if periods is None else list(periods)
    found = {
        pk: owed(held.get(pk, ()), since=one.since, on=settings.on, minima=settings.at(one.code)[1], periods=spans)
        for pk, one in subject_to.items()
    }
    return {pk: rows for pk, rows in found.items() if rows}


def owed_by_worker(worker_ids: Iterable[int], *, on: dt.date) -> dict[int, list[Owed]]:
    """{worker id: what he lacks now}; three queries for any number of workers."""
    settings = Settings(on)
    posts = Post.objects.in_force(on).filter(worker_id__in=list(worker_ids))
    subject_to = subjects(posts, settings)
    return lacking(subject_to, held_of(subject_to.keys(), first_day(on), on), settings)


def short_now(workers: QuerySet[Worker], *, on: dt.date) -> int:
    """How many of these workers lack what a finished month or quarter asked for; three queries, for a warning."""
    settings = Settings(on)
    subject_to = subjects(Post.objects.in_force(on).filter(worker__in=workers.order_by()), settings)
    found = lacking(subject_to, held_of(workers.order_by(), first_day(on), on), settings)
    return sum(any(one.late for one in rows) for rows in found.values())


def first_day(on: dt.date) -> dt.date:
    """The first day that a warning of this day looks at: of last month or last quarter, whichever is earlier."""
    return min(month_of(before(on.replace(day=1)))[0], quarter_of(before(quarter_of(on)[0]))[0])
