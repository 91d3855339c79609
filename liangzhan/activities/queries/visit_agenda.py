"""What the page 该探访谁 shows, read in one place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.activities.models import VisitUnderway
from liangzhan.activities.queries.cycle import Card, Wanted, agenda_of, named
from liangzhan.activities.queries.visits import underway_of
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.rules.showing import Face
from liangzhan.staff.models import Worker
from liangzhan.staff.queries.workers import worker_of

MOST, MOST_OTHERS = 40, 10


@dataclass(frozen=True)
class AgendaPage:
    """Cards due, coming and paused; all who are due and overdue in numbers; the visit that is underway."""

    due: list[Card]
    soon: list[Card]
    paused: list[Card]
    total: int
    overdue: int
    worker: Worker | None
    underway: VisitUnderway | None
    underway_face: Face | None

    @property
    def cards(self) -> list[Card]:
        """Every client that the page names."""
        return [*self.due, *self.soon, *self.paused]


def wanted_of(chosen: dict[str, Any]) -> Wanted:
    """The cleaned filters of the form as what is asked for."""
    return Wanted(chosen.get("who") != "all", chosen.get("category", ""), chosen.get("only") == "overdue")


def agenda_page(actor: Actor, today: dt.date, wanted: Wanted) -> AgendaPage:
    """At most MOST clients who are due, with names; the rest in numbers."""
    agenda = agenda_of(actor.scope, today, wanted=wanted)
    parts = agenda.due[:MOST], agenda.soon[:MOST_OTHERS], agenda.paused[:MOST_OTHERS]
    cards = named([row for part in parts for row in part], actor)
    due, soon = len(parts[0]), len(parts[0]) + len(parts[1])
    worker = worker_of(actor)
    running = underway_of(worker) if worker else None
    person = running.person if running else None
    return AgendaPage(
        due=cards[:due],
        soon=cards[due:soon],
        paused=cards[soon:],
        total=len(agenda.due),
        overdue=sum(1 for row in agenda.due if row.overdue > 0),
        worker=worker,
        underway=running,
        underway_face=faces_of([person], actor)[person.pk] if person else None,
    )
