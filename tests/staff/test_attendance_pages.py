"""Pages of attendance: one's own, the station's, leave, corrections, shifts, the month."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from liangzhan.access.roles import Role
from liangzhan.accounts.models import Grant
from liangzhan.audit.models import Reading
from liangzhan.staff.models import Correction, DutyDay, DutyShift, DutyWeek, FieldTime, Leave, MonthSheet
from liangzhan.staff.services.duty import save_week
from liangzhan.staff.services.leave import ask_leave
from liangzhan.staff.services.month import close_month
from liangzhan.toolkit.periods import today
from tests.factories.accounts import make_person
from tests.factories.attendance import at, make_correction, make_duty, make_leave, make_presence, open_hours
from tests.factories.people import BY
from tests.factories.staff import make_colleague, make_post, make_worker
from tests.factories.stations import make_photo
from tests.staff.test_services_leave import street_mode

PAST = dt.date(2026, 5, 6)
MAY = dt.date(2026, 5, 1)


@pytest.fixture
def head(station):
    return make_colleague("张某", station, "STATION_HEAD")


@pytest.fixture
def worker(station):
    open_hours(station)
    return make_colleague("陈某", station)


def page(who, name, *args, query="", code=200):
    response = who.client.get(reverse(f"staff:{name}", args=args) + query)
    assert response.status_code == code, response.status_code
    return response.content.decode()


def send(who, name, *args, query="", code=302, **fields):
    with who.client.allow(70):  # a deed with its notices and records, not a page
        response = who.client.post(reverse(f"staff:{name}", args=args) + query, fields)
    assert response.status_code == code, response.content.decode()[:3000]
    return response


class TestMine:
    def test_shows_the_days_leave_and_corrections(self, station, worker):
        make_presence(worker[1], station, PAST, come="09:30")
        make_leave(worker[1], station, PAST + dt.timedelta(1), kind="SICK")
        make_correction(worker[1], station, PAST)
        text = page(worker[0], "my-attendance", query="?month=2026-05")
        for words in ("5月6日", "迟到 60 分钟", "病假", "待审核", "请假、出差"):
            assert words in text
        assert worker[0].client.queries == 25

    def test_without_a_linked_worker_says_so(self, social_worker):
        assert "还没有关联工作人员" in page(social_worker, "my-attendance")
        page(social_worker, "leave-ask", code=404)
        page(social_worker, "my-day", "2026-05-06", code=404)

    def test_ended_post(self, station, worker):
        worker[1].posts.update(ends_on=today() - dt.timedelta(1))
        assert "没有在岗的岗位" in page(worker[0], "my-attendance")
        page(worker[0], "leave-ask", code=404)

    def test_officers_have_none(self, county_officer):
        page(county_officer, "my-attendance", code=403)

    def test_a_day_with_what_stands_behind_it(self, station, worker):
        make_presence(worker[1], station, PAST, come="09:30")
        make_correction(worker[1], station, PAST, state="ACCEPTED", decided_at=at(PAST, "12:00"), decided_by=BY)
        text = page(worker[0], "my-day", "2026-05-06")
        assert "更正前的记录" in text and "迟到 60 分钟" in text and "申请更正这一天" in text
        page(worker[0], "my-day", "2026-13-06", code=404)

    def test_early_and_without_going(self, station, worker):
        make_presence(worker[1], station, PAST, go="15:00")
        make_presence(worker[1], station, PAST + dt.timedelta(1), go=None)
        text = page(worker[0], "my-attendance", query="?month=2026-05")
        assert "早退 150 分钟" in text and "没有签退" in text
        page(worker[0], "my-day", "2019-05-06", code=404)

    def test_missed_is_not_called_absent_before_the_month_is_confirmed(self, station, head, worker):
        """旷工 is the word of a confirmed sheet or of a decided paper, not of a day that can still be put right."""
        make_duty(station, PAST)
        make_duty(station, PAST + dt.timedelta(1))
        said = {"status": "ABSENT", "state": "ACCEPTED", "decided_at": at(PAST, "12:00"), "decided_by": BY}
        make_correction(worker[1], station, PAST + dt.timedelta(1), **said)
        mine = {"query": "?month=2026-05"}
        before = page(worker[0], "my-attendance", **mine)
        assert before.count("未签到") == 1 and before.count("</span> 旷工</span>") == 1
        assert "未签到" in page(worker[0], "my-day", "2026-05-06")
        grid = page(head[0], "attendance-month", station.pk, **mine)
        assert 'title="未签到"' in grid and grid.count('title="旷工"') == 1
        close_month(station=station, month_on=PAST, by=head[0].actor)
        assert "未签到" not in page(worker[0], "my-attendance", **mine)
        assert "旷工" in page(worker[0], "my-day", "2026-05-06")
        assert 'title="未签到"' not in page(head[0], "attendance-month", station.pk, **mine)

    def test_odd_months_fall_back(self, worker):
        for query in ("?month=abc", "?month=1800-01", "?month=2026-99"):
            assert f"{today().month}月" in page(worker[0], "my-attendance", query=query)


class TestSealedTime:
    def test_others_see_minutes_only(self, station, head, worker):
        for sealed, hours in ((True, ("09:00", "10:10")), (False, ("14:00", "14:50"))):
            FieldTime.objects.create(
                worker=worker[1],
                station=station,
                division_code=station.division_code,
                starts_at=at(PAST, hours[0]),
                ends_at=at(PAST, hours[1]),
                voucher=f"casework.Visit:{sealed}",
                sealed=sealed,
                recorded_by=BY,
            )
        others = page(head[0], "attendance-day", station.pk, worker[1].pk, "2026-05-06")
        assert "限制查阅，70 分钟" in others and "14:00–14:50，50 分钟" in others
        assert "09:00–10:10" not in others and "casework.Visit" not in others
        assert "09:00–10:10，70 分钟" in page(worker[0], "my-day", "2026-05-06")


class TestLeave:
    FIELDS = {"kind": "SICK", "starts_half": "AM", "ends_half": "PM", "reason": "看病"}

    def test_asks(self, station, head, worker):
        assert "加密保存" in page(worker[0], "leave-ask")
        day = dt.date(2026, 5, 7)
        send(worker[0], "leave-ask", starts_on=day, ends_on=day, note_file=make_photo(), **self.FIELDS)
        assert Leave.objects.get().note_file is not None

    def test_refusal_stands_at_its_field_and_loses_nothing(self, station, worker):
        fields = {**self.FIELDS, "starts_on": "2026-05-07", "ends_on": "2026-05-06"}
        text = send(worker[0], "leave-ask", code=422, **fields).content.decode()
        assert "结束不能早于开始" in text and "看病" in text

    def test_of_two_stations_one_is_chosen(self, station, neighbour_station, worker):
        make_post(worker[1], neighbour_station, fte=Decimal("0.5"))
        fields = {**self.FIELDS, "starts_on": "2026-05-07", "ends_on": "2026-05-07"}
        send(worker[0], "leave-ask", station=neighbour_station.pk, **fields)
        assert Leave.objects.get().station == neighbour_station

    def test_withdraws_and_returns_only_ones_own(self, station, head, worker):
        waiting = make_leave(worker[1], station, dt.date(2030, 5, 7), state="WAITING")
        running = make_leave(worker[1], station, today() - dt.timedelta(3), ends_on=today() + dt.timedelta(3))
        for name in ("leave-withdraw", "leave-return"):
            send(head[0], name, waiting.pk, code=404)
        send(worker[0], "leave-withdraw", waiting.pk)
        assert "销假" in page(worker[0], "leave-return", running.pk)
        send(worker[0], "leave-return", running.pk, ends_on=today() - dt.timedelta(1), ends_half="PM")
        running.refresh_from_db()
        assert running.planned_ends_on == today() + dt.timedelta(3)

    def ask(self, worker, station, day=PAST):
        return ask_leave(
            worker=worker[1],
            station=station,
            starts_on=day,
            ends_on=day,
            by=worker[0].actor,
            note_file=make_photo(),
            **self.FIELDS,
        )

    def test_the_head_decides_and_the_reading_is_recorded(self, station, head, worker, neighbour_head, county_officer):
        leave = self.ask(worker, station)
        assert "陈某" in page(head[0], "leave-list")
        assert not Reading.objects.exists()
        text = page(head[0], "leave-page", leave.pk)
        assert "看病" in text and "本次查看已记录" in text
        assert Reading.objects.get().object_ids == [str(leave.uuid)]
        assert head[0].client.get(reverse("staff:leave-note", args=[leave.pk])).status_code == 200
        for name in ("leave-page", "leave-note"):
            page(neighbour_head, name, leave.pk, code=404)
            page(county_officer, name, leave.pk, code=403)
        send(head[0], "leave-page", leave.pk, verdict="no", note="", code=422)
        send(head[0], "leave-page", leave.pk, verdict="yes", note="")
        assert "已批准" in page(head[0], "leave-page", leave.pk)

    def test_ones_own_waits_for_somebody_else(self, station, head, committee_member):
        open_hours(station)
        leave = self.ask(head, station)
        assert "没有等待您审批的请假" in page(head[0], "leave-list")
        assert "这是您本人的申请" in page(head[0], "leave-page", leave.pk)
        send(head[0], "leave-page", leave.pk, verdict="yes", note="", code=422)
        assert "张某" in page(committee_member, "leave-list")
        send(committee_member, "leave-page", leave.pk, verdict="yes", note="")

    def test_an_expired_grant_reads_nothing(self, station, head, worker):
        leave = self.ask(worker, station)
        Grant.objects.filter(user=head[0].user).update(valid_to=today() - dt.timedelta(1))
        page(head[0], "leave-page", leave.pk, code=403)

    def test_a_leave_without_note_or_reason(self, station, head, worker):
        leave = make_leave(worker[1], station, PAST, state="WAITING")
        page(head[0], "leave-page", leave.pk)
        page(head[0], "leave-note", leave.pk, code=404)
        assert not Reading.objects.exists()

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_asks_the_same(self, station, head, worker, count):
        for number in range(count):
            make_leave(worker[1], station, PAST + dt.timedelta(number), state="WAITING")
        page(head[0], "leave-list")
        assert head[0].client.queries == 8
        assert page(head[0], "leave-list", query="?show=all").count("陈某") == count

    def test_entered_from_paper(self, station, head, worker, neighbour_head, social_worker):
        assert "陈某" in page(head[0], "leave-enter", station.pk)
        page(neighbour_head, "leave-enter", station.pk, code=404)
        page(social_worker, "leave-enter", station.pk, code=403)
        fields = {**self.FIELDS, "worker": worker[1].pk, "starts_on": "2026-05-07", "ends_on": "2026-05-07"}
        send(head[0], "leave-enter", station.pk, **fields)
        assert Leave.objects.get().worker == worker[1]


class TestCorrections:
    FIELDS = {"on": "2026-05-06", "status": "NORMAL", "reason": "手机没电"}

    def test_asks_and_withdraws(self, station, head, worker):
        assert "2026-05-06" in page(worker[0], "correction-ask", query="?on=2026-05-06")
        send(worker[0], "correction-ask", **self.FIELDS)
        row = Correction.objects.get()
        send(head[0], "correction-withdraw", row.pk, code=404)
        send(worker[0], "correction-withdraw", row.pk)

    def test_a_second_person_decides(self, station, head, worker, committee_member, neighbour_head):
        fields = {**self.FIELDS, "worker": worker[1].pk, "starts": "08:30", "ends": "17:30"}
        assert "陈某" in page(head[0], "correction-enter", station.pk, query=f"?worker={worker[1].pk}&on=2026-05-06")
        send(head[0], "correction-enter", station.pk, **fields)
        row = Correction.objects.get()
        assert "由另外的人审核" in page(head[0], "correction-page", row.pk)
        send(head[0], "correction-page", row.pk, verdict="yes", code=422)
        page(neighbour_head, "correction-page", row.pk, code=404)
        make_duty(station, PAST)
        text = page(committee_member, "correction-page", row.pk)
        assert "未签到" in text and "手机没电" in text
        send(committee_member, "correction-page", row.pk, verdict="yes", note="属实")
        assert "属实" in page(committee_member, "correction-page", row.pk)

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_asks_the_same(self, station, head, worker, count):
        for number in range(count):
            make_correction(worker[1], station, PAST + dt.timedelta(number))
        assert page(head[0], "correction-list").count("陈某") == count
        assert head[0].client.queries == 8
        page(head[0], "correction-list", query="?show=all")


class TestStation:
    def test_list_of_stations(self, station, neighbour_station, head, street_officer, social_worker):
        text = page(head[0], "attendance-stations")
        assert station.name in text and neighbour_station.name not in text
        assert neighbour_station.name in page(street_officer, "attendance-stations")
        page(social_worker, "attendance-stations", code=403)

    def test_today(self, station, head, worker, neighbour_head):
        make_post(make_worker("兼某"), station, employment="PART_TIME", fte=Decimal("0.5"))
        gone = make_worker("离某")
        make_post(gone, station, ends_on=today() - dt.timedelta(1))
        text = page(head[0], "attendance-today", station.pk)
        assert "陈某" in text and "不打卡" in text and "离某" not in text and "开启今天的签到" in text
        page(neighbour_head, "attendance-today", station.pk, code=404)

    def test_opens_the_day_and_shows_the_code(self, station, head, worker, neighbour_head):
        send(neighbour_head, "duty-open", station.pk, code=404)
        response = send(worker[0], "duty-open", station.pk)
        held = DutyDay.objects.get()
        assert response["Location"] == reverse("occasions:show-code", args=[held.occasion.uuid])
        assert "打开站内签到屏" in page(head[0], "attendance-today", station.pk)
        assert "签到、签退" in page(worker[0], "my-attendance")

    def test_where_the_street_keeps_attendance(self, station, head, worker):
        street_mode(station)
        assert "沿用街道考勤" in page(head[0], "attendance-month", station.pk, query="?month=2026-05")
        assert send(worker[0], "duty-open", station.pk)["Location"] == reverse("staff:my-attendance")
        assert not DutyDay.objects.exists()

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_month_asks_the_same(self, station, head, worker, count):
        save_week(station=station, times=[(3, dt.time(9), dt.time(17))], valid_from=MAY, by=BY)
        for number in range(count):
            colleague = make_worker(f"同事{number}", station=station)
            make_presence(colleague, station, PAST)
        text = page(head[0], "attendance-month", station.pk, query="?month=2026-05")
        assert "同事0" in text and "确认考勤" in text
        assert head[0].client.queries == 23
        close_month(station=station, month_on=MAY, by=head[0].actor)
        page(head[0], "attendance-month", station.pk, query="?month=2026-05")
        assert head[0].client.queries == 21

    def test_a_day_of_a_worker(self, station, head, worker, neighbour_head):
        make_presence(worker[1], station, PAST, go=None)
        assert "没有签退" in page(head[0], "attendance-day", station.pk, worker[1].pk, "2026-05-06")
        page(head[0], "attendance-day", station.pk, 0, "2026-05-06", code=404)
        page(head[0], "attendance-day", station.pk, worker[1].pk, "x", code=404)
        page(neighbour_head, "attendance-day", station.pk, worker[1].pk, "2026-05-06", code=404)

    def test_print_and_workbook(self, station, head, worker, neighbour_head):
        make_presence(worker[1], station, PAST)
        for name, start in (("attendance-print", b"%PDF"), ("attendance-export", b"PK")):
            response = head[0].client.get(reverse(f"staff:{name}", args=[station.pk]) + "?month=2026-05")
            assert response.content.startswith(start)
            page(neighbour_head, name, station.pk, code=404)


class TestMonth:
    def test_confirms_with_hours_then_again_with_a_reason(self, station, head, worker, committee_member):
        part = make_worker("兼某")
        make_post(part, station, employment="PART_TIME", fte=Decimal("0.5"))
        query = "?month=2026-05"
        assert "兼某本月工时" in page(head[0], "month-close", station.pk, query=query)
        send(head[0], "month-close", station.pk, query=query, code=422, **{f"hours-{part.pk}": "9999"})
        send(head[0], "month-close", station.pk, query=query, **{f"hours-{part.pk}": "80"})
        assert "第 1 版" in page(head[0], "attendance-month", station.pk, query=query)
        make_presence(worker[1], station, PAST)
        assert "确认以后考勤有变化" in page(head[0], "attendance-month", station.pk, query=query)
        send(head[0], "month-close", station.pk, query=query, code=422, **{f"hours-{part.pk}": "80"})
        send(head[0], "month-close", station.pk, query=query, note="补录", **{f"hours-{part.pk}": "80"})
        assert "历次版本" in page(head[0], "attendance-month", station.pk, query=query)
        page(committee_member, "month-close", station.pk, code=403)

    def test_the_second_look(self, station, head, committee_member, neighbour_committee):
        supervisor = make_person("督导", Role.SUPERVISOR, division=committee_member.division)
        sheet = close_month(station=station, month_on=MAY, by=head[0].actor)
        assert station.name in page(supervisor, "month-second-list")
        assert station.name not in page(neighbour_committee, "month-second-list")
        send(neighbour_committee, "month-countersign", sheet.pk, code=404)
        assert "等待两委或乡镇（街道）复核" in page(
            committee_member, "attendance-month", station.pk, query="?month=2026-05"
        )
        send(supervisor, "month-countersign", sheet.pk)
        sheet = MonthSheet.objects.get()
        assert sheet.countersigned_by.uuid == supervisor.user.uuid
        assert "已复核" in page(head[0], "attendance-month", station.pk, query="?month=2026-05")


class TestDuty:
    def test_a_week(self, station, head, worker, neighbour_head):
        assert "按开放时间" in page(head[0], "duty-page", station.pk)
        assert "08:30" in page(head[0], "duty-week", station.pk)
        send(head[0], "duty-week", station.pk, valid_from=today(), d1ao="09:00", d1ac="17:00")
        assert "全站" in page(head[0], "duty-page", station.pk)
        post = worker[1].posts.get()
        assert "09:00" in page(head[0], "duty-week", station.pk, query=f"?post={post.pk}")
        send(head[0], "duty-week", station.pk, post=post.pk, valid_from=today(), d2ao="10:00", d2ac="12:00")
        week = DutyWeek.objects.get(post=post)
        page(neighbour_head, "duty-week", station.pk, code=404)
        page(neighbour_head, "duty-week-end", week.pk, code=404)
        page(head[0], "duty-week-end", week.pk)
        send(head[0], "duty-week-end", week.pk, ends_on=today())

    def test_a_week_that_cannot_be(self, station, head, worker):
        given = {"valid_from": today(), "d1ao": "09:00", "d2ao": "10:00", "d2ac": "09:00"}
        text = send(head[0], "duty-week", station.pk, code=422, **given).content.decode()
        assert "要一起填写" in text and "下班要晚于上班" in text

    def test_a_single_day(self, station, head, worker, neighbour_head):
        fields = {"post": worker[1].posts.get().pk, "on": today(), "reason": "社区活动"}
        page(head[0], "shift-add", station.pk)
        send(head[0], "shift-add", station.pk, starts="09:00", ends="12:00", **fields)
        row = DutyShift.objects.get()
        assert "社区活动" in page(head[0], "duty-page", station.pk)
        send(neighbour_head, "shift-remove", row.pk, code=404)
        send(head[0], "shift-remove", row.pk)
        assert not DutyShift.objects.exists()
