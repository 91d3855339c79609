"""Households of the reader's stations."""

from __future__ import annotations

from dataclasses import dataclass

from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.people.models import Household, HouseholdMember, Person
from liangzhan.people.queries.cards import VIEW, faces_of
from liangzhan.people.rules.showing import Face


@dataclass(frozen=True)
class MemberRow:
    """A member with a masked face; `reachable` when the reader may open the person's page."""

    member: HouseholdMember
    face: Face
    reachable: bool


def household_of(person: Person, scope: Scope) -> HouseholdMember | None:
    """The live membership of a person at the reader's stations."""
    rows = HouseholdMember.objects.within(scope, VIEW).filter(person=person, left_on__isnull=True)
    return rows.select_related("household__station").order_by("id").first()


def members_of(household: Household, actor: Actor) -> list[MemberRow]:
    """All members, present ones first and the head before all; names by the reader's classes."""
    rows = list(household.members.select_related("person").order_by("relation", "joined_on", "id"))
    rows.sort(key=lambda row: row.left_on is not None)
    faces = faces_of([row.person for row in rows], actor)
    ids = [row.person_id for row in rows]
    seen = set(Person.objects.within(actor.scope, VIEW).filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
    return [MemberRow(row, faces[row.person_id], row.person_id in seen) for row in rows]


def live_member(household: Household, pk: int) -> HouseholdMember | None:
    """A present member of this very household, or None."""
    return household.members.filter(pk=pk, left_on__isnull=True).select_related("person").first()
