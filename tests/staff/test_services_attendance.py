"""Shifts, the day's check-in, field time, corrections, months: does, refuses, records."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import connection

from liangzhan.audit.models import Event
from liangzhan.notices.models import Notice
from liangzhan.occasions.models import Occasion
from liangzhan.staff.models import Correction, DutyDay, DutyShift, DutyWeek, FieldTime, MonthSheet
from liangzhan.staff.queries.attendance_year import year_of
from liangzhan.staff.queries.corrections import day_of_worker
from liangzhan.staff.queries.month import differs, lines_of, month_of
from liangzhan.staff.services.corrections import ask_correction, decide_correction, withdraw_correction
from liangzhan.staff.services.duty import end_week, open_duty_day, remove_shift, save_week, set_shift
from liangzhan.staff.services.field_time import record_field_time, withdraw_field_time
from liangzhan.staff.services.month import close_month, countersign_month
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import acting_on, moment
from tests.factories.attendance import at, make_duty, make_leave, make_presence, open_hours
from tests.factories.people import BY
from tests.factories.staff import make_colleague, make_post, make_worker
from tests.staff.test_services_leave import street_mode

D = dt.date
NOW = D(2026, 6, 10)  # a Wednesday
MAY = D(2026, 5, 1)
DESK = [(1, dt.time(9), dt.time(12)), (1, dt.time(13), dt.time(17))]


@pytest.fixture(autouse=True)
def at_work():
    with acting_on(NOW):
        yield


@pytest.fixture
def head(station):
    return make_colleague("张某", station, "STATION_HEAD")


@pytest.fixture
def worker(station):
    open_hours(station)
    return make_colleague("陈某", station)


def day(worker, station, on=NOW):
    return day_of_worker(worker[1], station, on)


class TestWeeks:
    def test_a_week_follows_the_one_before(self, station, head, worker):
        first = save_week(station=station, times=DESK, valid_from=D(2026, 6, 1), by=head[0].actor)
        second = save_week(station=station, times=DESK[:1], valid_from=D(2026, 6, 15), by=head[0].actor)
        first.refresh_from_db()
        assert (first.valid_to, second.valid_to) == (D(2026, 6, 14), None)
        between = save_week(station=station, times=DESK, valid_from=D(2026, 6, 8), by=head[0].actor)
        first.refresh_from_db()
        assert (first.valid_to, between.valid_to) == (D(2026, 6, 7), D(2026, 6, 14))
        assert day(worker, station, D(2026, 6, 8)).due_minutes == 420
        assert day(worker, station, D(2026, 6, 15)).due_minutes == 180
        assert Event.objects.filter(name="attendance.week.saved").count() == 3

    def test_the_same_day_replaces(self, station, head):
        save_week(station=station, times=DESK, valid_from=NOW, by=head[0].actor)
        save_week(station=station, times=DESK[:1], valid_from=NOW, by=head[0].actor)
        assert DutyWeek.objects.get().times.count() == 1

    def test_of_one_post_beside_the_station(self, station, head, worker):
        post = worker[1].posts.get()
        save_week(station=station, times=DESK, valid_from=NOW, by=head[0].actor)
        save_week(station=station, post=post, times=[(3, dt.time(10), dt.time(11))], valid_from=NOW, by=head[0].actor)
        assert day(worker, station).due_minutes == 60
        assert day(head, station).due_minutes == 0  # the station's week has no Wednesday

    @pytest.mark.parametrize("times", [[], [(1, dt.time(9), dt.time(12)), (1, dt.time(11), dt.time(13))]])
    def test_refuses_impossible_times(self, station, head, times):
        with pytest.raises(RuleBroken):
            save_week(station=station, times=times, valid_from=NOW, by=head[0].actor)

    def test_refuses_the_neighbours_post_and_a_confirmed_month(self, station, neighbour_station, head, worker):
        post = make_post(make_worker("李某"), neighbour_station)
        with pytest.raises(RuleBroken) as refusal:
            save_week(station=station, post=post, times=DESK, valid_from=NOW, by=head[0].actor)
        assert refusal.value.field == "post"
        close_month(station=station, month_on=MAY, by=head[0].actor)
        with pytest.raises(RuleBroken, match="已经确认"):
            save_week(station=station, times=DESK, valid_from=D(2026, 5, 4), by=head[0].actor)

    def test_ends(self, station, head, worker):
        week = save_week(station=station, times=DESK, valid_from=D(2026, 6, 1), by=head[0].actor)
        assert end_week(week=week, ends_on=NOW, by=head[0].actor).valid_to == NOW
        assert day(worker, station, D(2026, 6, 15)).due_minutes == 450
        with pytest.raises(RuleBroken):
            end_week(week=week, ends_on=D(2026, 5, 31), by=head[0].actor)


class TestShifts:
    def test_a_saturday_and_a_day_off(self, station, head, worker):
        post = worker[1].posts.get()
        saturday = D(2026, 6, 13)
        set_shift(post=post, on=saturday, starts=dt.time(9), ends=dt.time(17), reason="社区活动", by=head[0].actor)
        assert day(worker, station, saturday).due_minutes == 480
        again = set_shift(post=post, on=saturday, starts=None, ends=None, reason="改期", by=head[0].actor)
        assert DutyShift.objects.count() == 1 and day(worker, station, saturday).due_minutes == 0
        remove_shift(shift=again, by=head[0].actor)
        assert not DutyShift.objects.exists()

    @pytest.mark.parametrize(
        ("starts", "ends", "opens", "closes"),
        [
            (dt.time(6), dt.time(9), "06:00", "17:30"),
            (dt.time(19), dt.time(22, 30), "08:30", "22:30"),
            (dt.time(10), dt.time(12), "08:30", "17:30"),
            (None, None, "08:30", "17:30"),
        ],
    )
    def test_an_open_day_is_widened_and_never_shortened(self, station, head, worker, starts, ends, opens, closes):
        occasion = open_duty_day(station=station, on=NOW, by=BY).occasion
        assert (occasion.starts_at, occasion.ends_at) == (at(NOW, "08:30"), at(NOW, "17:30"))
        set_shift(post=worker[1].posts.get(), on=NOW, starts=starts, ends=ends, reason="值晚班", by=head[0].actor)
        occasion.refresh_from_db()
        assert (occasion.starts_at, occasion.ends_at) == (at(NOW, opens), at(NOW, closes))

    def test_who_came_after_the_end_does_not_stand_in_the_way(self, station, head, worker):
        duty = open_duty_day(station=station, on=NOW, by=BY)
        make_presence(head[1], station, NOW, "17:40", "18:00")
        post = worker[1].posts.get()
        set_shift(post=post, on=NOW, starts=dt.time(7), ends=dt.time(9), reason="值早班", by=head[0].actor)
        duty.occasion.refresh_from_db()
        assert duty.occasion.starts_at == at(NOW, "07:00")

    def test_a_confirmed_roll_stays_as_it_is(self, station, head, worker):
        duty = open_duty_day(station=station, on=NOW, by=BY)
        Occasion.objects.filter(pk=duty.occasion_id).update(state="CLOSED")
        post = worker[1].posts.get()
        set_shift(post=post, on=NOW, starts=dt.time(6), ends=dt.time(9), reason="值早班", by=head[0].actor)
        duty.occasion.refresh_from_db()
        assert duty.occasion.starts_at == at(NOW, "08:30")

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"ends": None}, "ends"),
            ({"starts": dt.time(18)}, "ends"),
            ({"on": D(2020, 1, 1)}, "on"),
            ({"reason": " "}, "reason"),
        ],
    )
    def test_refuses(self, station, head, worker, given, field):
        usual = {"on": D(2026, 6, 13), "starts": dt.time(9), "ends": dt.time(17), "reason": "社区活动"}
        with pytest.raises(RuleBroken) as refusal:
            set_shift(post=worker[1].posts.get(), by=head[0].actor, **{**usual, **given})
        assert refusal.value.field == field


class TestDutyDay:
    def test_is_made_once_with_everybody_on_the_roll(self, station, head, worker):
        first = open_duty_day(station=station, on=NOW, by=worker[0].actor)
        local = [first.occasion.starts_at, first.occasion.ends_at]
        assert local == [at(NOW, "08:30"), at(NOW, "17:30")]
        late = make_worker("新某", station=station)
        assert open_duty_day(station=station, on=NOW, by=head[0].actor) == first
        persons = set(first.occasion.attendees.values_list("person_id", flat=True))
        assert persons == {head[1].person_id, worker[1].person_id, late.person_id}
        assert Occasion.objects.count() == 1

    def test_of_part_timers_stands_open_through_the_opening_hours(self, station):
        open_hours(station)
        make_post(make_worker("兼某"), station, employment="PART_TIME", fte=Decimal("0.5"))
        held = open_duty_day(station=station, on=NOW, by=BY)
        assert held.occasion.starts_at == at(NOW, "08:30")
        free = open_duty_day(station=station, on=D(2026, 6, 13), by=BY)
        assert (free.occasion.starts_at, free.occasion.ends_at) == (at(free.on, "08:00"), at(free.on, "18:00"))

    def test_refuses_where_the_street_keeps_attendance_or_nobody_works(self, station, neighbour_station, worker):
        with pytest.raises(RuleBroken, match="没有在岗人员"):
            open_duty_day(station=neighbour_station, on=NOW, by=BY)
        street_mode(station)
        with pytest.raises(RuleBroken, match="街道考勤"):
            open_duty_day(station=station, on=NOW, by=BY)


class TestFieldTime:
    def record(self, worker, station, start="09:00", end="11:00", voucher="casework.Visit:1", **given):
        start, end = at(NOW, start), at(NOW, end)
        return record_field_time(
            worker=worker[1], station=station, starts_at=start, ends_at=end, voucher=voucher, by=BY, **given
        )

    @pytest.fixture(autouse=True)
    def evening(self, monkeypatch):
        monkeypatch.setattr("liangzhan.staff.services.field_time.moment", lambda: at(NOW, "20:00"))

    def test_follows_its_voucher(self, station, worker):
        first = self.record(worker, station)
        assert self.record(worker, station).pk == first.pk
        self.record(worker, station, end="10:00", sealed=True)
        row = FieldTime.objects.get()
        assert (row.ends_at, row.sealed) == (at(NOW, "10:00"), True)
        assert day(worker, station).field_minutes == 60

    def test_is_withdrawn_and_comes_back(self, station, worker):
        self.record(worker, station)
        withdraw_field_time(voucher="casework.Visit:1", by=BY)
        withdraw_field_time(voucher="casework.Visit:1", by=BY)
        assert day(worker, station).field_minutes == 0
        assert withdraw_field_time(voucher="casework.Visit:9", by=BY) is None
        self.record(worker, station)
        assert day(worker, station).field_minutes == 120

    def test_two_visits_that_overlap_count_once(self, station, worker):
        self.record(worker, station)
        self.record(worker, station, start="10:00", end="12:00", voucher="casework.Visit:2")
        assert day(worker, station).field_minutes == 180

    def test_refuses_hours_over_the_day(self, station, worker):
        with pytest.raises(RuleBroken) as refusal:
            record_field_time(
                worker=worker[1],
                station=station,
                starts_at=at(D(2026, 6, 8), "09:00"),
                ends_at=at(D(2026, 6, 9), "10:00"),
                voucher="casework.Visit:1",
                by=BY,
            )
        assert refusal.value.field == "ends_at"


class TestCorrections:
    @pytest.fixture(autouse=True)
    def check_in_stood_open(self, station):
        for on in (D(2026, 6, 9), D(2026, 5, 7)):
            make_duty(station, on)

    def ask(self, worker, station, by=None, **given):
        given = {"on": D(2026, 6, 9), "status": "NORMAL", "reason": "手机没电", **given}
        return ask_correction(worker=worker[1], station=station, by=by or worker[0].actor, **given)

    def test_the_worker_asks_the_head_decides(self, station, head, worker):
        row = self.ask(worker, station, starts=dt.time(8, 30), ends=dt.time(17, 30))
        assert Notice.objects.get().recipient == head[0].user
        assert day(worker, station, row.on).status == "ABSENT"
        decide_correction(correction=row, accept=True, note="", by=head[0].actor)
        found = day(worker, station, row.on)
        assert (found.status, found.minutes, found.before.status) == ("NORMAL", 450, "ABSENT")
        assert Notice.objects.get(recipient=worker[0].user).kind == "RESULT"
        assert Event.objects.get(name="attendance.correction.decided").details == {"accept": True}

    def test_who_asked_never_decides(self, station, head, worker, committee_member, street_officer):
        row = self.ask(worker, station, by=head[0].actor)
        assert {n.recipient for n in Notice.objects.all()} == {committee_member.user, street_officer.user}
        for actor in (head[0].actor, worker[0].actor):
            with pytest.raises(RuleBroken):
                decide_correction(correction=row, accept=True, note="", by=actor)
        assert decide_correction(correction=row, accept=True, note="", by=committee_member.actor).state == "ACCEPTED"

    def test_a_refusal_has_its_reason_and_changes_nothing(self, station, head, worker):
        row = self.ask(worker, station)
        with pytest.raises(RuleBroken):
            decide_correction(correction=row, accept=False, note="", by=head[0].actor)
        decide_correction(correction=row, accept=False, note="监控未见", by=head[0].actor)
        assert day(worker, station, row.on).status == "ABSENT"

    def test_withdraws(self, station, worker):
        assert withdraw_correction(correction=self.ask(worker, station), by=worker[0].actor).state == "WITHDRAWN"

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"on": D(2026, 6, 11)}, "on"),
            ({"reason": ""}, "reason"),
            ({"status": "ABSENT", "starts": dt.time(9), "ends": dt.time(10)}, "starts"),
            ({"starts": dt.time(9)}, "ends"),
            ({"starts": dt.time(9), "ends": dt.time(9)}, "ends"),
            ({"on": D(2020, 1, 1)}, "on"),
        ],
    )
    def test_refuses(self, station, worker, given, field):
        with pytest.raises(RuleBroken) as refusal:
            self.ask(worker, station, **given)
        assert refusal.value.field == field and not Correction.objects.exists()

    def test_one_waits_at_a_time(self, station, worker):
        self.ask(worker, station)
        with pytest.raises(RuleBroken, match="等待审核"):
            self.ask(worker, station)

    def test_of_a_confirmed_month_makes_a_new_version(self, station, head, worker):
        make_presence(worker[1], station, D(2026, 5, 6))
        close_month(station=station, month_on=MAY, by=head[0].actor)
        row = self.ask(worker, station, on=D(2026, 5, 7))
        decide_correction(correction=row, accept=True, note="", by=head[0].actor)
        first, second = MonthSheet.objects.order_by("version")
        presents = [next(one.present for one in lines_of(s) if one.worker == worker[1]) for s in (first, second)]
        assert (second.version, presents) == (2, [1, 2])


class TestMonths:
    def test_freezes_what_it_reads(self, station, head, worker):
        make_presence(worker[1], station, D(2026, 5, 6))
        make_presence(worker[1], station, D(2026, 5, 7), come="09:30")
        make_leave(worker[1], station, D(2026, 5, 8))
        sheet = close_month(station=station, month_on=D(2026, 5, 20), by=head[0].actor)
        line = next(one for one in lines_of(sheet) if one.worker == worker[1])
        assert (line.present, line.late, line.leave_days, line.days_due) == (2, 1, 1, 3)
        assert (sheet.month_on, sheet.version, sheet.needs_second) == (MAY, 1, False)
        month = month_of(station, MAY, moment())
        assert not differs(lines_of(sheet), month)
        make_presence(worker[1], station, D(2026, 5, 11))
        assert differs(lines_of(sheet), month_of(station, MAY, moment()))

    def test_again_needs_a_reason(self, station, head, worker):
        close_month(station=station, month_on=MAY, by=head[0].actor)
        with pytest.raises(RuleBroken) as refusal:
            close_month(station=station, month_on=MAY, by=head[0].actor)
        assert refusal.value.field == "note"
        assert close_month(station=station, month_on=MAY, note="补录探访", by=head[0].actor).version == 2

    def test_refuses(self, station, neighbour_station, head):
        with pytest.raises(RuleBroken, match="还没有结束"):
            close_month(station=station, month_on=NOW, by=head[0].actor)
        with pytest.raises(RuleBroken, match="没有在岗人员"):
            close_month(station=neighbour_station, month_on=MAY, by=BY)
        with pytest.raises(RuleBroken, match="还没有人员"):
            close_month(station=station, month_on=D(2019, 5, 1), by=head[0].actor)

    def test_alone_asks_for_a_second_look_and_waits_for_nobody(self, station, head, committee_member, street_officer):
        sheet = close_month(station=station, month_on=MAY, by=head[0].actor)
        assert sheet.needs_second
        assert {n.recipient for n in Notice.objects.all()} == {committee_member.user, street_officer.user}
        with pytest.raises(RuleBroken, match="另外的人"):
            countersign_month(sheet=sheet, by=head[0].actor)
        countersign_month(sheet=sheet, by=committee_member.actor)
        with pytest.raises(RuleBroken, match="已经复核"):
            countersign_month(sheet=sheet, by=street_officer.actor)

    def test_confirmed_by_the_street_needs_no_second(self, station, head, street_officer):
        sheet = close_month(station=station, month_on=MAY, by=street_officer.actor)
        assert not sheet.needs_second
        with pytest.raises(RuleBroken, match="不需要"):
            countersign_month(sheet=sheet, by=BY)

    def test_hours_of_part_timers_are_declared(self, station, head):
        part = make_worker("兼某")
        make_post(part, station, employment="PART_TIME", fte=Decimal("0.5"))
        with pytest.raises(RuleBroken) as refusal:
            close_month(station=station, month_on=MAY, declared={part.pk: 31 * 1440 + 1}, by=head[0].actor)
        assert refusal.value.field == f"hours-{part.pk}"
        sheet = close_month(station=station, month_on=MAY, declared={part.pk: 2400}, by=head[0].actor)
        assert next(one for one in lines_of(sheet) if one.worker == part).declared_minutes == 2400


def test_the_year_counts_up_to_today(station, head, worker):
    make_presence(worker[1], station, D(2026, 6, 8))
    make_presence(worker[1], station, D(2026, 6, 9), come="10:00")
    found = year_of([worker[1].pk, head[1].pk], 2026)[worker[1].pk]
    assert (found.present, found.late, found.early, found.field_minutes) == (2, 1, 0, 0)
    assert found.days_due == found.present + found.absent == 2  # before a check-in stood open nobody is called absent
    make_duty(station, D(2026, 6, 5))
    assert year_of([worker[1].pk], 2026)[worker[1].pk].absent == 1
    assert year_of([worker[1].pk], 2027) == {}


def test_two_who_open_the_day_at_once_get_one(committed_db):
    from tests.factories import divisions as places
    from tests.factories.stations import make_site, make_station

    station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
    make_worker(station=station)
    gate, found = threading.Barrier(2), []

    def run():
        try:
            gate.wait(timeout=20)
            found.append(open_duty_day(station=station, on=NOW, by=BY).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(found) == 2 and len(set(found)) == 1
    assert DutyDay.objects.count() == 1 and Occasion.objects.count() == 1
