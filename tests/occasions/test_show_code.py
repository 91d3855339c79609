"""The showing pages: a code of now, a stock for the next half hour, and what a neighbour sees."""

import base64
import json
import re

import pytest
import segno
from django.urls import reverse
from django.utils import timezone

from liangzhan.occasions.choices import CheckInWay
from liangzhan.occasions.models import Occasion
from liangzhan.occasions.queries.codes import lock_of, run_of
from liangzhan.occasions.rules.codes import code_problem
from liangzhan.toolkit.qr import packed
from tests.factories.occasions import hours, make_occasion


def page_of(occasion):
    return reverse("occasions:show-code", args=[occasion.uuid])


def stock_in(page):
    return json.loads(re.search(r"data-code-stock>(.*?)</script>", page)[1])


def test_packed_codes_are_what_segno_draws():
    side, bits = packed("http://testserver/occasions/in/示例")
    matrix = segno.make("http://testserver/occasions/in/示例", error="m", micro=False, mask=3, boost_error=False).matrix
    raw = base64.b64decode(bits)
    drawn = [[raw[(y * side + x) >> 3] >> (7 - ((y * side + x) & 7)) & 1 for x in range(side)] for y in range(side)]
    assert drawn == [[module & 1 for module in row] for row in matrix]


class TestRuns:
    def test_codes_follow_each_other_and_all_count_in_their_minute(self, occasion):
        now = timezone.now()
        run = run_of(occasion, CheckInWay.CODE, now=now, most=5)
        lock = lock_of(occasion)[0]
        assert len(set(run.texts)) == 5 and run.following == run.first + 5
        for index, text in enumerate(run.texts):
            assert code_problem(text, lock, now=now + index * hours(1 / 60)) == ""

    def test_half_an_hour_in_advance_and_no_longer_than_the_doors_are_open(self, occasion):
        now = timezone.now()
        run = run_of(occasion, CheckInWay.CODE, now=now)
        assert len(run.texts) == 60 and 238 <= run.last - run.first <= 240
        assert 238 <= run.closes - run.first <= 240  # two hours to come and two for checking out
        ending = make_occasion(begins=-4.75)  # ended 1:45 ago: check-out is open for 15 minutes more
        run = run_of(ending, CheckInWay.CODE, now=now)
        assert 14 <= len(run.texts) <= 16 and run.last == run.following - 1 == run.closes

    def test_what_opens_soon_has_codes_from_then_on(self, db):
        soon, now = make_occasion(begins=1), timezone.now()
        run = run_of(soon, CheckInWay.SCREEN, now=now, most=3)
        lock, opens = lock_of(soon)[0], soon.starts_at - hours(0.5)
        assert run.first == int(opens.timestamp()) // 60 and len(run.texts) == 3
        assert code_problem(run.texts[0], lock, now=opens) == "" and code_problem(run.texts[0], lock, now=now)

    @pytest.mark.parametrize("begins", [6, -6])
    def test_no_codes_while_the_doors_are_closed(self, db, begins):
        assert run_of(make_occasion(begins=begins), CheckInWay.CODE, now=timezone.now()) is None


class TestShowCode:
    def test_a_picture_and_a_stock_for_half_an_hour(self, occasion, station_head):
        page = station_head.client.get(page_of(occasion)).content.decode()
        stock = stock_in(page)
        assert "<svg" in page and "反诈宣传会" in page and "一楼活动室" in page
        assert len(stock["codes"]) * stock["seconds"] >= 30 * 60
        assert "data-idle-minutes" not in page  # the page stays when the session ends
        assert len(page) < 40_000

    def test_more_behind_it(self, occasion, station_head):
        stock = stock_in(station_head.client.get(page_of(occasion)).content.decode())
        following = stock["first"] + len(stock["codes"])
        address = reverse("occasions:codes", args=[occasion.uuid])
        more = station_head.client.get(f"{address}?way=CODE&from={following}").json()["stock"]
        assert more["first"] == following and len(more["codes"]) == 60 and more["side"] == stock["side"]
        end = station_head.client.get(f"{address}?from={stock['closes'] + 1}").json()["stock"]
        assert end["codes"] == []
        for wrong in ("x", "", "9" * 40, "-1"):
            assert station_head.client.get(f"{address}?from={wrong}").json()["stock"]["codes"]

    @pytest.mark.parametrize(("begins", "words"), [(6, "还没到签到时间"), (-6, "签到已结束")])
    def test_closed_doors(self, station, station_head, begins, words):
        page = station_head.client.get(page_of(make_occasion(station=station, begins=begins))).content.decode()
        assert words in page and "<svg viewBox" not in page

    def test_opened_early_the_page_waits(self, station, station_head):
        soon = make_occasion(station=station, begins=1)
        page = station_head.client.get(page_of(soon)).content.decode()
        assert "开始签到。" in page and stock_in(page)["codes"] and 'role="img"' not in page

    def test_cancelled(self, occasion, station_head):
        Occasion.objects.filter(pk=occasion.pk).update(**{"state": "CANCELLED"})
        assert "已取消" in station_head.client.get(page_of(occasion)).content.decode()
        assert station_head.client.get(reverse("occasions:codes", args=[occasion.uuid])).json()["stock"] is None

    def test_not_the_neighbour(self, occasion, neighbour_head, committee_member):
        for address in (page_of(occasion), reverse("occasions:codes", args=[occasion.uuid])):
            assert neighbour_head.client.get(address).status_code == 404
            assert committee_member.client.get(address).status_code == 403


class TestScreen:
    def test_shows_what_is_open_and_says_what_comes(self, station, station_head):
        make_occasion("早会", station=station)
        make_occasion("晚会", station=station, begins=9)
        page = station_head.client.get(reverse("occasions:screen", args=[station.pk])).content.decode()
        assert "早会" in page and stock_in(page)["codes"] and "way=SCREEN" in page and "只留签到屏" in page

    def test_empty(self, station, station_head):
        page = station_head.client.get(reverse("occasions:screen", args=[station.pk])).content.decode()
        assert "现在没有可签到的日程" in page

    def test_not_of_the_neighbour(self, station, neighbour_head, committee_member):
        address = reverse("occasions:screen", args=[station.pk])
        assert neighbour_head.client.get(address).status_code == 404
        assert committee_member.client.get(address).status_code == 403
