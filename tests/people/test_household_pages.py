"""Households page by page."""

import pytest
from django.urls import reverse

from liangzhan.people.models import Household, HouseholdMember
from liangzhan.people.services.households import add_member, save_household
from tests.factories.people import DAY, make_individual


@pytest.fixture
def head(station):
    return make_individual("王大", station=station, tie="CLIENT", address="长街 1 号")


@pytest.fixture
def house(station, station_head, head):
    return save_household(station=station, head=head, address="长街 1 号", by=station_head.actor, on=DAY)


@pytest.fixture
def son(station):
    return make_individual("王小", station=station, tie="CLIENT")


def at(house, name="household-page", **more):
    return reverse(f"people:{name}", kwargs={"uuid": house.uuid, **more})


def test_begun_from_the_persons_page(social_worker, station, head):
    address = reverse("people:household-add", args=[head.uuid])
    assert 'value="长街 1 号"' in social_worker.client.get(address).content.decode()
    given = {"address": "短街", "division_code": "", "station": station.pk, "on": "2020-06-03"}
    response = social_worker.client.post(address, given, follow=True)
    assert "家庭已登记" in response.content.decode() and "王大" in response.content.decode()
    assert Household.objects.get().address == "短街"
    assert "户主" in social_worker.client.get(reverse("people:person-page", args=[head.uuid])).content.decode()


def test_queries(social_worker, house, station, station_head):
    social_worker.client.get(at(house))
    counts = []
    for _ in range(2):
        social_worker.client.get(at(house))
        counts.append(social_worker.client.queries)
        for name in ("甲", "乙"):
            person = make_individual(name, station=station)
            add_member(household=house, person=person, relation="2", by=station_head.actor)
    assert counts == [8, 8]


@pytest.mark.parametrize("name", ["household-page", "household-edit", "member-add"])
def test_not_for_the_neighbour(neighbour_head, county_officer, house, name):
    assert neighbour_head.client.get(at(house, name)).status_code == 404
    assert county_officer.client.get(at(house, name)).status_code == 403


def test_adding_finds_first_and_chooses_then(social_worker, house, son):
    given = {"q": "王小", "relation": "2", "on": "2020-06-03"}
    response = social_worker.client.post(at(house, "member-add"), given)
    assert response.status_code == 422 and str(son.uuid) in response.content.decode()
    response = social_worker.client.post(at(house, "member-add"), {**given, "person": str(son.uuid)}, follow=True)
    assert "家庭成员已添加" in response.content.decode()
    assert house.members.get(person=son).relation == "2"


def test_nobody_outside_the_own_ties_is_added(social_worker, house, neighbour_station):
    stranger = make_individual("赵五", station=neighbour_station)
    given = {"q": "赵五", "relation": "2", "on": "2020-06-03", "person": str(stranger.uuid)}
    response = social_worker.client.post(at(house, "member-add"), given)
    assert response.status_code == 422 and "没有找到" in response.content.decode()
    assert social_worker.client.post(at(house, "member-add"), {**given, "q": ""}).status_code == 422


def test_address_head_and_leaving(social_worker, station_head, house, son):
    member = add_member(household=house, person=son, relation="2", on=DAY, by=station_head.actor)
    assert 'value="长街 1 号"' in social_worker.client.get(at(house, "household-edit")).content.decode()
    social_worker.client.post(at(house, "household-edit"), {"address": "短街"})
    house.refresh_from_db()
    assert house.address == "短街"
    head_address = at(house, "member-head", member=member.pk)
    assert "设为户主" in social_worker.client.get(head_address).content.decode()
    social_worker.client.post(head_address, {"former": "5"})
    member.refresh_from_db()
    assert member.relation == "0"
    other = HouseholdMember.objects.exclude(pk=member.pk).get()
    leave = at(house, "member-leave", member=other.pk)
    assert social_worker.client.get(leave).status_code == 200
    response = social_worker.client.post(leave, {"on": "2021-01-01"})
    assert response.status_code == 302, response.content.decode()[-1800:]
    assert social_worker.client.get(leave).status_code == 404
    assert "登记离开" in social_worker.client.get(at(house)).content.decode()
