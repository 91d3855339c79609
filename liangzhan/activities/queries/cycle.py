"""该探访谁: every client of the reader's stations with the day on which a visit is due, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.activities.choices import PauseKind
from liangzhan.activities.models import VisitPerson, VisitPlan
from liangzhan.activities.queries.visits import RECORD
from liangzhan.activities.rules.cycle import SOON_DAYS, Known, Rhythm, due_on, order_of, overdue_days, rhythm_of
from liangzhan.activities.settings import CYCLE_DAYS, RISK_DAYS
from liangzhan.people.choices import ClientCategory, PersonState, TieKind
from liangzhan.people.models import Category, Person, Tie
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.rules.showing import Face
from liangzhan.protection.queries.risks import current_level
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import Loaded, load


@dataclass(frozen=True)
class Wanted:
    """Which clients: `mine` those in the reader's charge and in nobody's; a category; only who is overdue."""

    mine: bool = True
    category: str = ""
    overdue: bool = False


@dataclass(frozen=True)
class Due:
    """One client whose visit is due or coming, without a name (`named` adds it)."""

    person_id: int
    station_id: int
    due_on: dt.date
    overdue: int
    rhythm: Rhythm
    risk: int
    category: str
    last_on: dt.date | None
    worker: str

    @property
    def category_word(self) -> str:
        """The primary category in words."""
        return ClientCategory(self.category).label if self.category else ""


@dataclass(frozen=True)
class Paused:
    """One client who is not visited until a day."""

    person_id: int
    until: dt.date
    kind: str

    @property
    def word(self) -> str:
        """Why, in words."""
        return PauseKind(self.kind).label if self.kind else ""


@dataclass(frozen=True)
class Agenda:
    """Due today or before, in the order of the day; coming days; who is paused."""

    due: list[Due] = field(default_factory=list)
    soon: list[Due] = field(default_factory=list)
    paused: list[Paused] = field(default_factory=list)


@dataclass(frozen=True)
class Card:
    """A row of a page: the client with a masked face, and the due row or the pause."""

    person: Person
    face: Face
    row: Any


def agenda_of(
    scope: Scope, today: dt.date, *, wanted: Wanted | None = None, ahead: int = SOON_DAYS, risks: bool = True
) -> Agenda:
    """Whom to visit, for the reader's stations together: five queries for any number of clients.

    `risks=False` leaves the shorter rhythm of a risk out (three queries): for the desk, where a risk has lines of its own.
    """
    wanted = wanted or Wanted()
    ties = _clients(scope)
    people = {tie["person_id"] for tie in ties}
    categories = _primary(scope, today)
    levels = current_level(sorted(people), scope) if people and risks else {}
    settings = load([CYCLE_DAYS, *RISK_DAYS.values()])
    found = Agenda()
    for tie in ties:
        category = categories.get((tie["station_id"], tie["person_id"]), "")
        if not _fits(tie, category, wanted, scope.person_uuid):
            continue
        until = tie["paused_to_on"]
        if until is not None and until >= today:
            found.paused.append(Paused(tie["person_id"], until, tie["pause_kind"]))
            continue
        row = _due(tie, category, levels.get(tie["person_id"], 1), settings, today)
        if row is not None and row.overdue >= 0:
            found.due.append(row)
        elif row is not None and row.overdue >= -ahead:
            found.soon.append(row)
    if wanted.overdue:
        return Agenda(due=_ordered(row for row in found.due if row.overdue > 0))
    return Agenda(_ordered(found.due), sorted(found.soon, key=lambda row: (row.due_on, row.person_id)), found.paused)


def rhythm_for(person: Person, station: Station, category: str, scope: Scope, today: dt.date) -> Rhythm:
    """How often this client is visited, and why: for the page of the person and the next day of a form."""
    plan = plan_of(person, station)
    level = current_level([person.pk], scope).get(person.pk, 1)
    settings = load([CYCLE_DAYS, *RISK_DAYS.values()])
    return _rhythm(category, plan.days if plan else None, level, settings, today, station.division_code)


def usual_days(category: str, today: dt.date, division_code: str) -> int:
    """Days of the category alone; 0 when none are asked for."""
    found = load([CYCLE_DAYS]).value_of(CYCLE_DAYS, on=today, division_code=division_code)
    return int(found.get(category, 0))


def plan_of(person: Person, station: Station) -> VisitPlan | None:
    """What was decided for this person at this station, or None."""
    return VisitPlan.objects.filter(person=person, station=station).select_related("worker").first()


def named(rows: Iterable[Any], actor: Actor) -> list[Card]:
    """The rows with their persons and masked faces, in two queries; the order stays. Only these names are opened."""
    rows = list(rows)
    people = Person.objects.in_bulk({row.person_id for row in rows})
    faces = faces_of(people.values(), actor)
    return [Card(people[row.person_id], faces[row.person_id], row) for row in rows]


def _clients(scope: Scope) -> list[dict[str, Any]]:
    """Live clients of the stations with the last visit that counts and what was decided for them: one query."""
    own = {"person_id": OuterRef("person_id"), "station_id": OuterRef("station_id")}
    last = VisitPerson.objects.filter(counts=True, **own).order_by("-on", "-visit_id")
    plan = VisitPlan.objects.filter(**own)
    rows = Tie.objects.live().within(scope, RECORD).filter(kind=TieKind.CLIENT, person__state=PersonState.ACTIVE)
    rows = rows.annotate(
        last_on=Subquery(last.values("on")[:1]),
        next_on=Subquery(last.values("visit__next_on")[:1]),
        days=Subquery(plan.values("days")[:1]),
        paused_to_on=Subquery(plan.values("paused_to_on")[:1]),
        pause_kind=Subquery(plan.values("pause_kind")[:1]),
        worker=Subquery(plan.values("worker__display_name")[:1]),
        worker_uuid=Subquery(plan.values("worker__person__uuid")[:1]),
    )
    columns = ("last_on", "next_on", "days", "paused_to_on", "pause_kind", "worker", "worker_uuid")
    return list(
        rows.order_by("person_id", "station_id").values(
            "person_id", "station_id", "division_code", "opened_on", *columns
        )
    )


def _primary(scope: Scope, today: dt.date) -> dict[tuple[int, int], str]:
    """{(station, person): primary category on the day}, in one query for all stations."""
    rows = Category.objects.on(today).within(scope, RECORD).filter(primary=True).order_by("id")
    return {(station, person): code for station, person, code in rows.values_list("station_id", "person_id", "code")}


def _fits(tie: dict[str, Any], category: str, wanted: Wanted, asking: UUID | None) -> bool:
    if wanted.category and category != wanted.category:
        return False
    return not wanted.mine or tie["worker_uuid"] in (None, asking)


def _rhythm(
    category: str, own_days: int | None, level: int, settings: Loaded, today: dt.date, division_code: str
) -> Rhythm:
    def value(key: str) -> Any:
        return settings.value_of(key, on=today, division_code=division_code)

    return rhythm_of(
        category=category,
        category_word=ClientCategory(category).label if category else "",
        own_days=own_days,
        risk=level,
        by_category=value(CYCLE_DAYS),
        by_risk={risk: int(value(key)) for risk, key in RISK_DAYS.items()},
    )


def _due(tie: dict[str, Any], category: str, level: int, settings: Loaded, today: dt.date) -> Due | None:
    rhythm = _rhythm(category, tie["days"], level, settings, today, tie["division_code"])
    known = Known(tie["opened_on"], tie["last_on"], tie["next_on"], tie["paused_to_on"])
    day = due_on(known, rhythm.days)
    if day is None:
        return None
    return Due(
        tie["person_id"],
        tie["station_id"],
        day,
        overdue_days(day, today=today),
        rhythm,
        level,
        category,
        tie["last_on"],
        tie["worker"] or "",
    )


def _ordered(rows: Iterable[Due]) -> list[Due]:
    return sorted(rows, key=lambda row: order_of(overdue=row.overdue, risk=row.risk, person=row.person_id))
