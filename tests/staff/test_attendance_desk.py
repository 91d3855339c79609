"""What attendance shows elsewhere: desk, cards, evidence 2.6.1; the morning's check-in; a one-person station's month."""

import datetime as dt
from decimal import Decimal

import pytest

from liangzhan.accounts.models import Grant
from liangzhan.occasions.choices import CheckInWay
from liangzhan.occasions.owners import link_of, names_of
from liangzhan.occasions.services.presence import enter_stay
from liangzhan.staff.attendance_card import attendance_card
from liangzhan.staff.models import DutyDay, ImportedDay
from liangzhan.staff.panels.attendance import (
    corrections_to_decide,
    leave_to_decide,
    months_to_confirm,
    months_to_countersign,
)
from liangzhan.staff.queries.attendance_year import year_of
from liangzhan.staff.queries.duty import stations_that_clock
from liangzhan.staff.queries.month import lines_of, month_of
from liangzhan.staff.services.corrections import ask_correction, decide_correction
from liangzhan.staff.services.duty import open_duty_day
from liangzhan.staff.services.leave import ask_leave, decide_leave
from liangzhan.staff.services.month import close_month, countersign_month
from liangzhan.staff.tasks.attendance import open_duty_days
from liangzhan.stations.evidence import Standing, evidence_for
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import acting_on, moment
from tests.factories.attendance import at, make_correction, make_leave, make_presence, open_hours
from tests.factories.people import BY
from tests.factories.staff import make_colleague, make_post, make_worker
from tests.staff.test_services_leave import street_mode

D = dt.date
NOW = D(2026, 6, 10)
MAY = D(2026, 5, 1)


@pytest.fixture(autouse=True)
def at_work():
    with acting_on(NOW):
        yield


@pytest.fixture
def head(station):
    open_hours(station)
    return make_colleague("张某", station, "STATION_HEAD")


@pytest.fixture
def worker(station):
    return make_colleague("陈某", station)


class TestDesk:
    def test_leave_and_corrections(self, station, head, worker, neighbour_head, committee_member, county_officer):
        make_leave(worker[1], station, NOW, state="WAITING")
        make_leave(head[1], station, NOW, state="WAITING")
        make_correction(worker[1], station, NOW)
        make_correction(worker[1], station, D(2026, 6, 9), asked_by=head[0].actor, needs_second=True)
        assert [todo.object for todo in leave_to_decide(head[0].actor, NOW)] == [f"陈某（{station.name}）"]
        assert [todo.object for todo in leave_to_decide(committee_member.actor, NOW)] == [f"张某（{station.name}）"]
        assert len(corrections_to_decide(head[0].actor, NOW)) == 1
        assert len(corrections_to_decide(committee_member.actor, NOW)) == 1
        for panel in (leave_to_decide, corrections_to_decide):
            assert panel(neighbour_head.actor, NOW) == panel(county_officer.actor, NOW) == []

    def test_of_an_area_only_what_the_station_cannot_decide(self, station, head, worker, street_officer):
        make_leave(worker[1], station, NOW, state="WAITING")
        make_correction(worker[1], station, NOW)
        assert leave_to_decide(street_officer.actor, NOW) == corrections_to_decide(street_officer.actor, NOW) == []
        Grant.objects.filter(user=head[0].user).update(valid_to=NOW - dt.timedelta(1))
        assert len(leave_to_decide(street_officer.actor, NOW)) == 1
        assert len(corrections_to_decide(street_officer.actor, NOW)) == 1

    def test_a_second_head_decides_about_the_first(self, station, head, station_head, committee_member):
        make_leave(head[1], station, NOW, state="WAITING")
        assert len(leave_to_decide(station_head.actor, NOW)) == 1
        assert leave_to_decide(committee_member.actor, NOW) == []

    def test_months(self, station, head, neighbour_head, committee_member, street_officer):
        (todo,) = months_to_confirm(head[0].actor, NOW)
        assert (todo.object, todo.due_on) == (f"{station.name} 5 月", D(2026, 6, 5))
        assert months_to_confirm(street_officer.actor, NOW) == months_to_confirm(neighbour_head.actor, NOW) == []
        close_month(station=station, month_on=MAY, by=head[0].actor)
        assert months_to_confirm(head[0].actor, NOW) == months_to_countersign(head[0].actor, NOW) == []
        assert months_to_countersign(committee_member.actor, NOW)[0].count == 1
        countersign_month(sheet=head[1].month_lines.get().sheet, by=committee_member.actor)
        assert months_to_countersign(street_officer.actor, NOW) == []


def test_the_card(station, head, worker):
    assert attendance_card(worker[1], False, NOW) is None
    assert attendance_card(worker[1], True, NOW).lines == ("还没有确认过月度考勤。",)
    make_leave(worker[1], station, NOW, kind="SICK")
    make_presence(worker[1], station, D(2026, 5, 6))
    close_month(station=station, month_on=MAY, by=head[0].actor)
    assert attendance_card(worker[1], True, NOW).lines == ("今天病假，到6月10日", "2026年5月：应出勤 1 天，出勤 1 天")
    assert attendance_card(worker[1], False, NOW).lines[0] == "今天请假，到6月10日"  # the kind is the worker's own


class TestEvidence:
    def proof(self, station):
        return evidence_for("2.6.1", station, NOW)

    def test_nothing_yet(self, station, head):
        assert self.proof(station).standing == Standing.MISSING

    def test_a_confirmed_month(self, station, head):
        close_month(station=station, month_on=MAY, by=head[0].actor)
        found = self.proof(station)
        assert found.standing == Standing.MET and "2026年5月" in found.text

    @pytest.mark.parametrize("days", [90, 91])
    def test_any_fact_within_the_days_of_the_parameter(self, station, neighbour_station, head, days):
        make_presence(head[1], station, NOW - dt.timedelta(days))
        assert self.proof(station).standing == (Standing.MET if days == 90 else Standing.MISSING)
        assert self.proof(neighbour_station).standing == Standing.MISSING

    def test_leave_and_the_streets_sheet_are_facts(self, station, neighbour_station, head):
        make_leave(head[1], station, NOW)
        other = make_worker("李某", station=neighbour_station)
        ImportedDay.objects.create(
            worker=other,
            station=neighbour_station,
            division_code=neighbour_station.division_code,
            on=NOW,
            status="NORMAL",
            imported_by=BY,
        )
        assert self.proof(station).standing == self.proof(neighbour_station).standing == Standing.MET


class TestMorning:
    class Job:
        def step(self, key, work):
            return work()

    def test_opens_where_it_is_the_habit(self, station, neighbour_station, head):
        Station.objects.update(state="OPERATING", accepted_on=D(2020, 6, 1))
        make_worker("李某", station=neighbour_station)
        make_presence(head[1], station, D(2026, 6, 9))
        assert stations_that_clock(D(2026, 5, 27), NOW) == [station]
        assert open_duty_days(self.Job()) == {"opened": 1}
        assert DutyDay.objects.filter(on=NOW).count() == 1
        assert open_duty_days(self.Job()) == {"opened": 0}

    def test_not_on_free_days_nor_where_the_street_took_over(self, station, head):
        Station.objects.update(state="OPERATING", accepted_on=D(2020, 6, 1))
        make_presence(head[1], station, D(2026, 6, 9))
        assert stations_that_clock(D(2026, 5, 27), D(2026, 6, 13)) == []
        street_mode(station)
        assert open_duty_days(self.Job()) == {"opened": 0}

    def test_the_roll_knows_names_and_its_page(self, station, head):
        occasion = open_duty_day(station=station, on=NOW, by=BY).occasion
        assert names_of(occasion, [head[1].person_id]) == {head[1].person_id: "张某"}
        assert str(station.pk) in link_of(occasion)[1]
        occasion.station_id = None
        assert link_of(occasion) is None


def test_a_one_person_part_time_month_runs_through(station, committee_member, street_officer):
    """No step waits for a colleague whom the station does not have."""
    open_hours(station)
    signed_in, only = make_colleague("独某", station, "STATION_HEAD", employment="PART_TIME", fte=Decimal("0.5"))
    me, day = signed_in.actor, D(2026, 5, 6)
    with acting_on(D(2026, 5, 5)):
        leave = ask_leave(
            worker=only,
            station=station,
            kind="PERSONAL",
            starts_on=D(2026, 5, 12),
            starts_half="AM",
            ends_on=D(2026, 5, 12),
            ends_half="PM",
            reason="",
            by=me,
        )
        decide_leave(leave=leave, approve=True, note="", by=committee_member.actor)
    with acting_on(day + dt.timedelta(1)):
        duty = open_duty_day(station=station, on=day, by=me)
        enter_stay(
            occasion=duty.occasion,
            person=only.person,
            in_at=at(day, "08:30"),
            out_at=at(day, "12:00"),
            way=CheckInWay.SHEET,
            by=me,
        )
        given = {"worker": only, "station": station, "on": D(2026, 5, 5), "status": "TRAINING"}
        row = ask_correction(reason="到县里培训", by=me, **given)
        decide_correction(correction=row, accept=True, note="", by=street_officer.actor)
    month = month_of(station, MAY, moment())
    assert month.all_part_time and "ABSENT" not in {day.status for day in month.rows[0].held_days}
    sheet = close_month(station=station, month_on=MAY, declared={only.pk: 40 * 60}, by=me)
    assert (sheet.needs_second, lines_of(sheet)[0].declared_minutes) == (True, 2400)
    assert evidence_for("2.6.1", station, NOW).standing == Standing.MET
    countersign_month(sheet=sheet, by=street_officer.actor)
    assert year_of([only.pk], 2026)[only.pk].absent == 0


def test_a_vs_keeper_without_the_heads_rights_is_helped_by_the_street(neighbour_station, street_officer):
    """The only person holds no managing post: the street confirms, which is a second person already."""
    only = make_worker("独某")
    make_post(only, neighbour_station, employment="PART_TIME", fte=Decimal("0.3"))
    sheet = close_month(station=neighbour_station, month_on=MAY, by=street_officer.actor)
    assert not sheet.needs_second
