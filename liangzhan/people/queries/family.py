"""Guardians and kin of the reader's stations, and the family tree put together of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.people.choices import Relation, Sex
from liangzhan.people.choices_family import Kin
from liangzhan.people.models import Card, FamilyLink, Guardian, HouseholdMember, Person
from liangzhan.people.queries.cards import VIEW, faces_of
from liangzhan.people.rules.family import Bond, bond_in_household, bond_of
from liangzhan.stations.models import Station

MOST_NODES, FARTHEST = 60, 3


@dataclass(frozen=True)
class GuardianRow:
    """A guardian for a page: the name as the reader may see it."""

    row: Guardian
    called: str
    mobile: str


def guardians_shown(person: Person, actor: Actor) -> list[GuardianRow]:
    """Guardians at the reader's stations, present ones first. A typed mobile is shown to whoever reads P2."""
    rows = list(Guardian.objects.within(actor.scope, VIEW).filter(person=person).select_related("guardian", "station"))
    rows.sort(key=lambda row: (row.ended_on is not None, row.valid_from, row.pk))
    faces = faces_of([row.guardian for row in rows if row.guardian], actor)
    reads = actor.reads("P2")
    return [
        GuardianRow(
            row,
            faces[row.guardian_id].called if row.guardian_id else (row.name if reads else "监护人"),  # type: ignore[attr-defined]
            str(row.mobile or (faces[row.guardian_id].mobile if row.guardian_id else "")) if reads else "",  # type: ignore[attr-defined]
        )
        for row in rows
    ]


def guardians_of(person: Person, station: Station) -> list[Guardian]:
    """Present guardians at the station, for services and gates."""
    return list(
        Guardian.objects.live().filter(person=person, station=station).select_related("guardian").order_by("id")
    )


def live_guardian(person: Person, uuid: object, scope: Scope) -> Guardian | None:
    """One present guardian of this very person at the reader's stations, or None."""
    return Guardian.objects.live().within(scope, VIEW).filter(person=person, uuid=uuid).first()


@dataclass(frozen=True)
class KinRow:
    """Kin of a person for a page; `words` what the other one is to the person, read from this side."""

    link: FamilyLink
    words: str
    called: str
    other: Person | None


TURNED = {Kin.PARENT: Kin.CHILD, Kin.CHILD: Kin.PARENT}


def kin_shown(person: Person, actor: Actor) -> list[KinRow]:
    """Present kin at the reader's stations, whichever side wrote them down."""
    rows = _links({person.pk}, actor.scope)
    others = {row.pk: (row.relative if row.person_id == person.pk else row.person) for row in rows}
    faces = faces_of([one for one in others.values() if one], actor)
    found = []
    for row in rows:
        other = others[row.pk]
        own = row.person_id == person.pk
        words = Kin(row.kind if own else TURNED.get(Kin(row.kind), row.kind)).label
        found.append(KinRow(row, words, faces[other.pk].called if other else row.name, other))
    return found


def live_kin(person: Person, uuid: object, scope: Scope) -> FamilyLink | None:
    """One present bond of this very person at the reader's stations, or None."""
    rows = FamilyLink.objects.live().within(scope, VIEW).filter(Q(person=person) | Q(relative=person))
    return rows.filter(uuid=uuid).first()


@dataclass(frozen=True)
class Node:
    """Somebody in the tree. `person` where registered (show the face by `faces_of`), else `name` as typed."""

    key: str
    person: Person | None
    name: str
    sex: str
    deceased: bool = False
    himself: bool = False


@dataclass(frozen=True)
class FamilyGraph:
    """Nodes and edges; PARENT edges go from the parent to the child. `cut` says that there were more than are drawn."""

    nodes: list[Node]
    edges: list[Bond]
    cut: bool = False


def family_graph(person: Person, scope: Scope) -> FamilyGraph:
    """The family of a person as the reader's stations wrote it down: kin up to three steps away and the household.

    Two queries a step, four steps at most; at most MOST_NODES persons. Names are not opened here (`faces_of` does that),
    except of kin that are no registered persons.
    """
    seen: dict[int, Person] = {person.pk: person}
    typed: dict[str, Node] = {}
    bonds: dict[Bond, None] = {}
    edge, cut = {person.pk}, False
    for _ in range(FARTHEST):
        links, members = _links(edge, scope), _households(edge, scope)
        fresh = {one.pk: one for link in links for one in (link.person, link.relative) if one}
        fresh.update({one.person_id: one.person for one in members})
        new = {pk: one for pk, one in fresh.items() if pk not in seen}
        cut = cut or len(seen) + len(new) > MOST_NODES
        seen.update(list(new.items())[: max(MOST_NODES - len(seen), 0)])
        for link in links:
            _add_link(link, seen, typed, bonds)
        _add_households(members, seen, bonds)
        edge = {pk for pk in new if pk in seen}
        if not edge:
            break
    sexes = dict(
        Card.objects.within(scope, VIEW).filter(person__in=seen).order_by("id").values_list("person_id", "sex")
    )
    gone = {link.relative_id for link in _links(set(seen), scope) if link.deceased and link.relative_id}
    nodes = [
        Node(_key(one), one, "", sexes.get(pk, Sex.UNKNOWN), deceased=pk in gone, himself=pk == person.pk)
        for pk, one in seen.items()
    ]
    return FamilyGraph([*nodes, *typed.values()], list(bonds), cut)


def _links(persons: set[int], scope: Scope) -> list[FamilyLink]:
    rows = FamilyLink.objects.live().within(scope, VIEW).filter(Q(person__in=persons) | Q(relative__in=persons))
    return list(rows.select_related("person", "relative").order_by("id"))


def _households(persons: set[int], scope: Scope) -> list[HouseholdMember]:
    """All present members of the households in which these persons live now."""
    own = HouseholdMember.objects.within(scope, VIEW).filter(person__in=persons, left_on__isnull=True)
    rows = HouseholdMember.objects.within(scope, VIEW).filter(
        household__in=own.values("household_id"), left_on__isnull=True
    )
    return list(rows.select_related("person").order_by("relation", "id"))


def _key(person: Person) -> str:
    return str(person.uuid)


def _add_link(link: FamilyLink, seen: dict[int, Person], typed: dict[str, Node], bonds: dict[Bond, None]) -> None:
    if link.person_id not in seen:
        return
    if link.relative is None:
        key = str(link.uuid)
        typed[key] = Node(key, None, link.name, link.sex, deceased=link.deceased)
    elif link.relative_id in seen:
        key = _key(link.relative)
    else:
        return
    bonds[bond_of(_key(link.person), key, link.kind)] = None


def _add_households(members: list[HouseholdMember], seen: dict[int, Person], bonds: dict[Bond, None]) -> None:
    heads = {one.household_id: one for one in members if one.relation == Relation.HEAD}
    for one in members:
        head = heads.get(one.household_id)
        if head is None or head.pk == one.pk or head.person_id not in seen or one.person_id not in seen:
            continue
        if bond := bond_in_household(_key(head.person), _key(one.person), one.relation):
            bonds[bond] = None
