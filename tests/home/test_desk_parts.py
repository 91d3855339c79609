"""What waits is fetched part by part, so that the desk stays quick however many rooms there are."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.home.parts import PARTS, panels_of, part_called
from liangzhan.toolkit import panels
from liangzhan.toolkit.panels import Todo


def panel_of(room, todo):
    def fn(actor, today):
        return [todo]

    fn.__module__ = f"liangzhan.{room}.panels"
    return fn


@pytest.fixture
def waiting(monkeypatch):
    """One thing waits in staff, one in stations; one warning in staff."""
    monkeypatch.setattr(
        panels,
        "PANELS",
        [
            panel_of("staff", Todo("确认", "八月考勤表", "/s/", dt.date(2026, 9, 5))),
            panel_of("stations", Todo("确认备案", "甲站", "/b/")),
        ],
    )
    monkeypatch.setattr(panels, "WARNINGS", [panel_of("staff", Todo("查看", "登记快到期", "/w/"))])


def test_each_panel_stands_in_one_part(waiting):
    split = [panels_of(panels.PANELS, part) for part in (None, *PARTS)]
    assert [len(one) for one in split] == [1, 0, 0, 0, 1, 0, 0, 0]


def test_every_room_with_panels_of_work_has_a_part():
    rooms = [room for part in PARTS for room in part.rooms]
    assert len(rooms) == len(set(rooms))
    assert [part_called(slug) and part_called(slug).slug for slug in ("staff", "nothing")] == ["staff", None]


def test_the_desk_asks_for_its_parts_and_a_fragment_answers(waiting, station_head):
    desk = station_head.client.get("/").content.decode()
    assert "甲站" in desk and "八月考勤表" not in desk
    address = reverse("home:desk-part", args=["staff"])
    assert f'hx-get="{address}"' in desk
    fragment = station_head.client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "八月考勤表" in fragment and "登记快到期" in fragment and "<html" not in fragment


def test_without_scripts_the_part_is_a_page(waiting, station_head):
    page = station_head.client.get(reverse("home:desk-part", args=["staff"])).content.decode()
    assert "<html" in page and "八月考勤表" in page and "甲站" not in page


def test_a_part_without_anything_says_so(waiting, station_head):
    page = station_head.client.get(reverse("home:desk-part", args=["persons"])).content.decode()
    assert "这方面没有需要您办理的事项" in page
    assert station_head.client.get("/desk/nothing").status_code == 404


def test_administrators_have_no_parts(waiting, system_admin):
    assert "desk-part" not in system_admin.client.get("/").content.decode()
    assert system_admin.client.get(reverse("home:desk-part", args=["staff"])).status_code == 403
