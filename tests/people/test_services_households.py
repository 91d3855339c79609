"""Households: one at a time at a station, one head, days in order."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from liangzhan.people.choices import Relation
from liangzhan.people.models import HouseholdMember
from liangzhan.people.services.households import add_member, change_head, remove_member, save_household
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories.people import DAY, make_individual, make_tie

LATER = dt.date(2021, 1, 1)


@pytest.fixture
def head(station):
    return make_individual("王大", station=station)


@pytest.fixture
def son(station):
    return make_individual("王小", station=station)


@pytest.fixture
def house(station, station_head, head):
    return save_household(station=station, head=head, address=" 长街 ", by=station_head.actor, on=DAY)


def join(house, person, by, relation=Relation.SON, on=DAY):
    return add_member(household=house, person=person, relation=relation, on=on, by=by.actor)


def test_begins_with_its_head(house, head):
    member = house.members.get()
    assert (member.person, member.relation, member.joined_on, house.address) == (head, Relation.HEAD, DAY, "长街")


def test_wants_a_head(station, station_head):
    with pytest.raises(RuleBroken) as refusal:
        save_household(station=station, by=station_head.actor)
    assert refusal.value.field == "head"


def test_moves(house, station, station_head):
    save_household(household=house, station=station, address="短街", by=station_head.actor)
    house.refresh_from_db()
    assert house.address == "短街" and house.members.count() == 1


def test_one_head_one_household(house, station, station_head, son):
    with pytest.raises(RuleBroken) as refusal:
        join(house, son, station_head, Relation.HEAD)
    assert refusal.value.field == "relation"
    join(house, son, station_head)
    with pytest.raises(RuleBroken) as refusal:
        join(house, son, station_head)
    assert refusal.value.field == "person"
    with pytest.raises(RuleBroken):
        save_household(station=station, head=son, by=station_head.actor)


def test_the_database_says_so_too(house, station, head, son):
    columns = {"household": house, "station": station, "joined_on": DAY}
    for person, relation in ((head, Relation.SON), (son, Relation.HEAD)):
        with pytest.raises(IntegrityError), transaction.atomic():
            HouseholdMember.objects.create(person=person, relation=relation, **columns)


def test_another_station_keeps_its_own(house, head, neighbour_station, neighbour_head):
    make_tie(head, neighbour_station, "CLIENT")
    own = save_household(station=neighbour_station, head=head, by=neighbour_head.actor)
    assert own != house


def test_leaving_and_joining_again(house, station_head, son):
    member = join(house, son, station_head)
    remove_member(member=member, on=LATER, by=station_head.actor)
    assert remove_member(member=member, by=station_head.actor).left_on == LATER
    assert join(house, son, station_head, on=LATER).pk != member.pk


@pytest.mark.parametrize("on", [DAY - dt.timedelta(days=1), today() + dt.timedelta(days=2)])
def test_impossible_days(house, station_head, son, on):
    member = join(house, son, station_head)
    with pytest.raises(RuleBroken):
        remove_member(member=member, on=on, by=station_head.actor)


def test_the_head_hands_over_first(house, station_head, head, son):
    member = join(house, son, station_head)
    former = house.members.get(person=head)
    with pytest.raises(RuleBroken, match="更换户主"):
        remove_member(member=former, by=station_head.actor)
    for wrong, relation in ((former, Relation.PARENT), (member, Relation.HEAD)):
        with pytest.raises(RuleBroken):
            change_head(member=wrong, former=relation, by=station_head.actor)
    change_head(member=member, former=Relation.PARENT, by=station_head.actor)
    former.refresh_from_db()
    assert (former.relation, member.relation) == (Relation.PARENT, Relation.HEAD)
    remove_member(member=former, by=station_head.actor)
    remove_member(member=member, by=station_head.actor)


def test_only_active_persons(house, station, station_head):
    with pytest.raises(RuleBroken):
        join(house, make_individual(station=station, state="FROZEN"), station_head)
