"""Awards of volunteers: from the page of the volunteer to the register, back to it and to his own phone (Order 67 §9)."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.access.roles import Role
from liangzhan.credentials.models import Award
from liangzhan.people.rights import Asked
from liangzhan.volunteers.queries.own_part import volunteer_parts
from liangzhan.volunteers.services.certificates import issue_certificate
from liangzhan.volunteers.services.passing import desk_code
from liangzhan.volunteers.services.stars import propose_star
from tests.factories.accounts import make_person
from tests.factories.people import BY
from tests.factories.volunteers import make_record, make_volunteer
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
DAY = dt.date(2020, 7, 1)


def test_the_keeper_records_an_award(station, neighbour_station, station_head, neighbour_head, committee_member):
    volunteer, stranger = make_volunteer(station=station), make_volunteer("邻站志愿", station=neighbour_station)
    client = make_person("孙工作人员", Role.VS_KEEPER, station=station).client
    one = reverse("volunteers:volunteer-page", kwargs={"uuid": volunteer.uuid})
    add = reverse("credentials:award-add")
    mine, theirs = f"{add}?person={volunteer.person.uuid}", f"{add}?person={stranger.person.uuid}"
    assert mine.split("/")[-1] in client.get(one).text and client.queries <= 25
    assert "王志愿" in client.get(mine).text and "邻站志愿" not in client.get(theirs).text
    assert client.get(f"{add}?person=x").status_code == 200
    sent = {"name": "季度优秀志愿者（示例）", "level": "AGENCY", "awarded_on": "2020-10-01", "giver": "示例站"}
    assert client.post(theirs, {**sent, "person": f"{neighbour_station.pk}-{stranger.person.uuid}"}).status_code == 422
    assert client.post(mine, {**sent, "person": f"{station.pk}-{volunteer.person.uuid}"}).status_code == 302
    assert Award.objects.get().person_id == volunteer.person_id
    assert "季度优秀志愿者" in client.get(one).text and "还没有。" not in client.get(one).text
    phone = StrictClient()
    code = desk_code(volunteer=volunteer, document_seen=True, by=station_head.actor)
    phone.post(reverse("volunteers:code", kwargs={"uuid": volunteer.uuid}), {"code": code})
    assert "季度优秀志愿者" in phone.get(reverse("volunteers:own-stars")).text
    assert "季度优秀志愿者" not in neighbour_head.client.get(reverse("credentials:award-list")).text
    assert committee_member.client.get(mine).status_code == 403


def test_the_copy_of_one_s_data_holds_certificates_and_stars(station):
    volunteer = make_volunteer(station=station)
    for at in range(10):
        make_record(volunteer, on=DAY + dt.timedelta(days=at), minutes=600, quality=5)
    row = issue_certificate(volunteer=volunteer, starts_on=DAY, ends_on=dt.date(2020, 12, 31), by=BY)
    propose_star(volunteer=volunteer, stars=1, words="热心（示例）", by=BY)
    asked = Asked(person=volunteer.person, ids=(volunteer.person_id,), station=station, by=BY)
    told = str(volunteer_parts(asked))
    assert row.number in told and "热心（示例）" in told
