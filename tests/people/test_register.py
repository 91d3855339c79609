"""A person is registered once and known again; nobody can tell from the answer."""

import datetime as dt

import pytest

from liangzhan.people.choices import TieKind
from liangzhan.people.models import Card, Person
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services import register as register_module
from liangzhan.people.services.register import end_tie, link_user, open_tie, register_person
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories.accounts import make_user
from tests.factories.people import DAY, make_individual, resident_number

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


def test_a_day_to_come_is_refused(station, station_head):
    with pytest.raises(RuleBroken) as refusal:
        register_person(
            facts=PersonFacts(name="王小明"),
            station=station,
            tie=TieKind.STAFF,
            on=today() + dt.timedelta(days=1),
            by=station_head.actor,
        )
    assert refusal.value.field == "on"


def test_registering_again_fills_the_card_and_overwrites_nothing(station, station_head):
    register(station, station_head, mobile="13900000001")
    register(station, station_head, mobile="13900000002", address="长街 1 号")
    card = Card.objects.get()
    assert (card.mobile, card.address) == ("13900000001", "长街 1 号")


def test_a_number_taken_in_the_same_moment(station, neighbour_station, station_head, neighbour_head, monkeypatch):
    """The first look finds nobody, the unique index refuses, the second look finds who was quicker."""
    first = register(station, station_head)
    looks = iter([None])
    found = register_module.person_by_number
    monkeypatch.setattr(register_module, "person_by_number", lambda *given: next(looks, found(*given)))
    assert register(neighbour_station, neighbour_head) == first
    looks = iter([None])
    assert register(neighbour_station, neighbour_head, name="李大力").shadow


class TestTies:
    def test_the_earlier_day_holds(self, station, station_head):
        person = make_individual()
        for day in (DAY, DAY + dt.timedelta(days=1), DAY - dt.timedelta(days=1)):
            open_tie(person=person, station=station, kind=TieKind.CLIENT, on=day, by=station_head.actor)
        assert person.ties.get().opened_on == DAY - dt.timedelta(days=1)

    def test_ended_once_and_opened_again(self, station, station_head):
        person = make_individual(station=station, tie="CLIENT")
        given = {"person": person, "station": station, "kind": TieKind.CLIENT, "by": station_head.actor}
        assert end_tie(**given, on=DAY - dt.timedelta(days=9)).ended_on == DAY
        assert end_tie(**given, on=DAY) is None
        assert open_tie(**given, on=DAY).ended_on is None and person.ties.count() == 2

    def test_a_frozen_person_is_in_use_again(self, station, station_head):
        person = make_individual(state="FROZEN")
        open_tie(person=person, station=station, kind=TieKind.CLIENT, on=DAY, by=station_head.actor)
        person.refresh_from_db()
        assert person.state == "ACTIVE"

    def test_a_deleted_one_is_refused(self, station, station_head):
        person = make_individual(state="FORGOTTEN")
        with pytest.raises(RuleBroken, match="已删除"):
            open_tie(person=person, station=station, kind=TieKind.CLIENT, on=DAY, by=station_head.actor)


class TestAccounts:
    def test_one_account_for_one_person(self, station_head):
        person, other = make_individual(), make_individual()
        user, second = make_user("王小明"), make_user("王小明")
        assert link_user(user=user, person=person, by=station_head.actor).person_uuid == person.uuid
        assert link_user(user=user, person=person, by=station_head.actor).person_uuid == person.uuid
        for wrong in ({"user": user, "person": other}, {"user": second, "person": person}):
            with pytest.raises(RuleBroken):
                link_user(**wrong, by=station_head.actor)
