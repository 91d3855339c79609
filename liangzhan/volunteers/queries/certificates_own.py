"""One's own hours, the periods that are offered, and what a certificate of a period would say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Sum

from liangzhan.access.actor import Actor
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.choices import RecordState
from liangzhan.volunteers.models import Certificate, ServiceRecord, Volunteer
from liangzhan.volunteers.queries.certificates import draft_of, first_day, own_certificates, waiting_count
from liangzhan.volunteers.rules.certificates import Facts, Line, lines_problem, period_problem, total_minutes
from liangzhan.volunteers.rules.hours import hours_text

SHOWN = 5


@dataclass(frozen=True)
class Period:
    """A period to tap on."""

    words: str
    starts_on: dt.date
    ends_on: dt.date


@dataclass(frozen=True)
class Preview:
    """What the certificate will say; `problem` when it cannot be issued."""

    facts: Facts
    hours: str
    first: list[Line]
    more: int
    problem: str


def own_hours(volunteer: Volunteer) -> str:
    """Verified hours of the person over all registrations, summed in minutes first; one query."""
    rows = ServiceRecord.objects.filter(volunteer__person=volunteer.person_id, state=RecordState.VERIFIED)
    return hours_text(int(rows.aggregate(total=Sum("minutes"))["total"] or 0))


def own_certificate(volunteer: Volunteer, uuid: object) -> Certificate | None:
    """One certificate of the person, or None (also for what is no uuid at all)."""
    try:
        asked = UUID(str(uuid))
    except ValueError:
        return None
    return own_certificates(volunteer).filter(uuid=asked).select_related("volunteer__person").first()


def offered_periods(volunteer: Volunteer) -> list[Period]:
    """Everything, this year, last year: those that hold something."""
    day, first = today(), first_day(volunteer)
    if first is None:
        return []
    this, last = dt.date(day.year, 1, 1), dt.date(day.year - 1, 1, 1)
    found = [Period("全部", first, day)]
    if first < this:
        found.append(Period(f"{day.year}年", this, day))
        found.append(Period(f"{last.year}年", max(first, last), dt.date(last.year, 12, 31)))
    return found


@dataclass(frozen=True)
class Choice:
    """What the form of issuing starts with: days, the preview of them, or why there is none."""

    initial: dict[str, Any]
    periods: list[Period]
    preview: Preview | None = None
    problem: str = ""


def choice_of(volunteer: Volunteer, asked: dict[str, Any], replaced: Certificate | None, *, by: Actor) -> Choice:
    """The period that was asked for, else that of the certificate to be replaced, else everything."""
    periods = offered_periods(volunteer)
    held = replaced or (periods[0] if periods else None)
    told = asked or ({"starts_on": held.starts_on, "ends_on": held.ends_on} if held else {})
    if not told:
        return Choice({}, periods)
    days = (told["starts_on"], told["ends_on"])
    try:
        preview = preview_of(volunteer, *days, extras=bool(told.get("extras")), by=by)
    except RuleBroken as refusal:
        return Choice(told, periods, None, " ".join(refusal.reasons))
    return Choice(told, periods, preview, preview.problem)


def preview_of(volunteer: Volunteer, starts_on: dt.date, ends_on: dt.date, *, extras: bool, by: Actor) -> Preview:
    """The certificate before it is one."""
    day = today()
    _, problem = period_problem(starts_on, ends_on, day)
    if problem:
        raise RuleBroken(problem, field="ends_on")
    facts = draft_of(volunteer, starts_on, ends_on, today=day, extras=extras, by=by)
    problem = lines_problem(len(facts.lines), waiting_count(volunteer, starts_on, ends_on))
    first = list(facts.lines[:SHOWN])
    return Preview(facts, hours_text(total_minutes(facts.lines)), first, len(facts.lines) - len(first), problem)
