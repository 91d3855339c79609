"""Registering thousands at once, by the rules of `register_person`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.people.choices import PersonEvent, PersonState, TieKind
from liangzhan.people.models import Card, Person, Tie
from liangzhan.people.queries.finding import BATCH, holders_of, number_index
from liangzhan.people.queries.writing import columns, filled
from liangzhan.people.rules.identity import PersonFacts, problems_of, same_name, tidy
from liangzhan.people.rules.states import PERSON_STATES
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move


@dataclass
class BulkOutcome:
    """The person of each row (None where it was refused), and the reasons: {row: {field: sentence}}."""

    persons: list[Person | None]
    problems: dict[int, dict[str, str]] = field(default_factory=dict)


@recorded(PersonEvent.IMPORTED, keep=["station", "tie"])
def register_persons(
    *, rows: Sequence[PersonFacts], station: Station, tie: TieKind, by: Actor, on: dt.date | None = None
) -> BulkOutcome:
    """Register many persons of one station: what cannot be is left out and named, the rest is as if done row by row.

    A few dozen statements for 10,000 rows. Raises RuleBroken for a day in the future, and when another import took one of
    the numbers in the same moment (nothing is kept then; the job tries again).
    """
    day = on or today()
    if day > today():
        raise RuleBroken("登记日期不能晚于今天。", field="on")
    facts = [tidy(row) for row in rows]
    problems = {at: found for at, row in enumerate(facts) if (found := problems_of(row, today=today()))}
    good = [(at, row) for at, row in enumerate(facts) if at not in problems]
    outcome = BulkOutcome([None] * len(facts), problems)
    for at, person in _persons(good, by):
        outcome.persons[at] = person
    pairs = [(person, facts[at]) for at, person in enumerate(outcome.persons) if person]
    _write_cards(pairs, station, by)
    _open_ties({person.pk for person, _ in pairs}, station, tie, day, by)
    return outcome


def _persons(rows: list[tuple[int, PersonFacts]], by: Actor) -> list[tuple[int, Person]]:
    """(row, person): known ones filled in, new ones and shadows made."""
    indexes = {at: number_index(row.id_kind, row.id_number) for at, row in rows}
    held = _locked(indexes.values())
    changed: dict[int, tuple[Person, set[str]]] = {}
    made: list[Person] = []
    found: list[tuple[int, Person]] = []
    for at, row in rows:
        holder = held.get(indexes[at]) if indexes[at] else None
        if holder is not None and same_name(holder.name, row.name):
            person = holder
            if (names := filled(person, row)) and person.pk:
                changed.setdefault(person.pk, (person, set()))[1].update(names)
        else:
            person = Person(**columns(row), shadow=holder is not None, state_since=today(), registered_by=by)
            made.append(person)
            if indexes[at] and holder is None:
                held[indexes[at]] = person
        found.append((at, person))
    _save(made, list(changed.values()), by)
    _wake([person for _, person in found], by)
    return found


def _locked(indexes: Any) -> dict[str, Person]:
    """Holders of the numbers, locked in the order of their ids."""
    ids = sorted(person.pk for person in holders_of(indexes).values())
    rows: list[Person] = []
    for start in range(0, len(ids), BATCH):
        part = Person.objects.found().select_for_update(of=("self",)).filter(pk__in=ids[start : start + BATCH])
        rows += list(part.order_by("pk"))
    return {row.id_number_index: row for row in rows}


def _save(made: list[Person], changed: list[tuple[Person, set[str]]], by: Actor) -> None:
    try:
        with transaction.atomic():
            Person.objects.bulk_create(made, batch_size=BATCH)
    except IntegrityError as clash:
        raise RuleBroken("刚刚有人登记了名单中的人员，请再导入一次。") from clash
    for person, names in changed:
        person.save(update_fields=sorted(names))


def _wake(persons: list[Person], by: Actor) -> None:
    """Frozen persons who come back are in use again."""
    for person in {person.pk: person for person in persons if person.state == PersonState.FROZEN}.values():
        move(person, PersonState.ACTIVE, table=PERSON_STATES, by=by, reason="重新登记")


def _write_cards(pairs: list[tuple[Person, PersonFacts]], station: Station, by: Actor) -> None:
    cards = _by_person(Card, {person.pk for person, _ in pairs}, station=station)
    made: list[Card] = []
    changed: dict[int, tuple[Card, set[str]]] = {}
    for person, facts in pairs:
        card = cards.get(person.pk)
        if card is None:
            cards[person.pk] = card = Card(person=person, station=station, **columns(facts), registered_by=by)
            made.append(card)
        elif (names := filled(card, facts)) and card.pk:
            changed.setdefault(card.pk, (card, set()))[1].update(names)
    Card.objects.bulk_create(made, batch_size=BATCH)
    for card, columns_changed in changed.values():
        card.save(update_fields=sorted(columns_changed))


def _open_ties(persons: set[int], station: Station, kind: TieKind, day: dt.date, by: Actor) -> None:
    live = _by_person(Tie, persons, station=station, kind=kind, ended_on=None)
    Tie.objects.filter(pk__in=[tie.pk for tie in live.values() if day < tie.opened_on]).update(opened_on=day)
    place = {"station": station, "division_code": station.division_code, "kind": kind}
    Tie.objects.bulk_create(
        [Tie(person_id=pk, **place, opened_on=day, opened_by=by) for pk in sorted(persons - set(live))],
        batch_size=BATCH,
    )


def _by_person(model: Any, persons: set[int], **condition: Any) -> dict[int, Any]:
    """{person id: row} of a station's cards or ties, in few queries."""
    ids, found = sorted(persons), {}
    for start in range(0, len(ids), BATCH):
        rows = model.objects.filter(person__in=ids[start : start + BATCH], **condition).order_by("id")
        found.update({row.person_id: row for row in rows})
    return found
