"""Calendar feeds: made, read without sign-in, ended; what they tell and what not."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from liangzhan.audit.models import Event
from liangzhan.occasions.exports.calendar import calendar_of
from liangzhan.occasions.models import CalendarFeed, Occasion
from liangzhan.occasions.services.feeds import MOST_FEEDS, make_feed
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.occasions import hours, make_occasion
from tests.factories.people import BY

PAGE = reverse("occasions:calendars")


def address_in(page):
    return re.search(r'value="http://testserver(/occasions/calendars/[^"]+\.ics)"', page)[1]


def titles(answer):
    return sorted(str(event["summary"]) for event in Calendar.from_ical(answer.content).walk("VEVENT"))


class TestStation:
    def make(self, station, station_head):
        page = station_head.client.post(PAGE, {"station": station.pk}).content.decode()
        return address_in(page)

    def test_told_once_and_read_without_sign_in(self, station, station_head, occasion, neighbour_station, visitor):
        make_occasion("邻站早会", station=neighbour_station)
        feed = self.make(station, station_head)
        assert feed not in station_head.client.get(PAGE).content.decode()
        answer = visitor.get(feed)
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert titles(answer) == ["反诈宣传会"] and "林某某" not in answer.content.decode()

    def test_only_the_hash_is_kept(self, station, station_head):
        token = self.make(station, station_head).split("/")[-1].removesuffix(".ics")
        row = CalendarFeed.objects.get()
        assert token not in row.token_hash and len(row.token_hash) == 64
        assert token not in str(Event.objects.get(name="occasion.feed").details)

    def test_ended(self, station, station_head, visitor):
        feed = self.make(station, station_head)
        end = reverse("occasions:calendar-end", args=[CalendarFeed.objects.get().pk])
        assert "已停用" in station_head.client.post(end, follow=True).content.decode()
        assert visitor.get(feed).status_code == 404
        assert CalendarFeed.objects.get().ended_by.label == "张站长"
        assert station_head.client.post(end).status_code == 404

    def test_not_the_neighbours(self, station, station_head, neighbour_head, committee_member):
        self.make(station, station_head)
        end = reverse("occasions:calendar-end", args=[CalendarFeed.objects.get().pk])
        assert neighbour_head.client.post(end).status_code == 404
        assert neighbour_head.client.post(PAGE, {"station": station.pk}).status_code == 404
        assert committee_member.client.post(PAGE, {"station": station.pk}).status_code == 404
        assert neighbour_head.client.post(PAGE, {"station": "x"}).status_code == 404

    def test_a_colleague_may_end_it(self, station, station_head, social_worker):
        self.make(station, station_head)
        assert "停用" in social_worker.client.get(PAGE).content.decode()


class TestOwn:
    def test_what_i_am_expected_at(self, member, occasion, station, visitor):
        make_occasion("不在名单", station=station)
        feed = address_in(member.client.post(PAGE).content.decode())
        assert titles(visitor.get(feed)) == ["反诈宣传会"]

    def test_a_closed_account_ends_it(self, member, occasion, visitor):
        feed = address_in(member.client.post(PAGE).content.decode())
        member.user.is_active = False
        member.user.save()
        assert visitor.get(feed).status_code == 404

    def test_without_a_person_it_is_empty(self, station_head, occasion, visitor):
        feed = address_in(station_head.client.post(PAGE).content.decode())
        assert titles(visitor.get(feed)) == []

    def test_others_do_not_see_mine(self, member, station_head):
        member.client.post(PAGE)
        assert "还没有订阅" in station_head.client.get(PAGE).content.decode()

    def test_not_more_than_one_can_look_after(self, member):
        for _ in range(MOST_FEEDS):
            make_feed(user=member.user, by=BY)
        with pytest.raises(RuleBroken, match="请先停用"):
            make_feed(user=member.user, by=BY)
        answer = member.client.post(PAGE)
        assert answer.status_code == 422 and "请先停用" in answer.content.decode()


@pytest.mark.parametrize("token", ["x", "a" * 32, "..", "%F0%9F%98%80"])
def test_a_wrong_token_is_not_there(visitor, db, token):
    assert visitor.get(f"/occasions/calendars/{token}.ics").status_code == 404


class TestText:
    def test_by_the_book(self, db):
        long = "第三季度社区矛盾纠纷排查，联席会议；含“两站”工作人员与网格员座谈交流，逗号,分号;反斜杠\\也在内"
        row = make_occasion(long, place="甲楼,乙室;丙\\门")
        text = calendar_of([row], name="示例站")
        lines = text.split(b"\r\n")
        assert b"\n" not in text.replace(b"\r\n", b"") and all(len(line) <= 75 for line in lines)
        event = Calendar.from_ical(text).walk("VEVENT")[0]
        assert str(event["summary"]) == long and str(event["location"]) == "甲楼,乙室;丙\\门"
        assert event["dtstart"].dt == row.starts_at and str(event["uid"]) == f"{row.uuid}-0@liangzhan"
        assert f"DTSTART:{row.starts_at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}".encode() in lines

    def test_several_days_are_an_event_each(self, db):
        first = dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC)
        row = make_occasion(starts_at=first, ends_at=first + hours(48 + 8))
        events = Calendar.from_ical(calendar_of([row], name="x")).walk("VEVENT")
        assert [one["dtstart"].dt for one in events] == [first, first + hours(24), first + hours(48)]
        assert {one["dtend"].dt - one["dtstart"].dt for one in events} == {hours(8)}

    def test_cancelled_is_told(self, db):
        row = make_occasion()
        Occasion.objects.filter(pk=row.pk).update(**{"state": "CANCELLED"})
        row.refresh_from_db()
        assert b"STATUS:CANCELLED" in calendar_of([row], name="x")


def test_how_far_a_feed_reaches(station, visitor):
    now = timezone.now()
    for days in (-61, -59, 179, 181):
        start = now + dt.timedelta(days=days)
        make_occasion(f"{days}", station=station, starts_at=start, ends_at=start + hours(1))
    _, token = make_feed(station=station, by=BY)
    assert titles(visitor.get(reverse("occasions:feed", args=[token]))) == ["-59", "179"]
