"""The agenda, one occasion, and a meeting arranged here."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from liangzhan.access.roles import Role
from liangzhan.occasions.models import Occasion
from liangzhan.occasions.owners import LINKS, owner_link, roll_names
from liangzhan.occasions.services.arranging import cancel_occasion
from tests.factories.accounts import make_person
from tests.factories.occasions import make_occasion, make_stay
from tests.factories.people import BY, make_individual

AGENDA = reverse("occasions:agenda")
ZONE = timezone.get_default_timezone()


def at(day, clock="09:00"):
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), ZONE)


def on(day, title="早会", **fields):
    return make_occasion(title, starts_at=at(day), ends_at=at(day, "10:30"), **fields)


def page_of(occasion):
    return reverse("occasions:occasion-page", args=[occasion.uuid])


DAY = dt.date(2026, 3, 4)  # a Wednesday


class TestAgenda:
    def test_a_week_by_days(self, station, station_head, neighbour_station):
        on(DAY, "周三早会", station=station, place="一楼")
        on(DAY + dt.timedelta(days=4), "周日活动", station=station)
        on(DAY + dt.timedelta(days=5), "下周一例会", station=station)
        on(DAY, "邻站早会", station=neighbour_station)
        page = station_head.client.get(f"{AGENDA}?on={DAY}").content.decode()
        assert "周三早会" in page and "09:00—10:30" in page and "3月4日（周三）" in page and "一楼" in page
        assert "周日活动" in page and "下周一例会" not in page and "邻站早会" not in page
        assert "3月2日（周一）至3月8日（周日）" in page and "on=2026-02-23" in page and "on=2026-03-09" in page

    def test_a_day_and_a_kind(self, station, station_head):
        on(DAY, "早会", station=station)
        on(DAY, "值班甲", station=station, kind="DUTY")
        on(DAY + dt.timedelta(days=1), "周四会", station=station)
        page = station_head.client.get(f"{AGENDA}?on={DAY}&span=day").content.decode()
        assert "早会" in page and "值班甲" in page and "周四会" not in page and "on=2026-03-05" in page
        page = station_head.client.get(f"{AGENDA}?on={DAY}&kind=DUTY").content.decode()
        assert "值班甲" in page and "早会" not in page

    def test_what_lasts_several_days_is_on_each(self, station, station_head):
        make_occasion("三天培训", station=station, starts_at=at(DAY), ends_at=at(DAY + dt.timedelta(days=2), "17:00"))
        later = DAY + dt.timedelta(days=2)
        assert "三天培训" in station_head.client.get(f"{AGENDA}?on={later}&span=day").content.decode()
        later += dt.timedelta(days=1)
        assert "三天培训" not in station_head.client.get(f"{AGENDA}?on={later}&span=day").content.decode()

    def test_mine_is_where_i_am_expected_wherever_it_is(self, station, member, person, neighbour_station):
        on(DAY, "街道会议", division_code=station.division_code[:9] + "000", expected=[person])
        on(DAY, "邻站开放日", station=neighbour_station, expected=[person])
        on(DAY, "本站的会", station=station)
        page = member.client.get(f"{AGENDA}?on={DAY}&whose=mine").content.decode()
        assert "街道会议" in page and "邻站开放日" in page and "本站的会" not in page and "我：应到" in page

    def test_without_a_person_nothing_is_mine(self, station, station_head):
        on(DAY, station=station)
        page = station_head.client.get(f"{AGENDA}?on={DAY}&whose=mine").content.decode()
        assert "这几天没有日程" in page

    def test_an_office_sees_duties_only_when_asked(self, station, county_officer, neighbour_county):
        on(DAY, "值班甲", station=station, kind="DUTY")
        on(DAY, "开放日", station=station)
        page = county_officer.client.get(f"{AGENDA}?on={DAY}").content.decode()
        assert "开放日" in page and "值班甲" not in page
        assert "值班甲" in county_officer.client.get(f"{AGENDA}?on={DAY}&kind=DUTY").content.decode()
        assert "开放日" not in neighbour_county.client.get(f"{AGENDA}?on={DAY}").content.decode()

    def test_empty_says_why_and_what_first(self, station_head, committee_member):
        page = station_head.client.get(AGENDA).content.decode()
        assert "本周没有日程" in page and reverse("occasions:arrange-meeting") in page
        assert reverse("occasions:arrange-meeting") not in committee_member.client.get(AGENDA).content.decode()

    def test_what_cannot_be_read_is_left_out(self, station_head):
        assert station_head.client.get(f"{AGENDA}?on=x&span=y&kind=z").status_code == 200

    @pytest.mark.parametrize("count", [1, 3])
    def test_queries(self, station, member, person, count):
        for number in range(count):
            on(DAY + dt.timedelta(days=number % 2), f"会{number}", station=station, expected=[person])
        member.client.get(f"{AGENDA}?on={DAY}")
        member.client.get(f"{AGENDA}?on={DAY}")
        assert member.client.queries == 9


class TestOccasionPage:
    def test_the_leader_sees_the_roll(self, occasion, person, station_head):
        make_stay(occasion, person)
        page = station_head.client.get(page_of(occasion)).content.decode()
        assert "林某某" in page and "应到 1 人，已到 1 人" in page and "显示签到码" in page and "180" in page

    def test_the_committee_sees_numbers_and_no_name(self, occasion, person, committee_member):
        make_stay(occasion, person)
        page = committee_member.client.get(page_of(occasion)).content.decode()
        assert "林某某" not in page and "1 人" in page and reverse("occasions:roll", args=[occasion.uuid]) not in page

    def test_next_door_it_is_not_there(self, occasion, neighbour_head, neighbour_committee):
        assert neighbour_head.client.get(page_of(occasion)).status_code == 404
        assert neighbour_committee.client.get(page_of(occasion)).status_code == 404

    def test_whoever_is_expected_sees_when_and_where_and_himself(self, neighbour_station, member, person):
        away = make_occasion("邻站开放日", station=neighbour_station, expected=[person, make_individual("别人")])
        page = member.client.get(page_of(away)).content.decode()
        assert "邻站开放日" in page and "没有您的签到记录" in page and "别人" not in page
        make_stay(away, person, out=False)
        assert "还没有签退" in member.client.get(page_of(away)).content.decode()

    def test_an_ended_post(self, occasion, station_head):
        station_head.user.grants.update(valid_to=timezone.localdate() - dt.timedelta(days=1))
        assert station_head.client.get(page_of(occasion)).status_code == 403

    def test_the_owner_has_its_link_and_its_own_change(self, occasion, station_head, monkeypatch):
        monkeypatch.setitem(LINKS, "MEETING", lambda one: (f"去看{one.title}", "/owner/"))
        page = station_head.client.get(page_of(occasion)).content.decode()
        assert "去看反诈宣传会" in page and "取消日程" not in page
        for name in ("occasion-edit", "occasion-cancel"):
            assert station_head.client.get(reverse(f"occasions:{name}", args=[occasion.uuid])).url == "/owner/"

    def test_an_owner_without_a_page_for_it(self, occasion, station_head, monkeypatch):
        monkeypatch.setitem(LINKS, "MEETING", lambda one: None)
        assert "取消日程" in station_head.client.get(page_of(occasion)).content.decode()

    def test_cancelled(self, occasion, station_head):
        cancel_occasion(occasion=occasion, reason="暴雨", by=BY)
        page = station_head.client.get(page_of(occasion)).content.decode()
        assert "已取消：暴雨" in page and "显示签到码" not in page


class TestOwners:
    def test_nobody_registers_twice(self, monkeypatch):
        monkeypatch.setitem(LINKS, "X", lambda one: None)
        with pytest.raises(ValueError, match="X"):
            owner_link("X", lambda one: None)
        owner_link("测试", lambda one: ("看", "/"))
        assert LINKS["测试"](None) == ("看", "/")
        roll_names("测试", lambda one, ids: {})
        with pytest.raises(ValueError, match="测试"):
            roll_names("测试", lambda one, ids: {})

    @pytest.fixture(autouse=True)
    def _clean(self):
        yield
        from liangzhan.occasions.owners import NAMES

        NAMES.pop("测试", None)
        LINKS.pop("测试", None)


class TestMeeting:
    page = reverse("occasions:arrange-meeting")
    data = {"title": "周例会", "starts_at": "2026-03-04T09:00", "ends_at": "2026-03-04T10:00", "place": "会议室"}

    def test_of_a_station(self, station, station_head):
        answer = station_head.client.post(self.page, self.data | {"station": station.pk})
        row = Occasion.objects.get()
        assert answer.url == reverse("occasions:roll", args=[row.uuid])
        assert (row.kind, row.station, row.starts_at, row.arranged_by.label) == ("MEETING", station, at(DAY), "张站长")

    def test_not_of_the_neighbour(self, neighbour_station, station_head):
        answer = station_head.client.post(self.page, self.data | {"station": neighbour_station.pk})
        assert answer.status_code == 422 and not Occasion.objects.exists()

    def test_of_an_office(self, county_officer):
        county_officer.client.post(self.page, self.data)
        row = Occasion.objects.get()
        assert row.station is None and row.division_code == county_officer.division.code

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"title": ""}, "必填"),
            ({"starts_at": "明天"}, "请按 2026-03-05 09:00"),
            ({"ends_at": "2026-03-04T08:00"}, "晚于开始时间"),
            ({"radius_m": "100"}, "先填写地点的经度"),
        ],
    )
    def test_bad_input_loses_nothing(self, station, station_head, more, words):
        answer = station_head.client.post(self.page, self.data | {"station": station.pk} | more)
        page = answer.content.decode()
        assert answer.status_code == 422 and words in page and "会议室" in page

    def test_changed_and_cancelled(self, occasion, station_head):
        page = reverse("occasions:occasion-edit", args=[occasion.uuid])
        assert "一楼活动室" in station_head.client.get(page).content.decode()
        local = timezone.localtime(occasion.starts_at)
        times = {"starts_at": f"{local:%Y-%m-%dT%H:%M}", "ends_at": f"{local + dt.timedelta(hours=1):%Y-%m-%dT%H:%M}"}
        assert station_head.client.post(page, {"title": "新名", "place": "院内", **times}).status_code == 302
        occasion.refresh_from_db()
        assert (occasion.title, occasion.place) == ("新名", "院内")
        cancel = reverse("occasions:occasion-cancel", args=[occasion.uuid])
        assert station_head.client.post(cancel, {"reason": " "}).status_code == 422
        assert station_head.client.post(cancel, {"reason": "暴雨"}).status_code == 302
        occasion.refresh_from_db()
        assert occasion.cancelled_reason == "暴雨"

    def test_the_committee_does_not_arrange(self, committee_member):
        assert committee_member.client.get(self.page).status_code == 403


def test_a_worker_with_two_stations_sees_both(station, neighbour_station):
    from tests.factories.accounts import grant

    both = make_person("两站", Role.STATION_HEAD, station=station)
    grant(both.user, Role.STATION_HEAD, station=neighbour_station)
    on(DAY, "甲会", station=station)
    on(DAY, "乙会", station=neighbour_station)
    page = both.client.get(f"{AGENDA}?on={DAY}").content.decode()
    assert "甲会" in page and "乙会" in page
