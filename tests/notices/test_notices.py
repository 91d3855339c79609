"""Telling, settling, reading, reminding, sending outside."""

import datetime as dt

import pytest
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.audit.models import Event
from liangzhan.notices import channels, tasks
from liangzhan.notices.choices import DeliveryState, NoticeKind
from liangzhan.notices.models import Delivery, Notice
from liangzhan.notices.queries import due_deliveries, notices_of, owed_reminders, unread_count, users_with
from liangzhan.notices.rules import pause_after, reminder_of, reminder_subject, reminder_text, subjects_of
from liangzhan.notices.services import mark_all_read, mark_read, remind, send, settle, tell
from liangzhan.toolkit import schedule
from liangzhan.toolkit.jobs import enqueue, run_pending
from liangzhan.toolkit.models import Parameter
from liangzhan.toolkit.periods import today
from tests.factories.accounts import make_person

BY = Actor.system("测试")
DAY = dt.timedelta(days=1)
ON = dt.date(2026, 6, 10)


def told(person, subject="test:1", kind=NoticeKind.TODO, **fields):
    fields.setdefault("text", "验收某站")
    fields.setdefault("href", "/stations/")
    return tell(recipients=[person.user], kind=kind, subject=subject, by=BY, **fields)


@pytest.mark.parametrize(("days", "which"), [(-1, "late"), (0, "soon"), (3, "soon"), (4, ""), (-400, "late")])
def test_which_reminder(days, which):
    assert reminder_of(ON + days * DAY, ON) == which


def test_small_rules():
    assert reminder_of(None, ON) == ""
    assert reminder_subject("a:1", "late") == "a:1#late"
    assert subjects_of("a:1") == ["a:1", "a:1#soon", "a:1#late"]
    assert reminder_text("验收", ON + 3 * DAY, ON) == "3 天后到期：验收"
    assert reminder_text("验收", ON, ON) == "今天到期：验收"
    assert reminder_text("验收", ON - 4 * DAY, ON) == "逾期 4 天：验收"
    minutes = [pause_after(n).total_seconds() / 60 if pause_after(n) else None for n in range(6)]
    assert minutes == [None, 1, 5, 30, 120, None]


def test_tells_each_once_and_replaces_the_older_unread_one(station_head, county_officer):
    tell(
        recipients=[station_head.user, county_officer.user, station_head.user],
        kind=NoticeKind.TODO,
        subject="test:1",
        text="旧",
        href="/",
        by=BY,
    )
    assert Notice.objects.count() == 2
    told(station_head, text="新")
    told(station_head, text="结果", kind=NoticeKind.RESULT)
    told(station_head, text="别的", subject="test:2")
    assert sorted(notices_of(station_head.actor).values_list("text", flat=True)) == ["别的", "新", "结果"]
    assert unread_count(station_head.user) == 3
    event = Event.objects.filter(name="notice.told").order_by("-id").first()
    assert event.details == {"kind": "TODO", "subject": "test:2"}


def test_a_read_notice_is_kept_and_long_text_is_cut(station_head):
    first = told(station_head)[0]
    mark_read(pk=first.pk, by=station_head.actor)
    assert len(told(station_head, text="长" * 400)[0].text) == 300
    assert Notice.objects.count() == 2
    assert tell(recipients=[], kind=NoticeKind.TODO, subject="x", text="", href="", by=BY) == []


def test_settling_is_for_everybody_and_takes_the_reminders_along(station_head, county_officer):
    told(station_head, due_on=today())
    told(county_officer, due_on=today())
    told(county_officer, subject="test:10")
    remind(on=today(), by=BY)
    assert settle(subject="test:1", by=BY) == 4
    assert settle(subject="test:1", by=BY) == 0
    assert list(Notice.objects.filter(read_at__isnull=True).values_list("subject", flat=True)) == ["test:10"]


def test_reading_is_for_the_recipient(station_head, neighbour_head):
    notice = told(station_head)[0]
    assert mark_read(pk=notice.pk, by=neighbour_head.actor) is None
    read = mark_read(pk=notice.pk, by=station_head.actor)
    at = read.read_at
    assert mark_read(pk=notice.pk, by=station_head.actor).read_at == at
    told(station_head, subject="test:2")
    assert [mark_all_read(by=one.actor) for one in (neighbour_head, station_head, station_head)] == [0, 1, 0]


def test_reminds_once_when_due_and_once_when_late(station_head):
    notice = told(station_head, due_on=ON + 3 * DAY)[0]
    mark_read(pk=notice.pk, by=station_head.actor)
    counts = [len(remind(on=ON + n * DAY, by=BY)) for n in (-1, 0, 1, 3, 4, 5)]
    assert counts == [0, 1, 0, 0, 1, 0]
    assert list(Notice.objects.filter(kind="REMINDER").order_by("id").values_list("text", flat=True)) == [
        "3 天后到期：验收某站",
        "逾期 1 天：验收某站",
    ]


def test_settled_closed_and_undated_are_not_reminded_of(station_head, county_officer, neighbour_head):
    told(station_head, due_on=ON)
    settle(subject="test:1", by=BY)
    told(county_officer, subject="test:2")
    told(neighbour_head, subject="test:3", due_on=ON)
    neighbour_head.user.is_active = False
    neighbour_head.user.save()
    assert list(owed_reminders(ON)) == []


def test_two_notices_of_one_subject_are_reminded_of_once(station_head):
    told(station_head, due_on=ON)
    told(station_head, due_on=ON, kind=NoticeKind.RETURNED)
    assert len(remind(on=ON, by=BY)) == 1


def switch_on(*names):
    Parameter.objects.create(key="notices.channels", value=list(names), valid_from=dt.date(2020, 1, 1), set_by=BY)


def test_inbox_only_unless_switched_on(station_head):
    told(station_head)
    assert Delivery.objects.count() == 0
    switch_on("INBOX", "SMS")
    told(station_head, subject="test:2")
    assert list(Delivery.objects.values_list("channel", "state")) == [("SMS", "WAITING")]


def test_simulator_sends_to_the_office_number(station_head):
    switch_on("SMS")
    station_head.user.office_phone = "024-12345678"
    station_head.user.save()
    told(station_head)
    enqueue("notices.tasks.send_waiting", by=BY, title="发送")
    run_pending(reraise=True)
    sent = Delivery.objects.get()
    assert (sent.state, sent.attempts, sent.answer) == ("SENT", 1, "模拟发送，未真正发出")
    assert due_deliveries(timezone.now()) == []


class Broken:
    def send(self, address, text):
        raise ConnectionError("secret")


@pytest.mark.parametrize(
    ("gateway", "answer"), [(channels.Simulator(), "没有登记办公电话"), (Broken(), "网关没有应答（ConnectionError）")]
)
def test_failures_are_tried_again_after_growing_pauses(station_head, monkeypatch, gateway, answer):
    monkeypatch.setitem(channels.GATEWAYS, "SMS", gateway)
    switch_on("SMS")
    told(station_head)
    delivery, pauses = Delivery.objects.get(), []
    for _ in range(4):
        send(delivery=delivery, by=BY)
        pauses.append(round((delivery.next_try_at - timezone.now()).total_seconds() / 60))
    assert pauses == [1, 5, 30, 120]
    assert due_deliveries(timezone.now()) == []
    assert due_deliveries(timezone.now() + dt.timedelta(hours=3)) == [delivery]
    send(delivery=delivery, by=BY)
    assert (delivery.state, delivery.attempts, delivery.answer) == (DeliveryState.FAILED, 5, answer)


def test_morning_task(station_head):
    told(station_head, due_on=today())
    job = enqueue("notices.tasks.remind_daily", by=BY, title="催办")
    run_pending(reraise=True)
    job.refresh_from_db()
    assert job.result == {"reminded": 1}
    assert {"notices.tasks.remind_daily", "notices.tasks.send_waiting"} <= set(schedule._ENTRIES)
    assert tasks.__doc__


def test_whom_to_address(
    county_officer, neighbour_county, city_officer, province_officer, station_head, neighbour_head, station
):
    code, on = station.division_code, today()
    wide = users_with(Action.STATION_VIEW, code=code, on=on)
    assert set(wide) == {one.user for one in (county_officer, city_officer, province_officer)}
    assert list(users_with(Action.STATION_VIEW, code=code, on=on, levels=("COUNTY",))) == [county_officer.user]
    both = users_with(Action.STATION_VIEW, code=code, on=on, station_id=station.pk, levels=("COUNTY",))
    assert set(both) == {county_officer.user, station_head.user}
    county_officer.user.is_active = False
    county_officer.user.save()
    assert list(users_with(Action.STATION_VIEW, code=code, on=on, levels=("COUNTY",))) == []


def rows_of(response):
    return response.content.decode().count('<td data-label="内容">')


def test_inbox(station_head, neighbour_head):
    client = station_head.client
    assert "没有未读的提醒" in client.get("/notices/").content.decode()
    notice = told(station_head, due_on=today())[0]
    told(station_head, subject="test:2", kind=NoticeKind.RESULT)
    assert rows_of(client.get("/notices/")) == 2
    assert rows_of(client.get("/notices/?kind=RESULT")) == 1
    assert client.get(f"/notices/{notice.pk}/").url == "/stations/"
    assert rows_of(client.get("/notices/")) == 1
    assert rows_of(client.get("/notices/?show=all")) == 2
    assert neighbour_head.client.get(f"/notices/{notice.pk}/").status_code == 404
    assert neighbour_head.client.post(f"/notices/{notice.pk}/read").status_code == 404
    assert client.post(f"/notices/{notice.pk}/read").url == "/notices/"
    client.post("/notices/read")
    assert unread_count(station_head.user) == 0


def test_badge_counts_unread(station_head):
    told(station_head)
    assert '<span class="badge bg-red text-red-fg">1</span>' in station_head.client.get("/").content.decode()


def test_a_link_never_leaves_the_platform(station_head):
    notice = told(station_head, href="https://example.org/")[0]
    assert station_head.client.get(f"/notices/{notice.pk}/").url == "/notices/"


def test_inbox_queries_do_not_grow(station_head):
    station_head.client.get("/notices/")
    counts = []
    for n in (1, 3):
        for one in range(n):
            told(station_head, subject=f"test:{one}")
        station_head.client.get("/notices/")
        counts.append(station_head.client.queries)
    assert counts == [5, 5]


def test_notice_to_somebody_of_another_role(station):
    keeper = make_person("钱志愿", Role.VS_KEEPER, station=station)
    assert told(keeper)[0].recipient == keeper.user
