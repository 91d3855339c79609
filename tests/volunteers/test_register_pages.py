"""The keeper's pages of the register, and the phone's pages without an account."""

import re

import pytest
from django.urls import reverse

from liangzhan.notices.channels import GATEWAYS, Receipt
from liangzhan.people.models import Consent
from liangzhan.toolkit.models import Move
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.models import Policy, Volunteer
from liangzhan.volunteers.panels import register_waits
from liangzhan.volunteers.services.passing import desk_code
from tests.factories.people import BY, resident_number
from tests.factories.stations import make_photo
from tests.factories.volunteers import make_volunteer
from tests.harness.client import StrictClient

DEED = 40  # a confirmation writes consent, picture, spell, ledger and record in one transaction


class Phone:
    """A gateway that really sends: it keeps what it sent."""

    def __init__(self):
        self.sent = []

    def send(self, address, text):
        self.sent.append((address, re.search(r"\d{6}", text).group()))
        return Receipt(True, "ok")


@pytest.fixture
def phone(monkeypatch, db):
    found = Phone()
    monkeypatch.setitem(GATEWAYS, "SMS", found)
    monkeypatch.setattr("liangzhan.volunteers.queries.passing.value_of", lambda *a, **k: ["INBOX", "SMS"])
    return found


def joined(client, station, **changes):
    address = reverse("volunteers:join", args=[station.pk])
    sent = {
        "name": "赵志愿",
        "id_kind": "RESIDENT",
        "id_number": resident_number(),
        "mobile": "13900000001",
        "skills": ["LAW"],
        "times": ["6-AM"],
        "agreed": "on",
        "form_key": "0197a3f0-0000-7000-8000-00000000000a",
        **changes,
    }
    with client.allow(DEED):
        return client.post(f"{address}?national=no", sent)


def page(name, row, **more):
    return reverse(f"volunteers:{name}", kwargs={"uuid": row.uuid, **more})


def test_a_resident_joins_confirms_and_leaves_on_the_phone(station, phone):
    client = StrictClient()
    address = reverse("volunteers:join", args=[station.pk])
    assert "您有全国志愿者编号吗" in client.get(address).text
    assert "全国志愿者编号" in client.get(f"{address}?national=yes").text
    answer = joined(client, station)
    row = Volunteer.objects.get()
    assert answer.status_code == 302 and answer.url == page("code", row) and row.state == "APPLIED"
    assert phone.sent[0][0] == "13900000001"
    assert client.post(answer.url, {"code": "12345"}).status_code == 422
    entered = client.post(answer.url, {"code": phone.sent[-1][1]})
    assert entered.url == reverse("volunteers:own-home")
    home = client.get(entered.url)
    assert "我自愿登记" in home.text and row.number in home.text
    with client.allow(DEED):
        client.post(reverse("volunteers:own-confirm"))
    row.refresh_from_db()
    assert (row.state, row.confirm_way) == ("ACTIVE", "SMS") and Consent.objects.get().way == "ONLINE"
    edited = client.post(reverse("volunteers:own-edit"), {"skills": ["REPAIR"], "languages": "英语"})
    assert edited.status_code == 302
    row.refresh_from_db()
    assert row.skills == ["REPAIR"]
    assert "不用说明理由" in client.get(reverse("volunteers:own-quit")).text
    with client.allow(DEED):
        left = client.post(reverse("volunteers:own-quit"))
    assert left.url == reverse("volunteers:own-left") and "已退出" in client.get(left.url).text
    row.refresh_from_db()
    assert row.state == "QUIT"
    assert client.get(reverse("volunteers:own-home")).status_code in (302, 403)


def test_the_same_answer_for_known_and_unknown(station, phone, neighbour_station):
    known = make_volunteer("赵志愿", station=neighbour_station)
    client = StrictClient()
    answer = joined(client, station, id_number=known.person.id_number)
    assert answer.status_code == 302 and phone.sent == []  # no mobile of record: nothing goes to the stranger's
    again = reverse("volunteers:again")
    nobody = client.post(again, {"name": "无此人", "mobile": "13911111111"})
    assert re.fullmatch(r"/volunteers/code/[0-9a-f-]{36}/", nobody.url)
    wrong = client.post(nobody.url, {"code": "123456"})
    other = client.post(page("code", known), {"code": "123456"})
    assert wrong.status_code == other.status_code == 422
    assert re.findall("验证码不对[^<]*", wrong.text) == re.findall("验证码不对[^<]*", other.text) != []


def test_a_lost_phone_and_a_code_of_the_desk(station, station_head, phone):
    row = make_volunteer("钱志愿", station=station, state="APPLIED")
    code = desk_code(volunteer=row, document_seen=True, by=station_head.actor)
    client = StrictClient()
    assert client.post(page("code", row), {"code": code}).status_code == 302
    with client.allow(DEED):
        client.post(reverse("volunteers:own-confirm"))
    row.refresh_from_db()
    assert (row.state, row.confirm_way) == ("ACTIVE", "DESK")
    assert client.post(reverse("volunteers:own-phones")).url == reverse("volunteers:again")
    assert client.get(reverse("volunteers:own-home")).status_code in (302, 403)


def test_many_from_one_network_are_stopped(station, phone):
    client = StrictClient()
    assert joined(client, station, website="http://x").status_code == 302 and not Volunteer.objects.exists()
    wrong = joined(client, station, id_number="123", name="")
    assert wrong.status_code == 422 and "请" in wrong.text
    assert client.get(reverse("volunteers:join", args=[999999])).status_code == 404


def test_list_and_page(station, station_head, neighbour_station, neighbour_head):
    row = make_volunteer(station=station, national_no="NV1", national_state="CLAIMED", skills=["LAW"], times=["6-AM"])
    stranger = make_volunteer("邻站志愿", station=neighbour_station)
    address = reverse("volunteers:volunteer-list")
    shown = station_head.client.get(address)
    assert row.number in shown.text and stranger.number not in shown.text
    for at in range(2):
        make_volunteer(f"李志{'甲乙'[at]}", station=station)
    assert station_head.client.get(f"{address}?national=CLAIMED").text.count("-VS-VOL-") == 1
    assert "没有符合条件" in station_head.client.get(f"{address}?text=nothing").text
    assert station_head.client.get(reverse("volunteers:volunteer-export")).content[:2] == b"PK"
    one = station_head.client.get(page("volunteer-page", row))
    assert "法律" in one.text and "周六上午" in one.text
    assert station_head.client.get(page("volunteer-page", stranger)).status_code == 404
    assert neighbour_head.client.get(page("volunteer-page", row)).status_code == 404


def test_the_desk_registers_confirms_and_pauses(station, station_head, social_worker):
    client = station_head.client
    assert "登记方式" in client.get(reverse("volunteers:volunteer-add")).text
    sent = {
        "station": station.pk,
        "source": "DESK",
        "name": "孙志愿",
        "id_kind": "RESIDENT",
        "id_number": resident_number(),
        "mobile": "13900000003",
        "form_key": "0197a3f0-0000-7000-8000-00000000000b",
    }
    assert client.post(reverse("volunteers:volunteer-add"), {**sent, "mobile": "1"}).status_code == 422
    with client.allow(DEED):
        answer = client.post(reverse("volunteers:volunteer-add"), sent)
    row = Volunteer.objects.get()
    assert answer.url == page("volunteer-confirm", row)
    assert client.post(answer.url, {"way": "PAPER"}).status_code == 422
    with client.allow(DEED):
        assert client.post(answer.url, {"way": "SCREEN", "signature": make_photo()}).status_code == 302
    client.post(page("volunteer-national", row), {"state": "ACCEPTED", "number": "NV0009"})
    assert client.post(page("volunteer-code", row), {}).status_code == 422
    shown = client.post(page("volunteer-code", row), {"document_seen": "on"})
    assert re.search(r"\d{6}", shown.text) and "<svg" in shown.text
    client.post(page("volunteer-suspend", row), {"reason": "本人外出"})
    row.refresh_from_db()
    assert (row.state, row.national_state) == ("SUSPENDED", "ACCEPTED")
    client.post(page("volunteer-resume", row))
    with client.allow(DEED):
        client.post(page("volunteer-quit", row), {})
    row.refresh_from_db()
    assert row.state == "QUIT"


def test_moving_between_stations(station, station_head, neighbour_station, neighbour_head):
    row = make_volunteer(station=station)
    asked = station_head.client.post(page("volunteer-transfer", row), {"station": neighbour_station.pk})
    assert asked.status_code == 302
    assert row.number in neighbour_head.client.get(reverse("volunteers:volunteer-list")).text
    accept = page("volunteer-arrival", row, answer="accept")
    assert station_head.client.post(accept).status_code == 404
    with neighbour_head.client.allow(DEED):
        assert neighbour_head.client.post(accept).status_code == 302
    row.refresh_from_db()
    assert row.station == neighbour_station


def test_desk_panel(station, station_head, county_officer):
    make_volunteer(station=station, state="APPLIED", national_no="N123", national_state="CLAIMED")
    assert [one.count for one in register_waits(station_head.actor, today())] == [1, 1]
    assert register_waits(county_officer.actor, today()) == []


def test_insurance_pages(station, station_head, county_officer, neighbour_head):
    row = make_volunteer(station=station)
    told = {"policy_no": "示例1", "insurer": "示例保险", "holder": "示例单位", "starts_on": "2026-01-01"}
    add, listed = reverse("volunteers:policy-add"), reverse("volunteers:policy-list")
    assert "还没有登记保险" in station_head.client.get(listed).text
    wrong = {**told, "place": f"station:{station.pk}", "ends_on": "2025-01-01"}
    assert station_head.client.post(add, wrong).status_code == 422
    assert (
        station_head.client.post(add, {**wrong, "ends_on": "2099-12-31", "place": "area:210000000000"}).status_code
        == 422
    )
    assert station_head.client.post(add, {**wrong, "ends_on": "2027-12-31"}).status_code == 302
    area = {
        **told,
        "policy_no": "示例统保",
        "ends_on": "2027-12-31",
        "place": f"area:{station.division_code[:6]}000000",
    }
    assert county_officer.client.post(add, area).status_code == 302
    policy = Policy.objects.get(whole_area=False)
    members = page("policy-members", policy)
    assert neighbour_head.client.get(members).status_code == 404
    assert station_head.client.post(members, {"members": [row.pk]}).status_code == 302
    assert policy.members.get().volunteer == row
    assert "checked" in station_head.client.get(members).text
    shown = station_head.client.get(listed).text
    assert "示例统保" in shown and "有效" in shown
    assert (
        "示例统保" in neighbour_head.client.get(listed).text and "示例1" not in neighbour_head.client.get(listed).text
    )


def test_the_page_tells_who_moved_the_state(station, station_head):
    row = make_volunteer(station=station)
    suspended = {"from_state": "ACTIVE", "to_state": "SUSPENDED", "on": today(), "reason": "外出半年"}
    Move.objects.create(object_label="volunteers.volunteer", object_id=str(row.pk), moved_by=BY, **suspended)
    shown = station_head.client.get(page("volunteer-page", row)).text
    assert BY.label in shown and "外出半年" in shown
