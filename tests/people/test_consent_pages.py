"""Consent page by page: the words, the ways, the paper, the withdrawal, the texts of the province."""

import pytest
from django.urls import reverse

from liangzhan.people.models import Consent, ConsentText
from liangzhan.people.services.consents import give_consent
from tests.factories.people import make_consent_text, make_individual
from tests.factories.stations import make_photo

TEXTS = reverse("people:consent-text-list")


@pytest.fixture
def person(station):
    return make_individual("王小明", station=station, tie="CLIENT")


@pytest.fixture
def consent(person, station, station_head):
    return give_consent(
        person=person, station=station, purpose="REGISTER", way="PAPER", paper=make_photo(), by=station_head.actor
    )


def add(person, purpose="REGISTER"):
    return reverse("people:consent-add", args=[person.uuid, purpose])


def at(consent, name):
    return reverse(f"people:{name}", args=[consent.uuid])


def given(station, **facts):
    return {"way": "PAPER", "station": station.pk, "given_on": "2020-06-03", **facts}


def test_the_page_asks_for_what_is_missing(social_worker, person):
    address = reverse("people:person-page", args=[person.uuid])
    assert "还没有本人同意" in social_worker.client.get(address).content.decode()


def test_words_and_ways(social_worker, person, station):
    text = social_worker.client.get(add(person)).content.decode()
    assert "示例范本" in text and "您可以随时查阅" in text and "屏幕手写签名" in text and "本人在线确认" not in text
    with social_worker.client.allow(30):  # the first consent of all also publishes the model text
        response = social_worker.client.post(add(person), given(station, paper=make_photo()), follow=True)
    assert "同意已登记" in response.content.decode() and "还没有本人同意" not in response.content.decode()


def test_a_finger_on_the_screen(social_worker, person, station):
    make_consent_text()
    social_worker.client.post(add(person), given(station, way="SCREEN", signature=make_photo()))
    consent = Consent.objects.get()
    assert (consent.way, consent.paper.media_type) == ("SCREEN", "image/jpeg")


def test_what_is_missing_is_said_at_its_field(social_worker, person, station):
    response = social_worker.client.post(add(person), given(station, way="THUMB", paper=make_photo()))
    assert response.status_code == 422 and "见证人姓名" in response.content.decode()
    assert not Consent.objects.exists()


def test_unknown_purpose_and_neighbour(social_worker, neighbour_head, county_officer, person):
    assert social_worker.client.get(add(person, "X")).status_code == 404
    assert neighbour_head.client.get(add(person)).status_code == 404
    assert county_officer.client.get(add(person)).status_code == 403


def test_paper_and_withdrawal(social_worker, neighbour_head, consent, person):
    for name in ("consent-paper", "consent-withdraw"):
        assert social_worker.client.get(at(consent, name)).status_code == 200
        assert neighbour_head.client.get(at(consent, name)).status_code == 404
    response = social_worker.client.post(at(consent, "consent-withdraw"), {"on": "2020-01-01"})
    assert response.status_code == 422
    response = social_worker.client.post(
        at(consent, "consent-withdraw"), {"on": consent.given_on.isoformat()}, follow=True
    )
    assert "已登记撤回" in response.content.decode()
    Consent.objects.update(paper=None)
    assert social_worker.client.get(at(consent, "consent-paper")).status_code == 404


def test_the_printed_form(social_worker, neighbour_head, person, consent):
    response = social_worker.client.get(reverse("people:consent-print", args=[person.uuid, "SENSITIVE"]))
    assert response.content.startswith(b"%PDF") and "王" not in response.headers["Content-Disposition"]
    assert neighbour_head.client.get(reverse("people:consent-print", args=[person.uuid, "SHARE"])).status_code == 404


def test_texts_are_the_provinces(province_officer, county_officer, station_head):
    assert "示例范本" in province_officer.client.get(TEXTS).content.decode()
    assert county_officer.client.get(TEXTS).status_code == station_head.client.get(TEXTS).status_code == 403
    address = reverse("people:consent-text-publish", args=["SHARE"])
    initial = province_officer.client.get(address).context_data["form"].initial
    response = province_officer.client.post(address, {**initial, "valid_from": "2020-06-03"}, follow=True)
    assert "新版本已发布" in response.content.decode() and "第 1 版" in response.content.decode()
    assert ConsentText.objects.get().purpose == "SHARE"
    assert (
        province_officer.client.post(address, {"title": "a", "text": "短", "valid_from": "2020-06-03"}).status_code
        == 422
    )
