"""Leave and trips: does, refuses, records."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import connection

from liangzhan.audit.models import Event
from liangzhan.notices.models import Notice
from liangzhan.staff.choices.leave import LeaveState
from liangzhan.staff.models import Leave
from liangzhan.staff.services.leave import ask_leave, decide_leave, end_early, withdraw_leave
from liangzhan.staff.services.month import close_month
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Parameter
from liangzhan.toolkit.periods import acting_on
from tests.factories.attendance import make_leave
from tests.factories.people import BY
from tests.factories.staff import make_colleague
from tests.factories.stations import make_photo

NOW = dt.date(2026, 6, 10)  # a Wednesday
D = dt.date


@pytest.fixture(autouse=True)
def at_work():
    with acting_on(NOW):
        yield


@pytest.fixture
def head(station):
    return make_colleague("张某", station, "STATION_HEAD")


@pytest.fixture
def worker(station):
    return make_colleague("陈某", station)


def ask(worker, station, first=(2026, 6, 15), last=None, **given):
    signed_in, row = worker
    last = last or first
    given = {"kind": "SICK", "starts_half": "AM", "ends_half": "PM", "reason": "看病", "by": signed_in.actor, **given}
    return ask_leave(worker=row, station=station, starts_on=D(*first), ends_on=D(*last), **given)


class TestAskLeave:
    def test_does_records_and_tells_the_head(self, station, head, worker, committee_member):
        leave = ask(worker, station, (2026, 6, 15), (2026, 6, 17), ends_half="AM")
        assert (str(leave.days), leave.state, leave.reason) == ("2.5", "WAITING", "看病")
        assert Event.objects.get(name="leave.asked").details == {"station": f"stations.station:{station.pk}"}
        told = Notice.objects.get()
        assert told.recipient == head[0].user
        assert "陈" not in told.text and "病" not in told.text

    def test_the_reason_is_sealed(self, station, worker):
        leave = ask(worker, station)
        with connection.cursor() as cursor:
            cursor.execute("select reason from staff_leave where id = %s", [leave.pk])
            assert "看病".encode() not in bytes(cursor.fetchone()[0])

    def test_of_the_head_goes_to_committee_and_street(
        self, station, head, committee_member, street_officer, county_officer
    ):
        ask(head, station)
        assert {one.recipient for one in Notice.objects.all()} == {committee_member.user, street_officer.user}

    def test_workdays_follow_the_calendar(self, station, worker):
        """端午 2026-06-19 is free; 2026-05-09 is a Saturday moved to work."""
        assert ask(worker, station, (2026, 6, 18), (2026, 6, 22)).days == 2
        assert ask(worker, station, (2026, 5, 9), (2026, 5, 10)).days == 1

    def test_a_note_may_come_along(self, station, worker):
        assert ask(worker, station, note_file=make_photo()).note_file is not None

    def test_refuses_overlap_by_half_days(self, station, worker):
        ask(worker, station, (2026, 6, 15), (2026, 6, 16), ends_half="AM")
        with pytest.raises(RuleBroken, match="重叠") as refusal:
            ask(worker, station, (2026, 6, 16))
        assert refusal.value.field == "starts_on"
        assert ask(worker, station, (2026, 6, 16), starts_half="PM").days == Decimal("0.5")

    def test_what_was_refused_or_withdrawn_stands_in_no_way(self, station, worker):
        for state in (LeaveState.REFUSED, LeaveState.WITHDRAWN):
            make_leave(worker[1], station, D(2026, 6, 15), state=state)
        assert ask(worker, station).state == LeaveState.WAITING

    @pytest.mark.parametrize(
        ("first", "last", "given", "field"),
        [
            ((2026, 6, 16), (2026, 6, 15), {}, "ends_on"),
            ((2026, 6, 15), (2026, 6, 15), {"starts_half": "PM", "ends_half": "AM"}, "ends_on"),
            ((2026, 6, 13), (2026, 6, 14), {}, "ends_on"),
            ((2020, 1, 1), (2020, 1, 2), {}, "starts_on"),
            ((2026, 6, 15), (2026, 6, 15), {"kind": "TRIP", "reason": " "}, "reason"),
        ],
    )
    def test_refuses(self, station, worker, first, last, given, field):
        with pytest.raises(RuleBroken) as refusal:
            ask(worker, station, first, last, **given)
        assert refusal.value.field == field
        assert not Leave.objects.exists()

    def test_refuses_after_the_post_ended_and_at_the_neighbour(self, station, neighbour_station, worker):
        with pytest.raises(RuleBroken, match="不在本站岗位"):
            ask(worker, neighbour_station)
        worker[1].posts.update(ends_on=NOW)
        with pytest.raises(RuleBroken, match="不在本站岗位"):
            ask(worker, station)

    def test_nothing_is_asked_twice_where_the_street_keeps_attendance(self, station, worker):
        street_mode(station)
        with pytest.raises(RuleBroken, match="沿用街道考勤"):
            ask(worker, station)

    def test_refuses_in_a_confirmed_month(self, station, worker, head):
        close_month(station=station, month_on=D(2026, 5, 1), by=head[0].actor)
        with pytest.raises(RuleBroken, match="已经确认"):
            ask(worker, station, (2026, 5, 29))


def street_mode(station):
    code = station.division_code[:9]
    Parameter.objects.create(
        key="attendance.mode", area_code=code, value="STREET", valid_from=D(2020, 1, 1), basis="示例", set_by=BY
    )


class TestDecideLeave:
    def test_approves_and_tells(self, station, head, worker):
        leave = ask(worker, station)
        decide_leave(leave=leave, approve=True, note="", by=head[0].actor)
        leave.refresh_from_db()
        assert (leave.state, leave.decided_by.uuid) == ("APPROVED", head[0].user.uuid)
        assert Notice.objects.get(recipient=worker[0].user).kind == "RESULT"
        assert Notice.objects.get(recipient=head[0].user).settled_at is not None
        assert Event.objects.get(name="leave.decided").details == {"approve": True}

    def test_never_oneself(self, station, head, committee_member):
        leave = ask(head, station)
        with pytest.raises(RuleBroken, match="本人"):
            decide_leave(leave=leave, approve=True, note="", by=head[0].actor)
        assert decide_leave(leave=leave, approve=True, note="", by=committee_member.actor).state == "APPROVED"

    def test_a_refusal_has_its_reason(self, station, head, worker):
        leave = ask(worker, station)
        with pytest.raises(RuleBroken) as refusal:
            decide_leave(leave=leave, approve=False, note=" ", by=head[0].actor)
        assert refusal.value.field == "note"
        assert decide_leave(leave=leave, approve=False, note="当天有活动", by=head[0].actor).state == "REFUSED"

    def test_once(self, station, head, worker):
        leave = ask(worker, station)
        decide_leave(leave=leave, approve=True, note="", by=head[0].actor)
        with pytest.raises(RuleBroken):
            decide_leave(leave=leave, approve=False, note="改主意", by=head[0].actor)


class TestWithdrawAndReturn:
    def test_withdraws_what_waits(self, station, head, worker):
        leave = ask(worker, station)
        assert withdraw_leave(leave=leave, by=worker[0].actor).state == "WITHDRAWN"
        assert Notice.objects.get().settled_at is not None

    def test_withdraws_before_it_begins_and_tells(self, station, head, worker):
        leave = make_leave(worker[1], station, D(2026, 6, 11))
        withdraw_leave(leave=leave, by=worker[0].actor)
        assert "撤回" in Notice.objects.get(recipient=head[0].user).text

    def test_not_after_it_began(self, station, worker):
        with pytest.raises(RuleBroken, match="销假"):
            withdraw_leave(leave=make_leave(worker[1], station, NOW), by=worker[0].actor)

    def test_ends_early_and_keeps_what_was_planned(self, station, head, worker):
        leave = make_leave(worker[1], station, D(2026, 6, 8), ends_on=D(2026, 6, 12), days=5)
        leave = end_early(leave=leave, ends_on=D(2026, 6, 9), ends_half="AM", by=worker[0].actor)
        assert (str(leave.days), leave.planned_ends_on, leave.ends_on) == ("1.5", D(2026, 6, 12), D(2026, 6, 9))
        assert Event.objects.filter(name="leave.ended_early").exists()
        assert "提前结束" in Notice.objects.get(recipient=head[0].user).text
        again = end_early(leave=leave, ends_on=D(2026, 6, 8), ends_half="PM", by=worker[0].actor)
        assert again.planned_ends_on == D(2026, 6, 12)

    def test_refuses_ending_early(self, station, head, worker):
        leave = make_leave(worker[1], station, D(2026, 5, 28), ends_on=D(2026, 6, 12))
        with pytest.raises(RuleBroken):
            end_early(leave=leave, ends_on=D(2026, 6, 12), ends_half="PM", by=worker[0].actor)
        close_month(station=station, month_on=D(2026, 5, 1), by=head[0].actor)
        with pytest.raises(RuleBroken, match="已经确认"):
            end_early(leave=leave, ends_on=D(2026, 5, 29), ends_half="PM", by=worker[0].actor)
        waiting = make_leave(worker[1], station, D(2026, 7, 1), state="WAITING")
        with pytest.raises(RuleBroken, match="已批准"):
            end_early(leave=waiting, ends_on=D(2026, 7, 1), ends_half="AM", by=worker[0].actor)


def test_of_two_at_once_one_is_refused(committed_db):
    """Two requests of one worker on two connections: the days are taken once."""
    from tests.factories import divisions as places
    from tests.factories.staff import make_worker
    from tests.factories.stations import make_site, make_station

    station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
    worker, gate, answers = make_worker(station=station), threading.Barrier(2), []

    def run():
        try:
            gate.wait(timeout=20)
            ask_leave(
                worker=worker,
                station=station,
                kind="PERSONAL",
                starts_on=D(2026, 6, 15),
                starts_half="AM",
                ends_on=D(2026, 6, 15),
                ends_half="PM",
                reason="",
                by=BY,
            )
            answers.append("asked")
        except RuleBroken:
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(answers) == ["asked", "refused"]
    assert Leave.objects.count() == 1
