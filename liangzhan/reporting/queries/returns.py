"""Returns as they stand: whose they are, what their figures say, what changed since they were sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.access.querysets import code_range
from liangzhan.access.roles import Role
from liangzhan.access.scope import GrantFact
from liangzhan.ledger.models import Posting
from liangzhan.ledger.queries.figures import entries_of
from liangzhan.ledger.queries.folding import fold_rows
from liangzhan.people.models import Merge
from liangzhan.reporting.choices import ReturnCause, ReturnState
from liangzhan.reporting.models import Return
from liangzhan.reporting.queries.asked import ACTION, Question
from liangzhan.reporting.queries.indicators import Answer, compute
from liangzhan.reporting.rules.definitions import BY_CODE
from liangzhan.reporting.rules.returns import (
    OPEN,
    SENT,
    Difference,
    Figure,
    differences,
    levels_accepted,
    levels_written,
    named,
)

# A return's figures are those of its unit, whoever opens it: which returns somebody may open is `within`.
COUNTER = Actor.system("报表统计")
Figures = list[dict[str, str]]


def written_by(actor: Actor) -> Q:
    """Returns that are the actor's own to write: of his level, at his place."""
    return _reached(actor, levels_written)


def accepted_by(actor: Actor, *, next_only: bool = False) -> Q:
    """Returns that the actor may accept: of the levels below his (`next_only`: of the next one alone)."""
    return _reached(actor, lambda role: levels_accepted(role, next_only=next_only))


def _reached(actor: Actor, levels: Callable[[Role], list[str]]) -> Q:
    if actor.unlimited:
        return Q()
    found = Q(pk__in=[])
    for grant in actor.grants:
        place = Q(station__in=grant.stations) if grant.stations else Q(pk__in=[])
        for prefix in grant.prefixes:
            place |= code_range("division_code", prefix)
        found |= place & Q(level__in=levels(grant.role))
    return found


def may_write(actor: Actor, row: Return) -> bool:
    """Is it the actor's own return to write and hand in?"""
    return actor.unlimited or any(_holds(grant, row, levels_written(grant.role)) for grant in actor.grants)


def may_accept(actor: Actor, row: Return) -> bool:
    """May the actor accept or send back this return?"""
    return actor.unlimited or any(_holds(grant, row, levels_accepted(grant.role)) for grant in actor.grants)


def _holds(grant: GrantFact, row: Return, levels: list[str]) -> bool:
    here = row.station_id in grant.stations or row.division_code.startswith(grant.prefixes)
    return here and row.level in levels


def listed() -> QuerySet[Return]:
    """Returns as lists and pages show them."""
    return Return.objects.select_related("form", "area", "station")


def to_write(actor: Actor) -> QuerySet[Return]:
    """What the actor has yet to hand in."""
    return listed().filter(written_by(actor), state__in=OPEN)


def to_accept(actor: Actor) -> QuerySet[Return]:
    """What lies with the actor: handed in by the level just below."""
    return listed().filter(accepted_by(actor, next_only=True), state=ReturnState.SUBMITTED)


def question_of(row: Return, *, today: dt.date) -> Question:
    """The figures of the unit in the period, under the tree of its day."""
    return Question(row.area, named(row.period), COUNTER.scope, today, row.station_id)


def computed(row: Return, *, today: dt.date) -> Figures:
    """The figures of every column as the records say now."""
    return _told(row, question_of(row, today=today))


def known_at(row: Return, *, moment: dt.datetime, today: dt.date) -> Figures:
    """The figures of the ledger's columns as they would have been told at a past moment; columns of registers are left out.

    People are counted as they are known to be one person now.
    """
    asked = question_of(row, today=today)
    for name, part in (("ledger", asked.asked_now), ("ledger_before", asked.asked_before)):
        rows = entries_of(part, part.start, part.end, asked.scope, ACTION).filter(posting__posted_at__lte=moment)
        asked.__dict__[name] = fold_rows(rows)
    return _told(row, asked, only=lambda code: bool(BY_CODE[code].kinds))


def known_on(row: Return, day: dt.date, *, today: dt.date) -> Figures:
    """The same at the end of a day (Asia/Shanghai)."""
    end = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))
    return known_at(row, moment=end, today=today)


def _told(row: Return, asked: Question, *, only: Callable[[str], bool] = lambda code: True) -> Figures:
    columns = [one for one in row.form.columns.order_by("position") if only(one.indicator)]
    codes = list(dict.fromkeys(one.indicator for one in columns))
    answers: dict[str, Answer] = {one.indicator.code: one for one in compute(asked, codes)} if codes else {}
    found = []
    for one in columns:
        answer = answers[one.indicator]
        part = next(part for part in answer.indicator.parts if part.key == one.part)
        figure = Figure(one.key, one.heading, part.unit, answer.plain(part), answer.text_of(part))
        found.append(figure.as_dict())
    return found


def figures_of(row: Return, *, today: dt.date) -> Figures:
    """What the return says: frozen once it was sent, computed while it is being written (or written again)."""
    return list(row.figures or []) if row.state in SENT else computed(row, today=today)


def versions_of(row: Return) -> list[Return]:
    """Every version of this unit's return for the period, the first one first."""
    found = listed().filter(unit_key=row.unit_key, form_code=row.form_code, period=row.period)
    return list(found.order_by("version"))


@dataclass(frozen=True)
class Changed:
    """What the records say now beside what was sent, and which causes were seen since: {cause: how many}."""

    differences: list[Difference]
    causes: dict[str, int]


def changed_since(row: Return, *, today: dt.date) -> Changed:
    """Frozen figures against the records of now; nothing for a return that is not frozen."""
    if row.state not in SENT:
        return Changed([], {})
    found = differences(row.figures or [], computed(row, today=today))
    return Changed(found, causes_since(row, today=today) if found else {})


def causes_since(row: Return, *, today: dt.date) -> dict[str, int]:
    """Merges of persons, corrections and late records that touch this unit and period, since it was sent."""
    asked = question_of(row, today=today)
    now = asked.asked_now
    entries = entries_of(now, now.start, now.end, asked.scope, ACTION)
    later = entries.filter(posting__posted_at__gt=row.submitted_at)
    postings = Posting.objects.filter(pk__in=later.values("posting"))
    merged = Merge.objects.filter(merged_at__gt=row.submitted_at, alias__in=entries.values("person"))
    late = postings.filter(version=1).count()
    counts = {
        ReturnCause.MERGE: merged.count(),
        ReturnCause.CORRECTION: postings.count() - late,
        ReturnCause.LATE: late,
    }
    return {str(cause): count for cause, count in counts.items() if count}


def version_steps(versions: list[Return]) -> list[tuple[Return, list[Difference]]]:
    """Each version with what it changed against the one before, the newest first; a draft has no frozen figures yet."""
    found: list[tuple[Return, list[Difference]]] = []
    before: list[dict[str, str]] | None = None
    for row in versions:
        changed = differences(before, row.figures) if before is not None and row.figures else []
        found.insert(0, (row, changed))
        before = row.figures or before
    return found


def notes_by_column(row: Return) -> dict[str, list[Any]]:
    """{column key: signed notes, the oldest first}."""
    found: dict[str, list[Any]] = {}
    for note in row.notes.order_by("id"):
        found.setdefault(note.column, []).append(note)
    return found
