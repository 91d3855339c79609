"""What acceptance and the October report put on the desk: verb, object, due date, at most three queries each."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liangzhan.programme.models import OctoberReport, Plan, Visit
from liangzhan.programme.panels import acceptance, october
from liangzhan.programme.services.acceptance import close_visit
from liangzhan.programme.services.october import draft_report, return_report
from liangzhan.programme.services.rectification import answer_rectification
from liangzhan.toolkit.periods import add_workdays, today
from tests.factories import divisions as places
from tests.factories.acceptance import DAY, both_stations, record_all, set_state, visit_of
from tests.factories.stations import furnish
from tests.programme.october_data import DUE, province

PANELS = [
    acceptance.visits_to_plan,
    acceptance.visits_to_hold,
    acceptance.answers_to_check,
    acceptance.things_to_mend,
    acceptance.station_next_steps,
    acceptance.late_rectifications,
    october.reports_to_write,
    october.reports_to_review,
    october.reports_late,
]


def shown(panel, person, day=None):
    """(verb, object, due, tone) of every line; at most three queries."""
    actor = person.actor
    with CaptureQueriesContext(
        connection,
    ) as captured:
        found = panel(actor, day or today())
    assert len(captured) <= 3
    return [(one.verb, one.object, one.due_on, one.tone) for one in found]


@pytest.fixture
def pending(station):
    return set_state(furnish(station), "ACCEPTANCE_PENDING")


@pytest.mark.parametrize("panel", PANELS)
def test_nothing_for_readers_and_nothing_from_nothing(
    panel, committee_member, county_officer, province_officer, station_head
):
    for person in (committee_member, county_officer, province_officer, station_head):
        assert shown(panel, person) == []


def test_the_county(pending, neighbour_station, county_officer, neighbour_county):
    set_state(neighbour_station, "ACCEPTANCE_PENDING", state_since=today())
    due_on = add_workdays(DAY, 10)
    assert shown(acceptance.visits_to_plan, county_officer) == [("安排", "2 个场所的验收", due_on, "miss")]
    assert shown(acceptance.visits_to_plan, county_officer, DAY)[0][3] == "wait"
    visit = visit_of(pending, county_officer)
    assert shown(acceptance.visits_to_plan, county_officer)[0][1] == "1 个场所的验收"
    assert shown(acceptance.visits_to_hold, county_officer) == [("验收", pending.site.name, DAY, "miss")]
    assert shown(acceptance.visits_to_hold, neighbour_county) == []
    Visit.objects.filter(pk=visit.pk).update(scheduled_on=today())
    assert shown(acceptance.visits_to_hold, county_officer)[0][3] == "wait"


def test_mending(pending, station_head, neighbour_head, county_officer):
    visit = record_all(visit_of(pending, county_officer), county_officer, A04="NOT_MET")
    close_visit(visit=visit, held_on=today(), summary="", by=county_officer.actor)
    row = visit.stations.get().rectifications.get()
    assert shown(acceptance.things_to_mend, station_head) == [
        ("反馈整改", f"{pending.name} 醒目标识牌", row.due_on, "wait")
    ]
    assert shown(acceptance.things_to_mend, neighbour_head) == []
    late = row.due_on + dt.timedelta(1)
    assert shown(acceptance.things_to_mend, station_head, late)[0][3] == "miss"
    assert shown(acceptance.late_rectifications, county_officer) == []
    assert shown(acceptance.late_rectifications, county_officer, late) == [
        ("督促", "1 项逾期未反馈的整改", row.due_on, "miss")
    ]
    answer_rectification(rectification=row, answer="已悬挂", by=station_head.actor)
    assert shown(acceptance.answers_to_check, county_officer) == [("核实", "1 项整改反馈", None, "wait")]
    assert shown(acceptance.late_rectifications, county_officer, late) == []


def test_the_station(station, station_head):
    set_state(station, "BUILDING")
    assert shown(acceptance.station_next_steps, station_head) == [
        ("补齐建设材料并提交验收", station.name, None, "wait")
    ]
    set_state(station, "ACCEPTED", accepted_on=DAY)
    assert shown(acceptance.station_next_steps, station_head) == [("填好开放时间并开站", station.name, None, "wait")]


def test_both_stations_are_one_site(community, county_officer):
    both_stations(community, "ACCEPTANCE_PENDING")
    assert shown(acceptance.visits_to_plan, county_officer)[0][1] == "1 个场所的验收"


class TestOctober:
    @pytest.fixture
    def whole(self, db):
        return province()

    def test_the_city(self, whole, city_officer, neighbour_city, province_officer):
        day = DUE - dt.timedelta(10)
        words = "沈阳市2020年十月报告"
        assert shown(october.reports_to_write, city_officer, day) == [("编制", words, DUE, "wait")]
        report = draft_report(plan=whole, division=places.division(places.CITY), by=city_officer.actor)
        assert shown(october.reports_to_write, city_officer, day) == [("报送", words, DUE, "wait")]
        assert shown(october.reports_to_write, city_officer, today()) == [("报送", words, DUE, "miss")]
        OctoberReport.objects.update(state="SUBMITTED")
        assert shown(october.reports_to_write, city_officer, day) == []
        assert shown(october.reports_to_review, province_officer, day) == [("审核", "1 份十月报告", None, "wait")]
        report.refresh_from_db()
        return_report(report=report, reason="补充", by=province_officer.actor)
        assert shown(october.reports_to_write, city_officer, day) == [("修改退回的", words, DUE, "miss")]

    def test_the_province_sees_who_is_late(self, whole, province_officer):
        assert shown(october.reports_late, province_officer) == [
            ("催报", "十月报告：沈阳市、大连市、示例示范区", DUE, "miss")
        ]
        assert shown(october.reports_to_review, province_officer) == []

    def test_not_yet_and_not_after_the_plan_is_closed(self, whole, city_officer, province_officer):
        assert shown(october.reports_to_write, city_officer, DUE - dt.timedelta(61)) == []
        assert len(shown(october.reports_to_write, city_officer, DUE - dt.timedelta(60))) == 1
        Plan.objects.update(state="CLOSED")
        assert shown(october.reports_to_write, city_officer, DUE) == []
        assert shown(october.reports_late, province_officer) == []
