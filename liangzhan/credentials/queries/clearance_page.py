"""What the pages of queries show: names, stations, how each stands; of a hit nothing but the consequence."""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.credentials.queries.clearance import clearances_of, history_of
from liangzhan.credentials.queries.people import labels_of, stations_of
from liangzhan.credentials.rules.clearance import STAND_WORDS
from liangzhan.people.models import Person


def board(persons: list[Person], actor: Actor, on: dt.date) -> dict[str, Any]:
    """For one page of the list."""
    ids = [one.pk for one in persons]
    return {
        "labels": labels_of(persons, actor=actor, on=on),
        "stations": stations_of(ids, actor.scope, Action.CLEARANCE_MANAGE),
        "stands": clearances_of(ids, on),
        "words": STAND_WORDS,
    }


def person_facts(person: Person, scope: Scope, on: dt.date) -> dict[str, Any]:
    """One person: how he stands, every query, and the stations whose receipts this scope may read."""
    stand, history = clearances_of([person.pk], on)[person.pk], history_of(person)
    own = history.within(scope, Action.CLEARANCE_MANAGE).order_by()  # type: ignore[attr-defined]
    return {
        "stand": stand,
        "words": STAND_WORDS[stand.stand],
        "history": history,
        "own_stations": set(own.values_list("station_id", flat=True)),
    }
