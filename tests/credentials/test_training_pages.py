"""Pages of trainings: the list, one training, arranging it. The neighbour's exists and is not there."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.credentials.models import Learning, Training
from liangzhan.occasions.services import presence as occasions
from liangzhan.toolkit.periods import today
from tests.credentials.conftest import queries_of
from tests.factories.credentials import make_enrolment, make_training
from tests.factories.people import BY

LIST = reverse("credentials:training-list")


def page(name, training, **more):
    return reverse(f"credentials:{name}", kwargs={"pk": training.pk, **more})


@pytest.fixture
def neighbours(neighbour_station):
    """Of the station next door, and of the county next door."""
    return [
        make_training(station=neighbour_station, title="邻站培训"),
        make_training(code="210103000000", title="邻县培训"),
    ]


class TestList:
    def test_own_area_and_the_areas_above(self, station, station_head, worker, neighbours):
        for title, code in (("县里培训", "210102000000"), ("市里培训", "210100000000"), ("省里培训", "210000000000")):
            make_training(title=title, code=code)
        make_training(title="本站培训", station=station)
        make_training(title="筹备的培训", state="DRAFT")
        for who in (station_head, worker):
            text = who.client.get(LIST).text
            for title in ("县里培训", "市里培训", "省里培训", "本站培训"):
                assert title in text
            for title in ("邻站培训", "邻县培训", "筹备的培训"):
                assert title not in text

    def test_an_office_sees_its_drafts_and_its_stations(self, county_officer, station, neighbours):
        make_training(title="筹备的培训", state="DRAFT")
        make_training(title="本站筹备", station=station, state="DRAFT")
        text = county_officer.client.get(LIST).text
        for title in ("筹备的培训", "本站筹备", "邻站培训"):  # the station next door is in the county
            assert title in text
        assert "邻县培训" not in text

    def test_filters(self, city_officer):
        make_training(title="县里培训")
        make_training(title="市里培训", code="210100000000", level="CITY", kind="EMERGENCY", state="CANCELLED")
        for query, there, gone in (
            ("level=CITY", "市里培训", "县里培训"),
            ("kind=EMERGENCY", "市里培训", "县里培训"),
            ("state=OPEN", "县里培训", "市里培训"),
            ("area=210102000000", "县里培训", "市里培训"),
        ):
            text = city_officer.client.get(f"{LIST}?{query}").text
            assert there in text and gone not in text
        assert "没有符合条件的培训" in city_officer.client.get(f"{LIST}?area=xyz").text

    def test_queries_with_one_and_three_rows(self, station, county_officer):
        make_enrolment(make_training(), station)
        one = queries_of(county_officer.client, LIST)
        for _ in range(2):
            make_enrolment(make_training(), station)
        assert (one, queries_of(county_officer.client, LIST)) == (7, 7)

    def test_nothing_yet(self, worker, station_head):
        assert "筹备第一次培训" in station_head.client.get(LIST).text
        assert "筹备第一次培训" not in worker.client.get(LIST).text


class TestPage:
    def test_the_neighbours_is_not_there(self, station_head, county_officer, neighbours):
        own = make_training()
        for name in ("training-page", "enrol-people"):
            assert station_head.client.get(page(name, own)).status_code == 200
            for other in neighbours:
                assert station_head.client.get(page(name, other)).status_code == 404
        for name in ("training-edit", "training-cancel", "seats", "completion", "roster-export", "roster-paper"):
            assert station_head.client.get(page(name, own)).status_code == 404  # the county's: to read, not to arrange
            assert county_officer.client.get(page(name, neighbours[1])).status_code == 404

    def test_a_draft_of_the_county_is_not_there_for_a_station(self, station_head):
        assert station_head.client.get(page("training-page", make_training(state="DRAFT"))).status_code == 404

    def test_who_sees_which_names(self, station, neighbour_station, person, worker, station_head, county_officer):
        training = make_training()
        make_enrolment(training, station, person, label="王小明")
        make_enrolment(training, station, label="钱同事")
        make_enrolment(training, neighbour_station, label="李邻站")
        address = page("training-page", training)
        text = county_officer.client.get(address).text
        assert all(name in text for name in ("王小明", "钱同事", "李邻站"))
        text = station_head.client.get(address).text
        assert "钱同事" in text and "李邻站" not in text
        text = worker.client.get(address).text
        assert "我的报名" in text and "钱同事" not in text and "李邻站" not in text

    def test_queries(self, station, county_officer):
        training = make_training()
        for _ in range(3):
            make_enrolment(training, station)
        assert queries_of(county_officer.client, page("training-page", training)) == 8

    def test_why_enrolment_is_closed_stands_there(self, worker):
        training = make_training(enrolment_ends_on=today() - dt.timedelta(days=1))
        text = worker.client.get(page("training-page", training)).text
        assert "报名已于" in text and "我要报名" not in text


class TestArranging:
    def facts(self, **change):
        day = today() + dt.timedelta(days=20)
        return {
            "title": "个案工作",
            "kind": "SOCIAL_WORK",
            "level": "COUNTY",
            "organiser": "示例区民政局",
            "starts_at": f"{day}T09:00",
            "ends_at": f"{day}T16:00",
            "hours": "6",
            **change,
        }

    def test_add_open_change_and_cancel(self, county_officer):
        client, address = county_officer.client, reverse("credentials:training-add")
        assert "和平区" in client.get(address).text
        answer = client.post(address, self.facts(place_key="area-210102000000"))
        training = Training.objects.get()
        assert answer.url == page("training-page", training)
        assert client.post(page("training-open", training)).status_code == 302
        assert "个案工作" in client.get(page("training-edit", training)).text
        with client.allow(40):
            client.post(page("training-edit", training), self.facts(title="小组工作", seats="5"))
        assert "确认后" not in client.get(page("training-cancel", training)).text
        with client.allow(40):
            client.post(page("training-cancel", training), {"reason": "讲师生病"})
        training.refresh_from_db()
        assert (training.title, training.seats, training.state) == ("小组工作", 5, "CANCELLED")

    def test_one_that_took_place_is_recorded_with_its_roll(self, county_officer, station_head, station, person):
        """Arranged afterwards, the head enters his people, the roll is called, the hours count."""
        day = today() - dt.timedelta(days=3)
        times = {"starts_at": f"{day}T09:00", "ends_at": f"{day}T16:00"}
        client, given = county_officer.client, self.facts(place_key="area-210102000000", **times)
        with client.allow(40):
            client.post(reverse("credentials:training-add"), given)
            training = Training.objects.get()
            assert "补录名单" in client.get(page("training-page", training)).text
            client.post(page("training-open", training))
        head = station_head.client
        assert "补录参加人员" in head.get(page("training-page", training)).text
        with head.allow(60):
            head.post(page("enrol-people", training), {"people": f"{station.pk}-{person.uuid}"})
        row = training.enrolments.get()
        at = training.occasion.starts_at
        occasions.enter_stay(
            occasion=training.occasion, person=person, in_at=at, out_at=training.occasion.ends_at, way="SHEET", by=BY
        )
        with client.allow(60):
            client.post(page("completion", training), {f"line-{row.pk}": "6"})
        row.refresh_from_db()
        assert (row.state, Learning.objects.get().hours) == ("COMPLETED", 6)

    def test_bad_input_comes_back_with_a_sentence(self, county_officer):
        address = reverse("credentials:training-add")
        given = self.facts(place_key="area-210102000000", ends_at=f"{today()}T08:00", starts_at="明天")
        answer = county_officer.client.post(address, given)
        assert answer.status_code == 422 and "请按 2020-10-31 09:00" in answer.text
        answer = county_officer.client.post(address, self.facts(place_key="area-210102000000", hours="30"))
        assert answer.status_code == 422 and "这段时间最多 9.3 学时" in answer.text and "示例区民政局" in answer.text
        answer = county_officer.client.post(address, self.facts(place_key="area-210103000000"))
        assert answer.status_code == 422 and Training.objects.count() == 0

    def test_a_station_holds_its_own(self, station_head, station):
        address = reverse("credentials:training-add")
        text = station_head.client.get(address).text
        assert station.name in text and "国家级" not in text
        given = self.facts(place_key=f"station-{station.pk}", level="AGENCY")
        assert station_head.client.post(address, given).status_code == 302
        assert Training.objects.get().station == station

    def test_workers_do_not(self, worker):
        assert worker.client.get(reverse("credentials:training-add")).status_code == 403
