"""Households: who lives together, and how each is related to the head."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.people.choices import PersonEvent, PersonState, Relation
from liangzhan.people.models import Household, HouseholdMember, Person
from liangzhan.people.rules.households import joining_problem, leaving_problem
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(PersonEvent.HOUSEHOLD_SAVED, keep=["station"])
def save_household(
    *,
    station: Station,
    by: Actor,
    head: Person | None = None,
    household: Household | None = None,
    division_code: str = "",
    address: str = "",
    on: dt.date | None = None,
) -> Household:
    """Write down a household with its head, or change where an existing one lives."""
    if household is None and head is None:
        raise RuleBroken("请选择户主。", field="head")
    row = household or Household(station=station, registered_by=by)
    row.division_code, row.address = division_code, address.strip()
    row.save()
    if household is None and head is not None:
        _join(row, head, Relation.HEAD, on or today())
    return row


@recorded(PersonEvent.HOUSEHOLD_SAVED, keep=["relation", "on"])
def add_member(
    *, household: Household, person: Person, relation: Relation | str, by: Actor, on: dt.date | None = None
) -> HouseholdMember:
    """Somebody joins a household. One household at a time, one head (GB/T 4761). Raises RuleBroken naming the field."""
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    return _join(household, person, Relation(relation), on or today())


@recorded(PersonEvent.HOUSEHOLD_SAVED, keep=["on"])
def remove_member(*, member: HouseholdMember, by: Actor, on: dt.date | None = None) -> HouseholdMember:
    """Somebody leaves a household; the membership stays in the record with both days. A head hands over first."""
    Household.objects.select_for_update(of=("self",)).get(pk=member.household_id)
    member.refresh_from_db()
    if member.left_on is not None:
        return member
    day = on or today()
    others = _live(member.household).exclude(pk=member.pk).count()
    is_head = member.relation == Relation.HEAD
    if problem := leaving_problem(member.joined_on, day, is_head=is_head, others=others, today=today()):
        raise RuleBroken(problem, field="on")
    member.left_on = day
    member.save(update_fields=["left_on"])
    return member


@recorded(PersonEvent.HOUSEHOLD_SAVED, keep=["former"])
def change_head(*, member: HouseholdMember, former: Relation | str, by: Actor) -> HouseholdMember:
    """Another member becomes head; the former head gets the relation `former` to the new one. The rest stay as written."""
    Household.objects.select_for_update(of=("self",)).get(pk=member.household_id)
    member.refresh_from_db()
    if member.left_on is not None or member.relation == Relation.HEAD:
        raise RuleBroken("请选择一位现在的家庭成员作为新户主。", field="member")
    if former == Relation.HEAD:
        raise RuleBroken("请选择原户主与新户主的关系。", field="former")
    _live(member.household).filter(relation=Relation.HEAD).update(relation=former)
    member.relation = Relation.HEAD
    member.save(update_fields=["relation"])
    return member


def _live(household: Household):  # type: ignore[no-untyped-def]
    return household.members.filter(left_on__isnull=True)


def _join(household: Household, person: Person, relation: Relation, on: dt.date) -> HouseholdMember:
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)  # two households wait for each other
    if person.state != PersonState.ACTIVE:
        raise RuleBroken(f"这条人员记录{person.get_state_display()}，不能加入家庭。", field="person")
    relations = list(_live(household).order_by("id").values_list("relation", flat=True))
    for field, sentence in joining_problem(relation, relations, on, today=today()).items():
        raise RuleBroken(sentence, field=field)
    if person.memberships.filter(station=household.station_id, left_on__isnull=True).exists():
        raise RuleBroken("这个人现在属于一个家庭，请先在原家庭登记离开。", field="person")
    return HouseholdMember.objects.create(
        household=household, station_id=household.station_id, person=person, relation=relation, joined_on=on
    )
