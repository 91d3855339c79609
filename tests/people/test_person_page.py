"""The person's page, its list, and the deeds on it: own ties only, masked, every full number recorded."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.access.roles import Role
from liangzhan.audit.models import Reading
from liangzhan.people.choices import TieKind
from liangzhan.people.models import Card, Person, Tie
from liangzhan.people.services.merging import merge_persons
from liangzhan.people.services.register import end_tie
from tests.factories.accounts import make_person
from tests.factories.people import DAY, make_card, make_individual, make_tie, resident_number

NUMBER = resident_number(dt.date(1980, 1, 1), serial=71)
LIST = reverse("people:person-list")
CHILD = dt.date.today() - dt.timedelta(days=3000)


@pytest.fixture
def person(station):
    told = {"id_number": NUMBER, "mobile": "13900000001", "address": "长街 1 号", "born_on": dt.date(1980, 1, 1)}
    return make_individual("王小明", station=station, tie="CLIENT", **told)


@pytest.fixture
def keeper(station):
    return make_person("志愿站员", Role.VS_KEEPER, station=station)


def page(person, name="person-page", **more):
    return reverse(f"people:{name}", kwargs={"uuid": person.uuid, **more})


def read(by, address):
    return by.client.get(address).content.decode()


class TestPage:
    def test_shows_what_the_station_was_told(self, social_worker, person):
        text = read(social_worker, page(person))
        for words in (
            "王小明",
            "13900000001",
            "长街 1 号",
            "219*************" + NUMBER[-2:],
            "显示完整号码",
            "服务对象",
        ):
            assert words in text, words
        assert NUMBER not in text and not Reading.objects.exists()

    def test_queries(self, station_head, person, station):
        station_head.client.get(page(person))
        station_head.client.get(page(person))
        alone = station_head.client.queries
        for serial in range(3):
            make_individual("王小明", station=station, mobile="13900000001", id_number=resident_number(serial=serial))
        station_head.client.get(page(person))
        assert (alone, station_head.client.queries) == (18, 20)

    @pytest.mark.parametrize("name", ["person-page", "person-edit", "person-forget", "person-freeze", "household-add"])
    def test_neighbour_and_ended_tie(self, neighbour_head, station_head, station, person, name):
        assert neighbour_head.client.get(page(person, name)).status_code == 404
        end_tie(person=person, station=station, kind=TieKind.CLIENT, on=DAY, by=station_head.actor)
        assert station_head.client.get(page(person, name)).status_code == 404

    def test_an_ended_post_and_an_expired_grant(self, station_head, person):
        grants = station_head.user.grants
        grants.update(valid_to=dt.date(2020, 12, 31))
        assert station_head.client.get(page(person)).status_code == 403

    @pytest.mark.parametrize("role", ["county_officer", "street_officer", "committee_member", "province_officer"])
    def test_up_the_hierarchy_there_are_no_persons(self, request, person, role):
        assert request.getfixturevalue(role).client.get(page(person)).status_code == 403

    def test_the_address_of_an_alias(self, station_head, station, person):
        alias = make_individual("王小明", station=station, tie="CLIENT")
        merge_persons(kept=person, alias=alias, reason="同一人", by=station_head.actor)
        assert "13900000001" in read(station_head, page(alias))

    def test_the_child_is_recorded_for_one_and_hidden_for_the_other(self, social_worker, keeper, station):
        child = make_individual("周小宝", station=station, born_on=CHILD)
        assert "周小宝" in read(social_worker, page(child))
        reading = Reading.objects.get()
        assert (reading.object_ids, reading.shown_class, reading.page) == (
            [str(child.uuid)],
            "P3",
            "people:person-page",
        )
        assert "周小宝" not in read(keeper, page(child))
        assert keeper.client.get(page(child, "person-edit")).status_code == 404
        assert Reading.objects.count() == 1

    def test_without_a_card_only_the_name(self, social_worker, station):
        person = make_individual("王小明", mobile="13900000001", address="长街 1 号")
        make_tie(person, station, "LEARNER")
        text = read(social_worker, page(person))
        assert "王小明" in text and "13900000001" not in text and "长街" not in text


class TestNumber:
    def test_the_deed_shows_and_records(self, social_worker, person):
        response = social_worker.client.post(page(person, "show-number"))
        assert NUMBER in response.content.decode() and "no-store" in response.headers["Cache-Control"]
        reading = Reading.objects.get()
        assert (reading.by.uuid, reading.page) == (social_worker.user.uuid, "people:show-number")
        assert social_worker.client.get(page(person, "show-number")).status_code == 405

    def test_not_for_a_keeper_nor_next_door(self, keeper, neighbour_head, person):
        text = keeper.client.post(page(person, "show-number")).content.decode()
        assert NUMBER not in text and "显示完整号码" not in text
        assert neighbour_head.client.post(page(person, "show-number")).status_code == 404
        assert not Reading.objects.exists()


class TestEdit:
    GIVEN = {"name": "王晓明", "id_kind": "RESIDENT", "sex": "1", "legal_basis": "CONSENT"}

    def test_saves_and_says_so(self, social_worker, person):
        text = read(social_worker, page(person, "person-edit"))
        assert "王小明" in text and NUMBER not in text and "留空不变" in text
        response = social_worker.client.post(page(person, "person-edit"), self.GIVEN, follow=True)
        assert "已保存。" in response.content.decode() and "王晓明" in response.content.decode()
        person.refresh_from_db()
        assert (person.name, person.id_number) == ("王晓明", NUMBER)

    def test_mistakes_stay_in_the_form(self, social_worker, person):
        response = social_worker.client.post(
            page(person, "person-edit"), {**self.GIVEN, "id_number": "123", "mobile": "1"}
        )
        assert response.status_code == 422 and Person.objects.get().name == "王小明"
        assert "应为 18 位" in response.content.decode() and "手机号码应为" in response.content.decode()

    def test_a_shadow_is_cleared_up(self, station_head, neighbour_head, neighbour_station, person):
        shadow = make_individual("王晓明", station=neighbour_station, id_number=NUMBER, shadow=True, tie="CLIENT")
        text = read(neighbour_head, page(shadow))
        assert "待核对" in text and "已核对证件，填写无误" in text
        assert "待核对" not in read(station_head, page(person))
        given = {**self.GIVEN, "name": "王小明"}
        with neighbour_head.client.allow(60):  # a merge asks every room
            response = neighbour_head.client.post(page(shadow, "person-edit"), given, follow=True)
        assert response.redirect_chain == [(page(person), 302)] and "待核对" not in response.content.decode()

    def test_looked_at_the_paper(self, neighbour_head, neighbour_station, person):
        shadow = make_individual("王晓明", station=neighbour_station, id_number=NUMBER, shadow=True, tie="CLIENT")
        response = neighbour_head.client.post(page(shadow, "confirm-checked"), follow=True)
        assert "待核对" not in response.content.decode() and "核对证件无误" in response.content.decode()


class TestTies:
    def test_ending_one(self, station_head, person):
        tie = Tie.objects.get()
        address = page(person, "tie-end", tie=tie.pk)
        assert "不再能查看" in read(station_head, address)
        response = station_head.client.post(address, {"on": "2020-07-01"})
        assert response.headers["Location"] == LIST
        tie.refresh_from_db()
        assert tie.ended_on == dt.date(2020, 7, 1)
        assert station_head.client.get(address).status_code == 404

    def test_a_post_ends_elsewhere(self, station_head, station, person):
        post = make_tie(person, station, "STAFF")
        assert station_head.client.get(page(person, "tie-end", tie=post.pk)).status_code == 404
        assert page(person, "tie-end", tie=post.pk) not in read(station_head, page(person))


class TestList:
    def test_own_persons_only(self, station_head, neighbour_head, person):
        text = read(station_head, LIST)
        assert "王小明" in text and "139****0001" in text and "13900000001" not in text
        assert "王小明" not in read(neighbour_head, LIST) and "还没有登记人员" in read(neighbour_head, LIST)

    def test_queries(self, station_head, station, person):
        station_head.client.get(LIST)
        counts = []
        for _ in range(2):
            station_head.client.get(LIST)
            counts.append(station_head.client.queries)
            make_individual("李四", station=station)
            make_individual("赵五", station=station)
        assert counts == [7, 7]

    def test_filters(self, station_head, station, person):
        worker = make_individual("李工", station=station, tie="STAFF")
        shadow = make_individual("赵五", station=station, tie="CLIENT", shadow=True)
        frozen = make_individual("钱六", station=station, tie="CLIENT", state="FROZEN")
        shown = {
            query: {
                one.name for one in (person, worker, shadow, frozen) if one.name in read(station_head, LIST + query)
            }
            for query in ("", "?kind=STAFF", "?kind=CLIENT", "?show=unclear", "?show=frozen", "?kind=LEARNER")
        }
        assert shown == {
            "": {"王小明", "李工", "赵五"},
            "?kind=STAFF": {"李工"},
            "?kind=CLIENT": {"王小明", "赵五"},
            "?show=unclear": {"赵五"},
            "?show=frozen": {"钱六"},
            "?kind=LEARNER": set(),
        }

    def test_pages_follow(self, station_head, station):
        people = [make_individual(f"王{at:02}", station=station) for at in range(52)]
        Card.objects.exclude(person=people[0]).exclude(person=people[51]).delete()
        first = station_head.client.get(LIST)
        assert "王51" in first.content.decode() and "王01" not in first.content.decode()
        cursor = first.context_data["page"].next_cursor
        assert "王00" in read(station_head, f"{LIST}?cursor={cursor}")

    def test_children_are_recorded(self, social_worker, station):
        child = make_individual("周小宝", station=station, born_on=CHILD)
        social_worker.client.get(LIST)
        social_worker.client.post(reverse("people:person-search"), {"q": "zxb"})
        assert [one.object_ids for one in Reading.objects.order_by("id")] == [[str(child.uuid)]] * 2


def test_two_stations_of_one_head(station_head, station, neighbour_station, person):
    """Whoever heads both reads the younger card; each station keeps its own."""
    make_card(person, neighbour_station, mobile="13900000009")
    assert "13900000001" in read(station_head, page(person))
