"""Two rows are one person, or a person is forgotten: what becomes of roll and stays."""

import pytest

from liangzhan.occasions.models import Attendee, Presence
from liangzhan.occasions.persons import ROLL, STAYS
from liangzhan.people.erasing import ERASURES
from liangzhan.people.merging import DECISIONS, keys_to_person
from tests.factories.occasions import make_occasion, make_stay
from tests.factories.people import make_individual


@pytest.fixture
def two(db):
    return make_individual("林某"), make_individual("林某")


def test_every_key_of_the_room_is_decided():
    ours = {name for name in keys_to_person() if name.startswith("occasions.")}
    assert ours == {ROLL, STAYS} and ours <= set(DECISIONS) and ours <= set(ERASURES)


def test_rolls_fold_and_whoever_came_stays(two):
    kept, alias = two
    both, came, only = make_occasion("甲"), make_occasion("乙", begins=-9), make_occasion("丙", begins=-20)
    for one in (both, came):
        Attendee.objects.create(occasion=one, person=kept, added_by=one.arranged_by)
    make_stay(both, kept)
    Attendee.objects.filter(occasion=both, person=kept).update(mark="PRESENT")
    Attendee.objects.create(occasion=both, person=alias, mark="ABSENT", added_by=both.arranged_by)
    make_stay(came, alias)
    make_stay(only, alias)
    assert DECISIONS[STAYS].problem(kept, alias) == ""
    assert DECISIONS[ROLL].move(kept, alias) == 3 and DECISIONS[STAYS].move(kept, alias) == 2
    assert dict(Attendee.objects.filter(person=kept).values_list("occasion__title", "mark")) == {
        "甲": "PRESENT",
        "乙": "PRESENT",
        "丙": "PRESENT",
    }
    assert not Attendee.objects.filter(person=alias).exists() and Presence.objects.filter(person=kept).count() == 3


def test_two_places_at_once_are_two_persons(two):
    kept, alias = two
    make_stay(make_occasion("甲"), kept)
    stay = make_stay(make_occasion("乙"), alias)
    assert "同时有到场记录" in DECISIONS[STAYS].problem(kept, alias)
    Presence.objects.filter(pk=stay.pk).update(voided_at=stay.in_at, voided_by=stay.in_by, voided_reason="误")
    assert DECISIONS[STAYS].problem(kept, alias) == ""


def test_forgetting_leaves_a_nameless_row(two):
    person = two[0]
    make_stay(make_occasion(), person, device="a" * 64)
    make_stay(make_occasion(begins=-9), person)
    assert ERASURES[STAYS].erase(person) == 1 and ERASURES[ROLL].erase(person) == 0
    assert set(Presence.objects.values_list("device", flat=True)) == {""} and Attendee.objects.count() == 2


def test_a_forgotten_person_has_no_name_on_the_roll(station, station_head):
    from django.urls import reverse

    gone = make_individual("", station=station)
    occasion = make_occasion(station=station, expected=[gone])
    assert "个人信息已删除" in station_head.client.get(reverse("occasions:roll", args=[occasion.uuid])).content.decode()
