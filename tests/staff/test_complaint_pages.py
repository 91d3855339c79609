"""Complaints: the public pages without an account, the queue and the case of a desk."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse

from liangzhan.audit.models import Event, Reading
from liangzhan.staff.models import Complaint, PublicAttempt
from liangzhan.staff.panels import supervision as panels
from liangzhan.staff.public_limits import count_try
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
from tests.factories.stations import make_photo
from tests.factories.supervision import make_complaint

TEXT = "周三下午两次去站里都没有人开门"


def at(name, *args):
    return reverse(f"staff:{name}", args=args)


def given(**fields):
    return {"about": "SERVICE", "desk": "STREET", "text": TEXT, "form_key": uuid.uuid4(), **fields}


def send(client, address, form=None):
    """A deed: it tells a desk and writes down in one transaction, so it may ask more than a page does."""
    with client.allow(45):
        return client.post(address, form or {})


@pytest.fixture
def open_station(station):
    Station.objects.filter(pk=station.pk).update(state="OPERATING", accepted_on=today())
    return station


class TestPublic:
    def test_find_the_station(self, visitor, open_station, neighbour_station):
        page = visitor.get(at("complaint-start"), {"q": open_station.name}).content.decode()
        assert open_station.name in page and "电话" in page and "书面或当面" in page
        assert neighbour_station.name not in visitor.get(at("complaint-start"), {"q": "站"}).content.decode()
        assert "请至少填写两个字。" in visitor.get(at("complaint-start"), {"q": "站"}).content.decode()
        assert "没有找到" in visitor.get(at("complaint-start"), {"q": "不存在的站"}).content.decode()

    def test_only_stations_that_stand(self, visitor, station):
        assert visitor.get(at("complaint-write", station.pk)).status_code == 404

    def test_write_and_ask(self, visitor, open_station, street_officer):
        assert visitor.get(at("complaint-write", open_station.pk)).status_code == 200
        answer = send(visitor, at("complaint-write", open_station.pk), given(complainer="一位居民"))
        code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", answer.content.decode())[0]
        row = Complaint.objects.get()
        assert (row.text, row.complainer, row.received_by.label) == (TEXT, "一位居民", "系统·投诉页面")
        assert Event.objects.get(name="complaint.received").address == ""
        status = send(visitor, at("complaint-status"), {"code": code.lower()}).content.decode()
        assert "已收到" in status and "决定是否受理" in status and TEXT not in status and "居民" not in status

    def test_also_signed_in_nobody_is_written_down(self, open_station, social_worker, street_officer):
        send(social_worker.client, at("complaint-write", open_station.pk), given())
        events = Event.objects.filter(name__startswith="complaint.")
        assert {str(one.by.label) for one in events} == {"系统·投诉页面"}

    def test_wrong_at_the_field(self, visitor, open_station):
        answer = send(visitor, at("complaint-write", open_station.pk), given(text="不好", complainer="王"))
        assert answer.status_code == 422
        assert "至少十个字" in answer.content.decode() and "王" in answer.content.decode()

    def test_the_same_form_twice(self, visitor, open_station, street_officer):
        form = given()
        send(visitor, at("complaint-write", open_station.pk), form)
        again = send(visitor, at("complaint-write", open_station.pk), form)
        assert again.status_code == 422 and "已经提交过" in again.content.decode()

    def test_not_too_many_a_day(self, visitor, open_station, street_officer):
        for _ in range(5):
            assert send(visitor, at("complaint-write", open_station.pk), given()).status_code == 200
        more = send(visitor, at("complaint-write", open_station.pk), given())
        assert more.status_code == 429 and TEXT in more.content.decode()
        assert Complaint.objects.count() == 5
        assert "127.0.0.1" not in PublicAttempt.objects.get().asker

    def test_nobody_guesses_a_code(self, visitor, open_station):
        make_complaint(open_station, code="ABCD-EFGH-JKMN")
        assert send(visitor, at("complaint-status"), {}).status_code == 422
        for _ in range(10):
            assert send(visitor, at("complaint-status"), {"code": "ZZZZ"}).status_code == 422
        assert send(visitor, at("complaint-status"), {"code": "ABCD-EFGH-JKMN"}).status_code == 429

    def test_windows_that_are_over_are_forgotten(self, db, monkeypatch):
        monkeypatch.setattr("liangzhan.staff.public_limits.time.time", lambda: 0.0)
        count_try("CODE", "1.2.3.4")
        monkeypatch.setattr("liangzhan.staff.public_limits.time.time", lambda: 3600.0 * 5)
        count_try("CODE", "1.2.3.4")
        assert PublicAttempt.objects.get().window == 5


class TestDesk:
    def test_queue(self, station, street_officer, county_officer, station_head, neighbour_head):
        make_complaint(station, acknowledge_due_on=today() - dt.timedelta(days=1))
        page = street_officer.client.get(at("complaint-queue")).content.decode()
        assert station.name in page and "逾期 1 天" in page and "一位居民" not in page
        for one in (county_officer, station_head, neighbour_head):
            assert "没有投诉" in one.client.get(at("complaint-queue")).content.decode()
        late = street_officer.client.get(at("complaint-queue"), {"late": "on", "state": "RECEIVED"}).content.decode()
        assert station.name in late
        none = street_officer.client.get(at("complaint-queue"), {"state": "CLOSED"}).content.decode()
        assert "没有符合条件的投诉" in none

    def test_queries_do_not_grow(self, station, street_officer):
        street_officer.client.get(at("complaint-queue"))
        counted = []
        for n in (2, 3):
            make_complaint(station, code=f"AAAA-AAAA-AAA{n}")
            street_officer.client.get(at("complaint-queue"))
            counted.append(street_officer.client.queries)
        assert counted == [7, 7]

    def test_identity_is_shown_to_street_and_county_only(self, station, station_head, committee_member, street_officer):
        near = make_complaint(station, desk="STATION")
        for one in (station_head, committee_member):
            page = one.client.get(at("complaint-page", near.pk)).content.decode()
            assert TEXT[:4] in page and "一位居民" not in page and "024-00000000" not in page
        street = make_complaint(station, code="AAAA-AAAA-AAAA")
        page = street_officer.client.get(at("complaint-page", street.pk)).content.decode()
        assert "一位居民" in page and "024-00000000" in page
        assert Reading.objects.filter(page="staff:complaint-page", shown_class="P3").count() == 3
        assert station_head.client.get(at("complaint-page", street.pk)).status_code == 404

    def test_never_about_oneself(self, ground, station):
        row = make_complaint(station, desk="STATION", about="WORKER", worker=ground.worker_boss)
        for name in ("complaint-page", "complaint-answer", "complaint-step", "complaint-person", "complaint-pass"):
            assert ground.boss.client.get(at(name, row.pk)).status_code == 404
        assert send(ground.boss.client, at("complaint-accept", row.pk)).status_code == 404

    def test_the_whole_way(self, ground, station, street_officer):
        row, client = make_complaint(station), street_officer.client
        assert send(client, at("complaint-accept", row.pk)).status_code == 302
        assert send(client, at("complaint-step", row.pk), {"text": "去看了"}).status_code == 302
        wrong = send(client, at("complaint-answer", row.pk), {"outcome": "TRANSFERRED", "answer": "好"})
        assert wrong.status_code == 422 and "请写明移送给哪个用人单位。" in wrong.content.decode()
        assert "甲社工" in client.get(at("complaint-person", row.pk)).content.decode()
        assert send(client, at("complaint-person", row.pk), {"worker": ground.worker_a.pk}).status_code == 302
        done = {"outcome": "TRANSFERRED", "employer": "示例机构", "answer": "已移送，请放心"}
        assert send(client, at("complaint-answer", row.pk), done).status_code == 302
        assert "已移送，请放心" in client.get(at("complaint-page", row.pk)).content.decode()
        assert send(client, at("complaint-close", row.pk), {}).status_code == 302

    def test_not_accepted(self, station, street_officer):
        row = make_complaint(station)
        assert send(street_officer.client, at("complaint-refuse", row.pk), {"reason": "不属于本站"}).status_code == 302
        assert "不属于本站" in street_officer.client.get(at("complaint-page", row.pk)).content.decode()

    def test_passed_on(self, station, street_officer, county_officer):
        row = make_complaint(station)
        page = street_officer.client.get(at("complaint-pass", row.pk)).content.decode()
        assert "县（市、区）" in page and "站点和社区两委" not in page.split("移交给")[-1]
        sent = send(street_officer.client, at("complaint-pass", row.pk), {"to": "COUNTY", "reason": "跨街道"})
        assert sent.status_code == 302
        assert county_officer.client.get(at("complaint-page", row.pk)).status_code == 200

    def test_a_letter(self, station, street_officer, neighbour_head, station_head):
        assert neighbour_head.client.get(at("complaint-enter", station.pk)).status_code == 404
        answer = send(
            street_officer.client,
            at("complaint-enter", station.pk),
            given(way="PAPER", paper=make_photo(), complainer="来信人"),
        )
        assert answer.status_code == 200 and "查询码" in answer.content.decode()
        row = Complaint.objects.get()
        assert street_officer.client.get(at("complaint-paper", row.pk)).status_code == 200
        near = make_complaint(station, code="AAAA-AAAA-AAAA", desk="STATION", paper=row.paper)
        assert station_head.client.get(at("complaint-paper", near.pk)).status_code == 404
        wrong = send(street_officer.client, at("complaint-enter", station.pk), given(way="PHONE", text="短"))
        assert wrong.status_code == 422

    def test_on_the_desk(self, station, street_officer, social_worker):
        make_complaint(station, acknowledge_due_on=today() - dt.timedelta(days=1))
        slow = {"state": "HANDLING", "answer_due_on": today() + dt.timedelta(days=3)}
        make_complaint(station, code="AAAA-AAAA-AAAA", **slow)
        found = panels.complaints_at_the_desk(street_officer.actor, today())
        assert [(one.verb, one.tone) for one in found] == [("决定是否受理投诉", "miss"), ("办理投诉", "wait")]
        assert panels.complaints_at_the_desk(social_worker.actor, today()) == []
