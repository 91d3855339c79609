"""The people of a station, as far as a reader may name them: who can be enrolled, cleared, honoured.

The ties of `people` say whom a station may know. A room above that knows them better (display name of a worker, whether
somebody is a community worker) registers a source with `traits_from`; without one the name of the person is used, masked
for whoever does not read P2.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.accounts.models import User
from liangzhan.people.choices import TieKind
from liangzhan.people.models import Person, Tie
from liangzhan.stations.models import Station
from liangzhan.toolkit.identity import mask_name

MOST = 300  # of one choice; a street with more chooses by station
HOLDER_KINDS = (TieKind.STAFF, TieKind.VOLUNTEER, TieKind.BACKBONE, TieKind.LEARNER)


@dataclass(frozen=True)
class Trait:
    """What a room above knows of a person: the name shown in lists of the office, and the right to come first (4.2.1)."""

    label: str
    community_worker: bool = False


@dataclass(frozen=True)
class Holder:
    """One person at one station, ready to be chosen."""

    person: Person
    station: Station
    label: str
    community_worker: bool

    @property
    def key(self) -> str:
        """The value of a choice: station and person."""
        return f"{self.station.pk}-{self.person.uuid}"


Source = Callable[[Collection[int], dt.date], dict[int, Trait]]
SOURCES: list[Source] = []


def traits_from(source: Source) -> Source:
    """Register `fn(person_ids, on) -> {person id: Trait}` (one query); the first source that knows a person speaks."""
    SOURCES.append(source)
    return source


def traits_of(person_ids: Collection[int], on: dt.date) -> dict[int, Trait]:
    """{person id: Trait} of those whom a room above knows."""
    found: dict[int, Trait] = {}
    for source in SOURCES:
        missing = [one for one in person_ids if one not in found]
        found |= source(missing, on) if missing else {}
    return found


def labels_of(persons: Iterable[Person], *, actor: Actor, on: dt.date) -> dict[int, str]:
    """{person id: the name this reader may see}."""
    held = list(persons)
    traits = traits_of([one.pk for one in held], on)
    return {one.pk: traits[one.pk].label if one.pk in traits else _own_name(one, actor) for one in held}


def _own_name(person: Person, actor: Actor) -> str:
    name = person.name or person.alias or "未登记姓名"
    return name if actor.reads("P2") or actor.person_uuid == person.uuid else mask_name(name)


def holders(
    actor: Actor, action: Action, *, on: dt.date, kinds: Collection[str] = HOLDER_KINDS, person: UUID | None = None
) -> list[Holder]:
    """Persons with a live tie to a station where the actor holds the verb, each station once, at most MOST."""
    ties = Tie.objects.live().within(actor.scope, action).filter(kind__in=kinds)
    if person is not None:
        ties = ties.filter(person__uuid=person)
    rows = list(ties.select_related("person", "station").order_by("division_code", "station_id", "id")[:MOST])
    return _holders(rows, actor, on)


def holder_of(actor: Actor, action: Action, person: UUID, *, on: dt.date) -> Holder | None:
    """This person at a station where the actor holds the verb, or None: a neighbour's person does not exist."""
    found = holders(actor, action, on=on, person=person)
    return found[0] if found else None


def own_holders(actor: Actor, *, on: dt.date) -> list[Holder]:
    """The actor himself at each station that knows him as one of its own; empty when his account is not linked."""
    if actor.person_uuid is None:
        return []
    ties = Tie.objects.live().filter(kind__in=HOLDER_KINDS, person__uuid=actor.person_uuid)
    rows = list(ties.select_related("person", "station").order_by("station_id", "id"))
    rows.sort(key=lambda one: one.kind != TieKind.STAFF)
    return _holders(rows, actor, on)


def _holders(rows: list[Tie], actor: Actor, on: dt.date) -> list[Holder]:
    first = {(one.person_id, one.station_id): one for one in reversed(rows)}
    ordered = [one for one in rows if first[one.person_id, one.station_id] is one]
    traits = traits_of(sorted({one.person_id for one in ordered}), on)
    found = []
    for one in ordered:
        trait = traits.get(one.person_id)
        label = trait.label if trait else _own_name(one.person, actor)
        found.append(Holder(one.person, one.station, label, trait is not None and trait.community_worker))
    return found


def is_tied(person: Person, station: Station) -> bool:
    """Does the station know this person as one of its own today?"""
    return Tie.objects.live().filter(person=person, station=station, kind__in=HOLDER_KINDS).exists()


def volunteers_among(person_ids: Collection[int]) -> set[int]:
    """Those of these persons who are volunteers of some station today."""
    ties = Tie.objects.live().filter(kind=TieKind.VOLUNTEER, person_id__in=list(person_ids))
    return set(ties.order_by().values_list("person_id", flat=True))


def users_of(person_ids: Collection[int]) -> list[User]:
    """The accounts of these persons, of those who have one."""
    uuids = list(Person.objects.filter(pk__in=person_ids).order_by("id").values_list("uuid", flat=True))
    return list(User.objects.filter(person_uuid__in=uuids, is_active=True).order_by("id"))


def stations_of(person_ids: Collection[int], scope: Scope, action: Action) -> dict[int, str]:
    """{person id: names of the scope's stations that know the person}, one query."""
    ties = Tie.objects.live().within(scope, action).filter(person_id__in=person_ids, kind__in=HOLDER_KINDS)
    found: dict[int, list[str]] = {}
    for person, name in ties.order_by("station_id", "id").values_list("person_id", "station__name"):
        names = found.setdefault(person, [])
        if name not in names:
            names.append(name)
    return {person: "、".join(names) for person, names in found.items()}
