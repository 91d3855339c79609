"""Forgetting blanks everything and keeps the row; while something holds the data they are frozen instead."""

import pytest

from liangzhan.accounts.models import User
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import place_of
from liangzhan.people import erasing
from liangzhan.people.choices import PersonState, TieKind
from liangzhan.people.erasing import Erasure
from liangzhan.people.models import Card, Consent, Forgetting, Person, Tie
from liangzhan.people.queries.cards import people_within
from liangzhan.people.queries.forgetting import holds_on, losses
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.consents import give_consent
from liangzhan.people.services.forgetting import forget_person, freeze_person
from liangzhan.people.services.households import add_member, save_household
from liangzhan.people.services.merging import merge_persons
from liangzhan.people.services.register import register_person
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.accounts import make_user
from tests.factories.people import DAY, make_consent_text, make_individual, make_tie, resident_number
from tests.factories.stations import make_photo

NUMBER = resident_number(serial=41)
FACTS = {"name": "王小明", "id_number": NUMBER, "mobile": "13900000001", "address": "长街 1 号"}


@pytest.fixture
def person(station, station_head):
    return register_person(facts=PersonFacts(**FACTS), station=station, tie=TieKind.CLIENT, by=station_head.actor)


def forget(person, by, reason="本人申请"):
    return forget_person(person=person, reason=reason, by=by.actor)


def test_nothing_says_who_it_was(person, station, station_head, django_capture_on_commit_callbacks):
    make_consent_text()
    paper = make_photo()
    give_consent(
        person=person,
        station=station,
        purpose="REGISTER",
        way="THUMB",
        witness="李四",
        paper=paper,
        by=station_head.actor,
    )
    digest = KeptFile.objects.get().digest
    house = save_household(station=station, head=person, address="长街 1 号", division_code="2", by=station_head.actor)
    user = make_user("王小明", person_uuid=person.uuid)
    with django_capture_on_commit_callbacks(execute=True):
        forget(person, station_head)
    person.refresh_from_db()
    house.refresh_from_db()
    blank = {getattr(row, name) for row in (person, Card.objects.get()) for name in FACTS}
    assert blank == {""} and person.id_number_index == person.mobile_index == "" and person.born_on is None
    assert (person.state, person.legal_basis) == (PersonState.FORGOTTEN, "CONSENT")
    consent = Consent.objects.get()
    assert (consent.witness, consent.paper) == ("", None)
    assert not KeptFile.objects.exists() and not place_of(digest).exists()
    assert (house.address, house.division_code, house.members.get().left_on is None) == ("", "", False)
    assert not Tie.objects.live().exists() and User.objects.get(pk=user.pk).person_uuid is None
    row = Forgetting.objects.get()
    assert row.blanked == {
        "people.Tie.person": 1,
        "people.Card.person": 1,
        "people.HouseholdMember.person": 1,
        "people.Consent.person": 1,
    }
    assert Person.objects.count() == 1


def test_the_number_may_come_again(person, station, station_head):
    forget(person, station_head)
    again = register_person(facts=PersonFacts(**FACTS), station=station, tie=TieKind.CLIENT, by=station_head.actor)
    assert again != person and not again.shadow


def test_whoever_stays_keeps_the_address(person, station, station_head):
    house = save_household(station=station, head=person, address="长街 1 号", by=station_head.actor, on=DAY)
    other = make_individual("李四", station=station)
    add_member(household=house, person=other, relation="1", by=station_head.actor)
    forget(person, station_head)
    house.refresh_from_db()
    assert house.address == "长街 1 号"


def test_aliases_are_blanked_too(person, station, station_head):
    alias = make_individual("王小明", station=station, mobile="13900000002", tie="CLIENT")
    merge_persons(kept=person, alias=alias, reason="同一人", by=station_head.actor)
    forget(person, station_head)
    alias.refresh_from_db()
    assert (alias.name, alias.mobile, alias.mobile_index, alias.state) == ("", "", "", PersonState.MERGED)
    assert {card.name for card in Card.objects.all()} == {""}


def test_staff_and_other_rooms_hold(person, station, station_head, monkeypatch):
    make_tie(person, station, "STAFF")
    assert holds_on(person, station_head.actor.scope) == ["还是在岗工作人员，请先结束岗位。"]
    with pytest.raises(RuleBroken, match="岗位"):
        forget(person, station_head)
    monkeypatch.setitem(erasing.ERASURES, "people.Card.person", Erasure("", holds=lambda person: "补贴台账须保存。"))
    assert len(holds_on(person, station_head.actor.scope)) == 2


def test_frozen_is_out_of_sight_until_registered_again(person, station, station_head):
    freeze_person(person=person, reason="台账须保存", by=station_head.actor)
    scope = station_head.actor.scope
    assert not people_within(scope).exists() and list(people_within(scope, frozen=True)) == [person]
    again = register_person(facts=PersonFacts(**FACTS), station=station, tie=TieKind.CLIENT, by=station_head.actor)
    assert again == person and again.state == PersonState.ACTIVE
    freeze_person(person=again, reason="台账须保存", by=station_head.actor)
    forget(again, station_head)
    assert again.state != PersonState.ACTIVE


def test_while_others_know_the_person_only_the_own_part_goes(
    person, station, neighbour_station, station_head, neighbour_head
):
    mine = {"facts": PersonFacts(**FACTS), "station": neighbour_station, "tie": TieKind.STAFF}
    register_person(**mine, by=neighbour_head.actor)
    assert {one.words for one in losses(person, station_head.actor.scope)} == {"登记卡", "人员关联"}
    forget(person, station_head)
    person.refresh_from_db()
    assert (person.state, person.name) == (PersonState.ACTIVE, "王小明")
    assert (Card.objects.get(station=station).name, Card.objects.get(station=neighbour_station).name) == ("", "王小明")
    assert list(Tie.objects.live().values_list("station_id", flat=True)) == [neighbour_station.pk]
    with pytest.raises(RuleBroken, match="岗位"):
        make_tie(person, station, "CLIENT")
        forget(person, neighbour_head)
    with pytest.raises(RuleBroken, match="不能封存"):
        freeze_person(person=person, reason="须保存", by=station_head.actor)


@pytest.mark.parametrize("deed", [forget_person, freeze_person])
def test_a_reason_is_wanted(person, station_head, deed):
    with pytest.raises(RuleBroken) as refusal:
        deed(person=person, reason=" ", by=station_head.actor)
    assert refusal.value.field == "reason"


def test_once_is_enough(person, station_head):
    forget(person, station_head)
    with pytest.raises(RuleBroken, match="已删除"):
        forget(person, station_head)
