"""Volunteers suggested for an activity: the order and its reasons, who is left out, inviting."""

import datetime as dt
import re

import pytest

from liangzhan.notices.models import PersonNotice
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.rules.activities import PostFacts
from liangzhan.volunteers.rules.matching import Offer, Wanted, best, ordered, slots_of
from liangzhan.volunteers.services.inviting import invite
from liangzhan.volunteers.services.sign_ups import sign_up
from tests.factories.people import BY
from tests.factories.volunteers import make_volunteer, plan_volunteering

HERE = "210102001001"
POST = Wanted(1, "陪伴", ("COMPANY", "MEDICAL"), ("6-AM",), "V04", HERE)
OTHER = Wanted(2, "修理", ("REPAIR",), ("6-AM",), "V04", HERE)


def offer(key=1, skills=(), times=(), home="", areas=()):
    return Offer(key, frozenset(skills), frozenset(areas), frozenset(times), home)


@pytest.mark.parametrize(
    ("start", "end", "slots"),
    [
        (9, 11, ("6-AM",)),
        (9, 12, ("6-AM",)),
        (9, 13, ("6-AM", "6-PM")),
        (12, 18, ("6-PM",)),
        (18, 20, ("6-EVE",)),
        (8, 21, ("6-AM", "6-PM", "6-EVE")),
    ],
)
def test_parts_of_the_week(start, end, slots):
    day = dt.datetime(2026, 11, 28)
    assert slots_of(day.replace(hour=start), day.replace(hour=end)) == slots


def test_parts_of_the_week_to_the_minute_and_over_night():
    day = dt.datetime(2026, 11, 29, 9)
    assert slots_of(day, day.replace(hour=12, minute=1)) == ("7-AM", "7-PM")
    assert slots_of(day.replace(hour=19), day + dt.timedelta(hours=24)) == ("7-EVE",)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"skills": ["COMPANY", "MEDICAL"]}, {"skills": ["COMPANY"], "times": ["6-AM"], "home": HERE}),
        ({"skills": ["COMPANY"]}, {"times": ["6-AM"], "home": HERE, "areas": ["V04"]}),
        ({"times": ["6-AM"]}, {"home": HERE, "areas": ["V04"]}),
        ({"home": HERE}, {"home": "210102001002", "areas": ["V04"]}),
        ({"home": "210102001002"}, {"home": "210102002001"}),
        ({"home": "210102002001"}, {"home": "210103002001"}),
        ({"home": "210103002001"}, {}),
        ({"areas": ["V04"]}, {}),
    ],
)
def test_skill_then_time_then_distance_then_liking(better, worse):
    matches = [best(offer(1, **worse), [POST]), best(offer(2, **better), [POST])]
    assert [one.key for one in ordered(matches)] == [2, 1]


def test_equals_stand_by_their_key_and_the_first_post_wins():
    assert [one.key for one in ordered([best(offer(9), [POST]), best(offer(3), [POST])])] == [3, 9]
    assert best(offer(), [POST, OTHER]).post == 1
    assert best(offer(skills=["REPAIR"]), [POST, OTHER]).post == 2


def test_one_sentence_says_why():
    told = best(offer(skills=["COMPANY", "ARTS"], times=["6-AM"], home=HERE, areas=["V04"]), [POST]).why
    assert told == "适合“陪伴”：会陪伴聊天，愿意做这类服务，周六上午有空，住在本社区（村）。"
    assert best(offer(), [POST]).why == "适合“陪伴”：没有登记这个时段有空。"
    assert best(offer(home="220102001001"), [POST]).why.endswith("住得较远。")


@pytest.mark.django_db
class TestPage:
    def test_the_best_first_and_who_cannot_come_is_left_out(self, station, neighbour_station, station_head):
        posts = (PostFacts("陪伴", 3, skills=("COMPANY",)),)
        activity = plan_volunteering(station, posts=posts, min_age=18)
        plain = make_volunteer("钱普通", station=station)
        skilled = make_volunteer("孙会聊", station=station, skills=["COMPANY"])
        there = make_volunteer("周已报", station=station)
        sign_up(activity=activity, volunteer=there, post=activity.posts.get(), by=BY)
        busy = make_volunteer("吴有事", station=station)
        elsewhere = plan_volunteering(station, title="同时的活动")
        sign_up(activity=elsewhere, volunteer=busy, post=elsewhere.posts.get(), by=BY)
        make_volunteer("郑少年", station=station, born_on=dt.date(2012, 1, 1))
        make_volunteer("王暂停", station=station, state="SUSPENDED")
        make_volunteer("冯邻站", station=neighbour_station)
        address = f"/volunteers/activities/{activity.uuid}/suggestions/"
        shown = station_head.client.get(address)
        assert "推荐志愿者" in station_head.client.get(f"/volunteers/activities/{activity.uuid}/").text
        offered = re.findall(r'name="volunteers" value="([0-9a-f-]+)"', shown.text)
        assert offered == [str(skilled.uuid), str(plain.uuid)]
        assert "会陪伴聊天" in shown.text
        asked = station_head.client.post(address, {"volunteers": [str(skilled.uuid), str(busy.uuid)]}, follow=True)
        assert "已邀请 1 人" in asked.text
        notice = PersonNotice.objects.get(subject__endswith="#invited")
        assert notice.person == skilled.person and str(activity.uuid) in notice.href
        assert "已邀请" in station_head.client.get(address).text
        refused = station_head.client.post(address, {}, follow=True)
        assert "请至少选择一名志愿者" in refused.text

    def test_the_same_queries_for_one_and_for_three(self, station, station_head):
        activity = plan_volunteering(station)
        address = f"/volunteers/activities/{activity.uuid}/suggestions/"
        make_volunteer("一号", station=station)
        station_head.client.get(address)
        station_head.client.get(address)  # the first one opened the session
        first = station_head.client.queries
        for name in ("二号", "三号"):
            make_volunteer(name, station=station)
        station_head.client.get(address)
        assert station_head.client.queries == first <= 25

    def test_the_neighbours_activity_does_not_exist(self, neighbour_station, station_head):
        activity = plan_volunteering(neighbour_station)
        address = f"/volunteers/activities/{activity.uuid}/suggestions/"
        assert station_head.client.get(address).status_code == 404

    def test_full_or_closed_asks_nobody(self, station, station_head):
        activity = plan_volunteering(station, state="CLOSED")
        volunteer = make_volunteer(station=station)
        with pytest.raises(RuleBroken, match="不能再邀请"):
            invite(activity=activity, volunteers=[volunteer], by=BY)
        volunteer.state = "SUSPENDED"
        with pytest.raises(RuleBroken, match="只能邀请在册"):
            invite(activity=plan_volunteering(station), volunteers=[volunteer], by=BY)
