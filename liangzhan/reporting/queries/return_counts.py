"""Completeness and timeliness of returns, by the units below: who sent, who is late, who is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import children, in_area
from liangzhan.divisions.rules import prefix
from liangzhan.reporting.models import Return
from liangzhan.reporting.queries.returns import accepted_by
from liangzhan.reporting.rules.returns import DONE, timely

FIRST = Q(version=1)  # the first version says whether a unit handed in at all and when


@dataclass
class Tally:
    """One line: how many owe a return, handed it in, in time or late, are missing after the day, were accepted."""

    name: str
    code: str
    owed: int = 0
    sent: int = 0
    accepted: int = 0
    on_time: int = 0
    late: int = 0
    missing: int = 0
    open: int = 0

    def add(self, row: Return, today: dt.date) -> None:
        """Count one return."""
        self.owed += 1
        self.sent += row.first_sent_on is not None
        self.accepted += row.state in DONE
        counted = timely(row.first_sent_on, row.due_on, today).lower()
        setattr(self, counted, getattr(self, counted) + 1)


@dataclass(frozen=True)
class Completeness:
    """The whole and its lines, by the areas just below; a line for every unit itself where it is one of those."""

    whole: Tally
    lines: list[Tally]


def first_versions(scope: Scope, form_code: str, period: str, level: str) -> QuerySet[Return]:
    """What is owed by the units of a level within reach."""
    rows = Return.objects.within(scope, Action.RETURN_VIEW).filter(FIRST, form_code=form_code, level=level)
    found: QuerySet[Return] = rows.filter(period=period)
    return found


def completeness(
    scope: Scope, area: Division, *, form_code: str, period: str, level: str, ends_on: dt.date, today: dt.date
) -> Completeness:
    """By the areas directly below `area` on the last day of the period. Few queries, whatever the number of units."""
    below = list(children(area, on=ends_on))
    names = {one.code: Tally(one.name, one.code) for one in below}
    lengths = sorted({len(prefix(one.code, one.level)) for one in below if one.code.isdigit()}, reverse=True)
    whole, others = Tally(area.name, area.code), Tally("其他", "")
    rows = first_versions(scope, form_code, period, level).filter(in_area("division_code", area) | Q(area=area))
    rows = rows.only("division_code", "first_sent_on", "due_on", "state")
    for row in rows.iterator():
        whole.add(row, today)
        code = row.division_code
        keys = [code, *(code[:length].ljust(12, "0") for length in lengths)]
        (next((names[key] for key in keys if key in names), others)).add(row, today)
    lines = [one for one in (*names.values(), others) if one.owed]
    return Completeness(whole, lines)


def missing(actor: Actor, form_code: str, period: str, level: str, *, on: dt.date) -> list[Return]:
    """Units below that have not handed in and whose day has come, as far as the actor accepts their returns."""
    rows = Return.objects.select_related("form", "area").filter(accepted_by(actor), FIRST)
    rows = rows.filter(form_code=form_code, period=period, level=level, first_sent_on__isnull=True, due_on__lt=on)
    return list(rows.order_by("division_code", "pk"))


def overdue_below(actor: Actor, *, on: dt.date) -> tuple[int, str]:
    """(how many, level) of the returns that the level just below the actor has let pass; (0, "") when none."""
    rows = Return.objects.filter(accepted_by(actor, next_only=True), FIRST, first_sent_on__isnull=True, due_on__lt=on)
    found = rows.order_by().values("level").annotate(count=Count("pk"))
    return next(((one["count"], one["level"]) for one in found), (0, ""))
