"""The station's pages of hours, and the volunteer's own on the phone."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.accounts.passing import SESSION_KEY
from liangzhan.accounts.services.passes import make_pass_code, try_pass_code
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.models import BackEntry, Dispute, RecipientConfirmation, ServiceRecord
from liangzhan.volunteers.panels_hours import hours_of_leader, hours_of_second, odd_hours
from tests.factories.occasions import make_stay
from tests.factories.people import BY
from tests.factories.stations import make_photo
from tests.factories.volunteers import make_record, make_volunteer, make_volunteering
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
YESTERDAY = today() - dt.timedelta(days=1)
DEED = 60


def page(name, row=None, **more):
    given = {"uuid": row.uuid} if row is not None else {}
    return reverse(f"volunteers:{name}", kwargs={**given, **more})


def on_phone(volunteer):
    """A browser with a pass of this volunteer."""
    client = StrictClient()
    code = make_pass_code(person_uuid=volunteer.person.uuid, way="DESK", by=BY)
    given = try_pass_code(person_uuid=volunteer.person.uuid, code=code, by=BY).given
    session = client.session
    session[SESSION_KEY] = str(given.uuid)
    session.save()
    return client


@pytest.fixture
def volunteer(station):
    return make_volunteer(station=station)


@pytest.fixture
def activity(station):
    return make_volunteering("护河行动", station=station, on=YESTERDAY)


def waiting(volunteer, state="RECORDED", on=YESTERDAY, **fields):
    nobody = {"confirmed_at": None, "confirmed_by": None, "verified_at": None, "verified_by": None}
    if state == "CONFIRMED":
        nobody = {"verified_at": None, "verified_by": None}
    return make_record(volunteer, on=on, state=state, **{**nobody, **fields})


def test_from_stays_to_verified_hours(station, station_head, committee_member, activity, volunteer):
    make_stay(activity.occasion, volunteer.person)
    address = page("hours-list")
    assert "护河行动" in station_head.client.get(address).text
    told = station_head.client.get(page("hours-activity", activity)).text
    assert "1 人次" in told and "记录时长" in told
    with station_head.client.allow(DEED):
        answer = station_head.client.post(page("hours-record-stays", activity), follow=True)
    assert "已记录 1 条" in answer.text
    record = ServiceRecord.objects.get()
    ticked = {"record": f"{record.uuid}|{record.minutes}"}
    confirming = page("hours-confirm")
    assert volunteer.number in station_head.client.get(confirming).text
    assert "先勾选" in station_head.client.post(confirming, follow=True).text
    assert "刚刚变了" in station_head.client.post(confirming, {"record": f"{record.uuid}|1"}, follow=True).text
    assert "刚刚变了" in station_head.client.post(confirming, {"record": "x|1"}, follow=True).text
    with station_head.client.allow(DEED):
        assert "已确认 1 条" in station_head.client.post(confirming, ticked, follow=True).text
        verifying = page("hours-verify")
        assert "您确认的，由别人核实" in station_head.client.get(verifying).text
        assert "要由另一个人核实" in station_head.client.post(verifying, ticked, follow=True).text
    with committee_member.client.allow(DEED):
        assert "已核实 1 条" in committee_member.client.post(verifying, ticked, follow=True).text
    record.refresh_from_db()
    activity.refresh_from_db()
    assert (record.state, activity.state) == ("VERIFIED", "ARCHIVED")
    assert committee_member.client.get(confirming).status_code == 403


def test_the_list_is_narrowed_by_the_address(station, station_head, neighbour_station, volunteer):
    make_record(volunteer, on=YESTERDAY)
    other = make_volunteer("邻站", station=neighbour_station)
    make_record(other, on=YESTERDAY)
    address = page("hours-list")
    station_head.client.get(address)  # the first page of a session reads more
    shown = station_head.client.get(address)
    first = station_head.client.queries
    assert volunteer.number in shown.text and other.number not in shown.text
    waiting(make_volunteer("李志愿", station=station))
    waiting(make_volunteer("赵志愿", station=station), source="BACKFILL")
    assert "补录" in station_head.client.get(address).text
    assert station_head.client.queries == first

    def many(query):
        return station_head.client.get(f"{address}?{query}").text.count("-VS-VOL-")

    assert many("state=VERIFIED") == 1 and many(f"month={YESTERDAY:%Y-%m}") == 3 and many("month=2020-01") == 0
    assert many("activity=护河") == 3 and many("source=BACKFILL") == 1 and many("number=x") == 0
    assert "2020-10" in station_head.client.get(f"{address}?month=x").text
    assert station_head.client.get(page("hours-export")).content[:2] == b"PK"


def test_one_record_and_the_neighbour(
    station, station_head, neighbour_station, neighbour_head, committee_member, volunteer
):
    record = make_record(
        volunteer, on=YESTERDAY, signals={"code": True, "inside": False}, quality=5, rated_on=YESTERDAY
    )
    stranger = make_record(make_volunteer("邻站", station=neighbour_station), on=YESTERDAY)
    shown = station_head.client.get(page("hours-record", record)).text
    assert "扫动态签到码签到" in shown and "不在活动地点范围内" in shown and "评价 5 分" in shown
    for name in ("hours-record", "hours-correct", "hours-reject", "hours-refuse"):
        assert station_head.client.get(page(name, stranger)).status_code == 404
        assert neighbour_head.client.get(page(name, record)).status_code == 404
    assert committee_member.client.get(page("hours-correct", record)).status_code == 403
    address = page("hours-correct", record)
    form = station_head.client.get(address).text
    assert "原来的内容会留存" in form
    sent = {"starts_at": f"{YESTERDAY}T09:00", "ends_at": f"{YESTERDAY}T10:30", "break_minutes": "0"}
    sent |= {"content": "清理河岸", "reason": "示例：提前离开"}
    assert station_head.client.post(address, {**sent, "ends_at": f"{YESTERDAY}T08:00"}).status_code == 422
    with station_head.client.allow(DEED):
        assert station_head.client.post(address, sent).status_code == 302
    record.refresh_from_db()
    assert (record.minutes, record.state) == (90, "CONFIRMED")
    assert "提前离开" in station_head.client.get(page("hours-record", record)).text
    with committee_member.client.allow(DEED):
        answer = committee_member.client.post(page("hours-refuse", record), {"reason": "示例：重复"}, follow=True)
    assert "已不予认定" in answer.text and "不予认定" in answer.text


def test_back_entry_is_asked_for_and_decided(
    station, station_head, neighbour_head, committee_member, activity, volunteer
):
    address = page("hours-back-add", activity)
    assert "证明材料" in station_head.client.get(address).text
    assert neighbour_head.client.get(address).status_code == 404
    sent = {"starts_at": f"{YESTERDAY}T09:00", "ends_at": f"{YESTERDAY}T11:00", "break_minutes": "0"}
    sent |= {"content": "清理河岸", "reason": "示例：手机没电", "volunteer": volunteer.number}
    assert "没有这个登记号" in station_head.client.post(address, {**sent, "volunteer": "x", "file": make_photo()}).text
    with station_head.client.allow(DEED):
        assert station_head.client.post(address, {**sent, "file": make_photo()}).status_code == 302
    entry = BackEntry.objects.select_related("record").get()
    assert "您申请的，由别人审批" in station_head.client.get(page("hours-back")).text
    deciding = page("hours-back-decide", entry.record)
    assert neighbour_head.client.get(deciding).status_code == 404
    assert "手机没电" in committee_member.client.get(deciding).text
    assert committee_member.client.get(page("hours-back-file", entry.record)).status_code == 200
    assert committee_member.client.post(deciding, {"decision": "no"}).status_code == 422
    with committee_member.client.allow(DEED):
        assert committee_member.client.post(deciding, {"decision": "yes"}).status_code == 302
    assert ServiceRecord.objects.get().state == "VERIFIED"
    assert "同意" in station_head.client.get(f"{page('hours-back')}?decided=yes").text


def test_own_hours_and_one_tap(station, station_head, volunteer, neighbour_station):
    record = make_record(volunteer, on=YESTERDAY, signals={"code": True})
    earlier = YESTERDAY - dt.timedelta(days=1)
    clinic = make_volunteering("义诊", station=station, on=earlier)
    waiting(volunteer, on=earlier, activity=clinic, source="BACKFILL", grade="D")
    stranger = make_record(make_volunteer("邻站", station=neighbour_station), on=YESTERDAY)
    phone = on_phone(volunteer)
    home = phone.get(page("own-hours")).text
    assert "已核实" in home and "补录" in home and "2.0" in home and "D 补录" not in home
    assert phone.get(page("own-record", stranger)).status_code == 404
    address = page("own-record", record)
    assert "扫动态签到码签到" in phone.get(address).text
    with phone.allow(DEED):
        assert "已提出" in phone.post(address, {"reason": "TIME"}, follow=True).text
    raised = Dispute.objects.get()
    assert "时间不对" in station_head.client.get(page("hours-disputes")).text
    answering = page("hours-dispute", raised)
    sent = {"starts_at": f"{YESTERDAY}T09:00", "ends_at": f"{YESTERDAY}T10:00", "break_minutes": "0"}
    sent |= {"content": "清理河岸", "outcome": "right", "answer": "示例：已改为一小时"}
    assert "请与本人核对" in station_head.client.get(answering).text
    with station_head.client.allow(DEED):
        assert station_head.client.post(answering, sent).status_code == 302
    told = phone.get(address).text
    assert "已改为一小时" in told and "更正过" in told and "待核实" in told
    assert station_head.client.get(page("own-record", record)).status_code == 404


def test_whoever_was_served_says_so_without_account(station, station_head, volunteer, activity, visitor):
    record = waiting(volunteer, activity=activity, signals={"code": True, "rostered": True}, grade="B")
    with station_head.client.allow(DEED):
        station_head.client.post(page("hours-code", activity))
    activity.refresh_from_db()
    code = activity.recipient_code
    assert code in station_head.client.get(page("hours-activity", activity)).text
    address = page("served")
    key = "0197a3f0-0000-7000-8000-00000000000b"
    assert code in visitor.get(f"{address}?code={code}").text
    wrong = visitor.post(address, {"code": "ZZZZZZ", "rating": "5", "form_key": key})
    assert wrong.status_code == 422 and "没有这个确认码" in wrong.text
    mine = on_phone(volunteer).post(address, {"code": code, "rating": "5", "form_key": key})
    assert mine.status_code == 422 and "服务对象自己" in mine.text
    for _ in range(2):  # sent again after a lost answer
        with visitor.allow(DEED):
            assert visitor.post(address, {"code": code.lower(), "rating": "4", "form_key": key}).status_code == 302
    assert RecipientConfirmation.objects.count() == 1 and "谢谢" in visitor.get(page("served-thanks")).text
    record.refresh_from_db()
    assert (record.grade, record.quality, record.signals["recipient"]) == ("A", 4, True)


def test_what_waits_is_on_the_desk(station, station_head, volunteer, activity):
    make_stay(activity.occasion, make_volunteer("孙志愿", station=station).person)
    waiting(volunteer)
    waiting(make_volunteer("李志愿", station=station), "CONFIRMED")
    actor = station_head.actor
    assert [one.text for one in hours_of_leader(actor, today())] == ["记录1 项志愿活动的时长", "确认志愿服务时长 1 条"]
    assert [one.text for one in hours_of_second(actor, today())] == ["核实志愿服务时长 1 条"]
    assert odd_hours(actor, today()) == []
