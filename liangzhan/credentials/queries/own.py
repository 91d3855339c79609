"""What one holds oneself."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.credentials.choices import CommitmentKind, LearningState
from liangzhan.credentials.models import CommitmentText
from liangzhan.credentials.queries.clearance import clearances_of
from liangzhan.credentials.queries.commitments import commitments_of
from liangzhan.credentials.queries.learning import learning_of_person
from liangzhan.credentials.queries.people import own_holders
from liangzhan.credentials.queries.persons import awards_of, trainings_of
from liangzhan.credentials.rules.clearance import STAND_WORDS
from liangzhan.people.queries.finding import person_of

SHOWN = 50


def own_page(actor: Actor, on: dt.date) -> dict[str, Any]:
    """Everything of the person behind the account; `person` is None when the account was not linked."""
    person = person_of(actor)
    if person is None:
        return {"person": None}
    learning = list(learning_of_person(person)[:SHOWN])
    counted = [row for row in learning if row.state == LearningState.COUNTED and row.completed_on.year == on.year]
    clearance = clearances_of([person.pk], on)[person.pk]
    return {
        "person": person,
        "at_station": bool(own_holders(actor, on=on)),
        "learning": learning,
        "year": on.year,
        "hours": sum((row.hours for row in counted), Decimal(0)),
        "trainings": trainings_of([person.pk])[person.pk][:SHOWN],
        "awards": awards_of([person.pk])[person.pk][:SHOWN],
        "commitments": wanted_commitments(person, on),
        "clearance": clearance,
        "clearance_words": STAND_WORDS[clearance.stand],
    }


def wanted_commitments(person: Any, on: dt.date) -> list[dict[str, Any]]:
    """Each kind with the text in force and this year's signature, where there is one."""
    signed = {(row.text.kind, row.year): row for row in reversed(list(commitments_of(person)))}
    rows = CommitmentText.objects.filter(valid_from__lte=on).order_by("valid_from", "version")
    current = {row.kind: row for row in rows.defer("text", "scenarios")}
    return [
        {"kind": kind, "label": kind.label, "text": current.get(kind), "signed": signed.get((kind, on.year))}
        for kind in CommitmentKind
    ]
