"""A person is registered once and known again; nobody can tell from the answer."""

import datetime as dt

import pytest

from liangzhan.people.choices import TieKind
from liangzhan.people.models import Person
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.register import register_person
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.people import resident_number

NUMBER = resident_number(dt.date(1980, 1, 1), serial=1)


def register(station, by, **facts):
    given = {"name": "王小明", "id_number": NUMBER, **facts}
    return register_person(facts=PersonFacts(**given), station=station, tie=TieKind.STAFF, by=by.actor)


def test_number_tells_sex_and_birth(station, station_head):
    person = register(station, station_head)
    assert (person.sex, person.born_on) == ("1", dt.date(1980, 1, 1))


def test_the_same_number_and_name_is_one_person(station, neighbour_station, station_head, neighbour_head):
    first = register(station, station_head)
    again = register(neighbour_station, neighbour_head, name=" 王 小明", mobile="13900000001")
    assert again == first
    assert Person.objects.get().mobile == "13900000001"
    assert sorted(first.ties.values_list("station_id", flat=True)) == sorted([station.pk, neighbour_station.pk])


def test_what_is_known_is_not_overwritten(station, neighbour_station, station_head, neighbour_head):
    register(station, station_head, mobile="13900000001")
    register(neighbour_station, neighbour_head, mobile="13900000002")
    assert Person.objects.get().mobile == "13900000001"


def test_the_same_number_under_another_name_is_a_shadow(station, neighbour_station, station_head, neighbour_head):
    first = register(station, station_head)
    other = register(neighbour_station, neighbour_head, name="李大力")
    assert (first.shadow, other.shadow, other != first) == (False, True, True)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "", "id_number": ""}, "name"),
        ({"name": "王😀"}, "name"),
        ({"id_number": NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")}, "id_number"),
        ({"id_number": "", "born_on": dt.date(2999, 1, 1)}, "born_on"),
        ({"born_on": dt.date(1981, 1, 1)}, "born_on"),
        ({"mobile": "12345"}, "mobile"),
    ],
)
def test_impossible_facts_are_refused_at_their_field(station, station_head, facts, field):
    with pytest.raises(RuleBroken) as refusal:
        register(station, station_head, **facts)
    assert refusal.value.field == field
    assert not Person.objects.exists()
