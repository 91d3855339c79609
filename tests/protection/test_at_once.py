"""Two connections at once: steps of one report, first taps of one phone, levels of one person."""

import uuid

from liangzhan.access.actor import Actor
from liangzhan.protection.models import Report, ReportStep, Risk, RiskStep
from liangzhan.protection.queries.reports import state_of
from liangzhan.protection.services.reports import add_told, begin_report
from liangzhan.protection.services.risks import raise_risk
from liangzhan.toolkit.periods import moment
from tests.factories import divisions as places
from tests.factories.people import make_individual
from tests.factories.stations import make_site, make_station
from tests.people.test_at_once import at_once

BY = Actor.system("测试")


def station():
    return make_station(make_site(places.communities(places.COUNTY[:6])[0]))


def test_two_steps_of_one_report_both_stand(committed_db):
    report = begin_report(found_at=moment(), form_key=uuid.uuid4(), station=station(), by=BY)

    def step(**told):
        return lambda: add_told(report=report, form_key=uuid.uuid4(), reported_to="POLICE", by=BY, **told).seq

    assert "请写明接报人：姓名或警号都可以。" not in at_once(
        step(receiver="王警官", reported_at=moment()), step(receiver="王警官", receipt_number="示例 1 号")
    )
    assert sorted(ReportStep.objects.values_list("seq", flat=True)) == [1, 2, 3]
    assert ReportStep.objects.filter(stops_clock=True).count() == 1
    assert state_of(report).stopped.receipt_number == "示例 1 号"


def test_one_tap_sent_twice_is_one_report(committed_db):
    place, key, found = station(), uuid.uuid4(), moment()

    def begin():
        return begin_report(found_at=found, form_key=key, station=place, by=BY).pk

    assert len(set(at_once(begin, begin))) == 1
    assert Report.objects.count() == 1


def test_two_workers_judge_one_person(committed_db):
    place = station()
    person = make_individual("王某某", station=place, tie="CLIENT")

    def judge(level):
        return lambda: raise_risk(person=person, station=place, domains=["HEALTH"], level=level, facts="见", by=BY).pk

    at_once(judge("4"), judge("3"))
    assert (Risk.objects.count(), Risk.objects.get().level) == (1, "4")
    assert RiskStep.objects.count() in (1, 2)
