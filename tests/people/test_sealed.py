"""Whom a sealed service is for: nobody finds it, and a number known there answers like a new one."""

import datetime as dt
import uuid

import pytest

from liangzhan.access.actions import Action
from liangzhan.audit.models import Event
from liangzhan.audit.sealed import deeds_about, sealed_deeds
from liangzhan.people.choices import TieKind
from liangzhan.people.models import Consent, Person, SealedCard, Tie
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.queries.consents import told_birth
from liangzhan.people.queries.finding import person_by_number
from liangzhan.people.queries.sealed import facts_on_sealed, sealed_card, sealed_faces
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.register import register_person
from liangzhan.people.services.sealed import edit_sealed, register_sealed
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories.people import BY, make_consent_text, resident_number

SUBJECT = uuid.UUID(int=5)
NUMBER = resident_number()
FACTS = PersonFacts(name="王小明", alias="小王", id_number=NUMBER, mobile="13900000001", address="某街 1 号")


@pytest.fixture
def hidden(station, social_worker):
    with sealed_deeds(SUBJECT):
        return register_sealed(facts=FACTS, station=station, by=social_worker.actor)


class TestHidden:
    def test_nothing_leads_to_it(self, station, station_head, hidden):
        assert (person_by_number("RESIDENT", NUMBER), Tie.objects.count(), hidden.name, hidden.id_number_index) == (
            None,
            0,
            "",
            "",
        )
        assert not Person.objects.within(station_head.actor.scope, Action.PERSON_VIEW).exists()
        assert not SealedCard.objects.within(station_head.actor.scope, Action.CASE_VIEW).exists()
        page = station_head.client.get("/people/list/").content.decode()
        assert "小王" not in page

    def test_a_number_answers_like_a_new_one(self, station, social_worker, hidden):
        found = register_person(facts=FACTS, station=station, tie=TieKind.CLIENT, by=social_worker.actor)
        assert (found.pk == hidden.pk, found.shadow, found.name) == (False, False, "王小明")

    def test_the_record_knows_nothing(self, hidden):
        assert Event.objects.count() == 0
        assert [one["name"] for one in deeds_about(SUBJECT)] == ["person.registered"]

    def test_consents_are_not_listed(self, station_head, station, hidden):
        Consent.objects.create(
            person=hidden, station=station, text=make_consent_text(), way="PAPER", given_on=today(), recorded_by=BY
        )
        assert not Consent.objects.within(station_head.actor.scope, Action.PERSON_VIEW).exists()
        assert Consent.objects.exists()


class TestShown:
    def test_an_alias_unless_it_is_the_case_page(self, hidden):
        brief, full = (sealed_faces([hidden.pk], full=whole)[hidden.pk] for whole in (False, True))
        assert (brief.called, brief.mobile, full.called, full.mobile, full.age) == (
            "小王",
            "",
            "王小明",
            "13900000001",
            full.age,
        )
        assert (brief.age, sealed_card(hidden).sex) == (None, "1")

    def test_in_a_list_and_for_the_guardian(self, social_worker, station, neighbour_station, hidden):
        assert faces_of([hidden], social_worker.actor)[hidden.pk].called == "小王"
        assert told_birth(hidden, station) == dt.date(1980, 1, 1)
        assert told_birth(hidden, neighbour_station) is None

    def test_edited(self, social_worker, hidden):
        with sealed_deeds(SUBJECT):
            edit_sealed(person=hidden, facts=PersonFacts(alias="小李", name="王小明"), by=social_worker.actor)
        assert facts_on_sealed(SealedCard.objects.get()).alias == "小李"


class TestRefused:
    def test_without_an_alias(self, station, social_worker):
        with pytest.raises(RuleBroken) as refusal, sealed_deeds(SUBJECT):
            register_sealed(facts=PersonFacts(name="王小明"), station=station, by=social_worker.actor)
        assert (refusal.value.field, refusal.value.reasons) == ("alias", ("请填写化名：页面和纸面上只显示化名。",))

    def test_a_wrong_number(self, station, social_worker):
        with pytest.raises(RuleBroken) as refusal, sealed_deeds(SUBJECT):
            register_sealed(
                facts=PersonFacts(name="王", alias="小王", id_number="1"), station=station, by=social_worker.actor
            )
        assert refusal.value.field == "id_number"

    def test_outside_the_block(self, station, social_worker, hidden):
        with pytest.raises(RuntimeError):
            register_sealed(facts=FACTS, station=station, by=social_worker.actor)
        with pytest.raises(RuntimeError):
            edit_sealed(person=hidden, facts=FACTS, by=social_worker.actor)
