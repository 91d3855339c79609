"""What a visit form knows before anything is typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.access.actor import Actor
from liangzhan.activities.models import Visit
from liangzhan.activities.queries.cycle import rhythm_for
from liangzhan.activities.queries.visits import housemates, last_visit
from liangzhan.activities.rules.cycle import Rhythm
from liangzhan.people.models import Person
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.queries.categories import primary_of
from liangzhan.people.rules.showing import Face
from liangzhan.stations.models import Station


@dataclass(frozen=True)
class Ground:
    """The client as the page shows it, how often it is visited, the last visit, who else lives there."""

    face: Face
    category: str
    rhythm: Rhythm
    last: Visit | None
    mates: tuple[Person, ...]
    names: tuple[tuple[str, str], ...]


def ground_of(person: Person, station: Station, actor: Actor, today: dt.date) -> Ground:
    """Everything that the form of this client begins with."""
    category = primary_of([person.pk], station, today).get(person.pk, "")
    _, mates = housemates(person, station)
    faces = faces_of([person, *mates], actor)
    return Ground(
        face=faces[person.pk],
        category=category,
        rhythm=rhythm_for(person, station, category, actor.scope, today),
        last=last_visit(person, station),
        mates=tuple(mates),
        names=tuple((str(mate.uuid), faces[mate.pk].called) for mate in mates),
    )
