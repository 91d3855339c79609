"""A signed-in person gives and takes back a consent himself (PIPL §14, §15)."""

import pytest
from django.urls import reverse

from liangzhan.people.models import Consent, Tie
from liangzhan.people.services.consents import give_consent
from liangzhan.people.services.register import link_user
from tests.factories.people import BY, make_consent_text, make_individual
from tests.factories.stations import make_photo

OWN = reverse("people:own-consents")


def give(station, purpose="PUBLISH"):
    return reverse("people:own-consent-give", args=[station.pk, purpose])


def withdraw(consent):
    return reverse("people:own-consent-withdraw", args=[consent.uuid])


@pytest.fixture
def person(station, social_worker):
    make_consent_text()
    person = make_individual("王小明", station=station, tie="CLIENT")
    link_user(user=social_worker.user, person=person, by=BY)
    return person


def test_given_online_and_taken_back(person, station, social_worker):
    client = social_worker.client
    assert "阅读并同意" in client.get(OWN).text
    assert "我已阅读全文" in client.get(give(station, "REGISTER")).text
    unread = client.post(give(station, "REGISTER"), {})
    assert (unread.status_code, Consent.objects.count()) == (422, 0)
    client.post(give(station, "REGISTER"), {"agreed": "on"})
    row = Consent.objects.get()
    assert (row.person, row.station, row.way, row.recorded_by.uuid) == (
        person,
        station,
        "ONLINE",
        social_worker.user.uuid,
    )
    assert "已同意" in client.get(OWN).text
    again = client.post(give(station, "REGISTER"), {"agreed": "on"})
    assert "不用重复登记" in again.text
    client.post(withdraw(row))
    row.refresh_from_db()
    assert row.withdrawn_on is not None and "已同意" not in client.get(OWN).text
    assert client.get(withdraw(row)).status_code == 405


def test_a_paper_of_old_is_taken_back_as_easily(person, station, social_worker, station_head):
    row = give_consent(
        person=person, station=station, purpose="REGISTER", way="PAPER", paper=make_photo(), by=station_head.actor
    )
    social_worker.client.post(withdraw(row))
    row.refresh_from_db()
    assert row.withdrawn_by.uuid == social_worker.user.uuid


def test_of_nobody_else(person, station, neighbour_station, social_worker, station_head):
    other = make_individual("李小红", station=station, tie="CLIENT")
    row = give_consent(
        person=other, station=station, purpose="REGISTER", way="PAPER", paper=make_photo(), by=station_head.actor
    )
    assert social_worker.client.post(withdraw(row)).status_code == 404
    assert station_head.client.post(withdraw(row)).status_code == 404  # the head has a page of his own for this
    assert social_worker.client.get(give(neighbour_station)).status_code == 404
    assert social_worker.client.get(give(station, "OTHER")).status_code == 404


def test_without_a_person_or_a_station(person, station, social_worker, county_officer):
    assert "还没有关联" in county_officer.client.get(OWN).text
    assert county_officer.client.get(give(station)).status_code == 404
    Tie.objects.update(ended_on=person.registered_at.date(), ended_by=BY)
    assert "没有站点登记" in social_worker.client.get(OWN).text
    assert social_worker.client.get(give(station)).status_code == 404


def test_queries(person, station, neighbour_station, social_worker):
    social_worker.client.get(OWN)
    social_worker.client.get(OWN)
    first = social_worker.client.queries
    Tie.objects.create(
        person=person, station=neighbour_station, kind="CLIENT", division_code=neighbour_station.division_code,
        opened_on=person.registered_at.date(), opened_by=BY,
    )  # fmt: skip
    social_worker.client.get(OWN)
    assert social_worker.client.queries == first <= 9
