"""Merging, freezing, deleting: the preview says it all before anything happens."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.access.roles import Role
from liangzhan.people.choices import PersonState
from liangzhan.people.models import Person
from liangzhan.people.queries.duplicates import possible_duplicates
from liangzhan.people.services.households import add_member, save_household
from tests.factories.accounts import make_person
from tests.factories.people import make_individual, resident_number

BORN = dt.date(1980, 1, 1)
NUMBER = resident_number(BORN, serial=81)


@pytest.fixture
def person(station):
    return make_individual(
        "王小明", station=station, tie="CLIENT", id_number=NUMBER, born_on=BORN, mobile="13900000001"
    )


@pytest.fixture
def twin(station):
    return make_individual("王 小明", station=station, tie="VOLUNTEER", born_on=BORN)


def at(person, name, *more):
    return reverse(f"people:{name}", args=[person.uuid, *more])


class TestDuplicates:
    def reasons(self, person, by):
        return {one.person.pk: one.reason for one in possible_duplicates(person, by.actor.scope)}

    def test_what_makes_two_rows_alike(self, station, neighbour_station, station_head, person, twin):
        phone = make_individual("李四", station=station, mobile="13900000001")
        shadow = make_individual("王晓明", station=station, id_number=NUMBER, shadow=True)
        home = make_individual("王小明", station=station)
        house = save_household(station=station, head=person, by=station_head.actor)
        add_member(household=house, person=home, relation="8", by=station_head.actor)
        make_individual("王小明", station=station)
        make_individual("李大力", station=station, born_on=BORN)
        make_individual("王小明", station=neighbour_station, mobile="13900000001", born_on=BORN)
        assert self.reasons(person, station_head) == {
            twin.pk: "姓名和出生日期相同",
            phone.pk: "手机号码相同",
            shadow.pk: "证件号码相同",
            home.pk: "同一家庭、姓名相同",
        }

    def test_nothing_outside_the_own_ties(self, neighbour_head, person):
        assert self.reasons(person, neighbour_head) == {}


class TestMerge:
    def test_preview_then_deed(self, station_head, person, twin):
        text = station_head.client.get(at(person, "person-page")).content.decode()
        assert at(person, "person-merge", twin.uuid) in text and "姓名和出生日期相同" in text
        for address in (at(person, "person-merge", twin.uuid), at(twin, "person-merge", person.uuid)):
            text = station_head.client.get(address).content.decode()
            assert "登记卡" in text and "人员关联" in text and "合并后不能拆开" in text
        assert Person.objects.filter(state="ACTIVE").count() == 2
        address = at(twin, "person-merge", person.uuid)
        with station_head.client.allow(60):  # a merge asks every room
            response = station_head.client.post(address, {"reason": "核对证件"}, follow=True)
        assert response.redirect_chain == [(at(person, "person-page"), 302)]
        twin.refresh_from_db()
        assert twin.merged_into == person

    def test_refusals_come_first(self, station_head, station, person):
        other = make_individual(
            "王小明", station=station, id_number=resident_number(BORN, serial=82), mobile="13900000001"
        )
        address = at(person, "person-merge", other.uuid)
        text = station_head.client.get(address).content.decode()
        assert "证件号码不同" in text and "依据" not in text
        assert station_head.client.post(address, {"reason": "核对证件"}).status_code == 422
        assert Person.objects.filter(state="ACTIVE").count() == 2

    def test_who_may(self, station, station_head, social_worker, neighbour_head, neighbour_station, person, twin):
        stranger = make_individual("王小明", station=neighbour_station)
        assert social_worker.client.get(at(person, "person-merge", twin.uuid)).status_code == 403
        for by, other in ((neighbour_head, twin), (station_head, stranger), (station_head, person)):
            assert by.client.get(at(person, "person-merge", other.uuid)).status_code == 404


class TestForget:
    def test_preview_then_deed(self, station_head, person):
        text = station_head.client.get(at(person, "person-forget")).content.decode()
        assert "不能恢复" in text and "登记卡" in text
        assert station_head.client.post(at(person, "person-forget"), {"reason": ""}).status_code == 422
        with station_head.client.allow(60):  # every room forgets
            response = station_head.client.post(at(person, "person-forget"), {"reason": "本人申请"}, follow=True)
        assert "不能恢复" in response.content.decode() and "王小明" not in response.content.decode()
        person.refresh_from_db()
        assert person.state == PersonState.FORGOTTEN
        assert station_head.client.get(at(person, "person-page")).status_code == 404

    def test_held_then_frozen(self, station_head, station):
        worker = make_individual("李工", station=station, tie="STAFF")
        text = station_head.client.get(at(worker, "person-forget")).content.decode()
        assert "请先结束岗位" in text and at(worker, "person-freeze") in text and "依据" not in text
        with station_head.client.allow(40):  # every room is asked, then the page is shown again
            refused = station_head.client.post(at(worker, "person-forget"), {"reason": "本人申请"})
        assert refused.status_code == 422
        assert "只保存" in station_head.client.get(at(worker, "person-freeze")).content.decode()
        response = station_head.client.post(at(worker, "person-freeze"), {"reason": "台账须保存"}, follow=True)
        assert "已封存" in response.content.decode()
        assert "已封存" in station_head.client.get(at(worker, "person-page")).content.decode()

    @pytest.mark.parametrize("name", ["person-forget", "person-freeze"])
    def test_who_may(self, station, social_worker, neighbour_head, person, name):
        keeper = make_person("站员", Role.VS_KEEPER, station=station)
        assert social_worker.client.get(at(person, name)).status_code == 403
        assert keeper.client.get(at(person, name)).status_code == 403
        assert neighbour_head.client.get(at(person, name)).status_code == 404
