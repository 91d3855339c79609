"""Consents and their words; who may give one how; withdrawal; what the desk says of it."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.people.choices import ConsentPurpose
from liangzhan.people.model_texts import model_words
from liangzhan.people.models import Consent, ConsentText
from liangzhan.people.panels import documents_to_check, withdrawn_consents
from liangzhan.people.queries.consents import has_consent, text_in_force, withdrawn_but_tied, words_for
from liangzhan.people.rules.consent import text_problem
from liangzhan.people.services.consents import give_consent, publish_consent_text, withdraw_consent
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories.acceptance import not_a_picture
from tests.factories.people import DAY, make_individual, make_tie
from tests.factories.stations import make_photo

LONG = "示例正文。" * 20 + "本人可以随时撤回。"
TOMORROW = dt.timedelta(days=1)


@pytest.fixture
def person(station):
    return make_individual("王小明", station=station, tie="CLIENT")


def give(person, station, by, **given):
    facts = {"purpose": "REGISTER", "way": "PAPER", "paper": make_photo(), **given}
    return give_consent(person=person, station=station, by=by.actor, **facts)


def publish(by, **given):
    return publish_consent_text(**{"purpose": "REGISTER", "title": "同意书", "text": LONG, "by": by.actor, **given})


class TestTexts:
    def test_versions_follow_one_another(self, province_officer):
        first = publish(province_officer, valid_from=DAY)
        second = publish(province_officer, text=LONG + "二", valid_from=DAY + TOMORROW)
        assert (first.version, second.version) == (1, 2)
        assert text_in_force("REGISTER", DAY) == first and text_in_force("REGISTER", DAY + TOMORROW) == second
        assert text_in_force("REGISTER", DAY - TOMORROW) == first
        assert text_in_force("SHARE", DAY) is None
        assert publish(province_officer, purpose="SHARE").version == 1

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"text": "短"}, "text"),
            ({"title": " "}, "title"),
            ({"purpose": "X"}, "purpose"),
            ({"valid_from": DAY - TOMORROW}, "valid_from"),
        ],
    )
    def test_refusals(self, province_officer, given, field):
        publish(province_officer, valid_from=DAY)
        with pytest.raises(RuleBroken) as refusal:
            publish(province_officer, **given)
        assert refusal.value.field == field

    @pytest.mark.parametrize("purpose", ConsentPurpose)
    def test_models_say_what_the_law_wants(self, purpose):
        assert text_problem(purpose, model_words(purpose)) == ""

    def test_models_serve_until_the_province_publishes(self, person, station, station_head, province_officer):
        assert words_for("REGISTER", today()).label == "示例范本"
        consent = give(person, station, station_head)
        assert consent.text.from_model == "示例范本" and ConsentText.objects.count() == 1
        publish(province_officer)
        assert words_for("REGISTER", today()).label == "第 2 版"


class TestGiving:
    def test_on_paper(self, person, station, station_head):
        consent = give(person, station, station_head)
        assert (consent.given_on, consent.live, consent.paper is not None) == (today(), True, True)
        assert has_consent(person, "REGISTER", station, today())
        assert not has_consent(person, "REGISTER", station, today() - TOMORROW)
        assert not has_consent(person, "SHARE", station, today())

    def test_not_for_the_neighbour(self, person, station, neighbour_station, station_head):
        give(person, station, station_head)
        assert not has_consent(person, "REGISTER", neighbour_station, today())

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"paper": None}, "paper"),
            ({"paper": not_a_picture()}, "paper"),
            ({"way": "THUMB"}, "witness"),
            ({"way": "GUARDIAN"}, "signer"),
            ({"way": "ONLINE"}, "way"),
            ({"purpose": "X"}, "purpose"),
            ({"given_on": today() + TOMORROW}, "given_on"),
        ],
    )
    def test_refusals(self, person, station, station_head, given, field):
        with pytest.raises(RuleBroken) as refusal:
            give(person, station, station_head, **given)
        assert refusal.value.field == field and not Consent.objects.exists()

    def test_a_child_needs_its_guardian(self, station, station_head):
        child = make_individual("周小宝", station=station, born_on=today() - dt.timedelta(days=4000))
        with pytest.raises(RuleBroken) as refusal:
            give(child, station, station_head)
        assert refusal.value.field == "way"
        consent = give(child, station, station_head, way="GUARDIAN", signer="周大宝")
        assert Consent.objects.get(pk=consent.pk).signer == "周大宝"

    def test_oneself_online(self, person, station):
        himself = Actor(uuid=person.uuid, label="王小明", person_uuid=person.uuid)
        facts = {"purpose": "REGISTER", "way": "ONLINE", "by": himself}
        assert give_consent(person=person, station=station, **facts).live

    def test_once_per_version(self, person, station, station_head, province_officer):
        give(person, station, station_head)
        with pytest.raises(RuleBroken, match="不用重复"):
            give(person, station, station_head)
        publish(province_officer)
        assert give(person, station, station_head).text.version == 2

    def test_only_active_persons(self, station, station_head):
        with pytest.raises(RuleBroken):
            give(make_individual(station=station, state="FROZEN"), station, station_head)


class TestWithdrawing:
    def test_from_that_day(self, person, station, station_head):
        consent = give(person, station, station_head, given_on=DAY)
        withdraw_consent(consent=consent, on=DAY + TOMORROW, reason="本人提出", by=station_head.actor)
        assert has_consent(person, "REGISTER", station, DAY)
        assert not has_consent(person, "REGISTER", station, DAY + TOMORROW)
        with pytest.raises(RuleBroken, match="已经撤回"):
            withdraw_consent(consent=consent, by=station_head.actor)
        assert give(person, station, station_head).live

    @pytest.mark.parametrize("on", [DAY - TOMORROW, today() + TOMORROW])
    def test_impossible_days(self, person, station, station_head, on):
        consent = give(person, station, station_head, given_on=DAY)
        with pytest.raises(RuleBroken) as refusal:
            withdraw_consent(consent=consent, on=on, by=station_head.actor)
        assert refusal.value.field == "on"

    def test_the_desk_says_so_while_ties_stand(self, person, station, station_head, neighbour_head):
        consent = give(person, station, station_head, given_on=DAY)
        assert withdrawn_consents(station_head.actor, today()) == []
        withdraw_consent(consent=consent, by=station_head.actor)
        todo = withdrawn_consents(station_head.actor, today())
        assert [one.href for one in todo] == [reverse("people:person-page", args=[person.uuid])]
        assert "王小明" not in todo[0].text
        assert withdrawn_consents(neighbour_head.actor, today()) == []
        give(person, station, station_head)
        assert not withdrawn_but_tied(station_head.actor.scope).exists()

    def test_staff_rest_on_their_contract(self, station, station_head):
        worker = make_individual("李工", station=station, tie="STAFF")
        withdraw_consent(consent=give(worker, station, station_head), by=station_head.actor)
        assert withdrawn_consents(station_head.actor, today()) == []
        make_tie(worker, station, "CLIENT")
        assert len(withdrawn_consents(station_head.actor, today())) == 1


def test_panels_are_for_those_who_register(county_officer, station_head, station):
    make_individual("王晓明", station=station, shadow=True)
    assert documents_to_check(county_officer.actor, today()) == []
    assert withdrawn_consents(county_officer.actor, today()) == []
    todo = documents_to_check(station_head.actor, today())
    assert [(one.text, one.count) for one in todo] == [("核对人员证件号码", 1)]
