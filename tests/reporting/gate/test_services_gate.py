"""From the upload to the end of a table: does, refuses, records."""

import datetime as dt
from uuid import uuid4

import pytest
import time_machine

from liangzhan.access.actor import Actor
from liangzhan.audit.models import Event
from liangzhan.divisions.models import Division
from liangzhan.reporting.choices import Verdict
from liangzhan.reporting.models import TableRequest
from liangzhan.reporting.queries.gate import (
    asked_twice,
    in_force_count,
    minutes_in_force,
    reaches,
    register,
    waiting_for_decision,
)
from liangzhan.reporting.services import gate
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.reporting.gate.corpus import forms, workbook

pytestmark = pytest.mark.django_db
BASIS = "示例〔2026〕1 号文件"


def form(start):
    return next(one for one in forms() if one.name.startswith(start))


def ask(actor, start="08", *, repeat="MONTH", form_key=None, code="210102000000", **more):
    told = {"title": "", "period": "2026-10", "repeat": repeat, "form_key": form_key or uuid4(), **more}
    return gate.ask_table(content=workbook(form(start)), area=Division.objects.get(code=code), by=actor, **told)


def later(days):
    return today() + dt.timedelta(days=days)


@pytest.fixture
def officers(county_officer, city_officer):
    return county_officer.actor, city_officer.actor


def test_asked_compared_and_counted(officers, station, neighbour_station):
    asker, _ = officers
    type(station).objects.filter(pk=station.pk).update(state="OPERATING", accepted_on=today(), opened_on=today())
    key = uuid4()
    found = ask(asker, form_key=key)
    assert ask(asker, form_key=key) == found and TableRequest.objects.count() == 1
    assert found.state == "MATCHED" and found.title == "“五社联动”资源链接情况汇总表" and found.row_kind == "AREA"
    verdicts = list(found.columns.order_by("position").values_list("verdict", flat=True))
    assert verdicts == ["SKIP", *["KNOWN"] * 4, *["NEW"] * 6] and found.minutes == 18
    assert found.stations_count == 1, "a station that is only planned fills in nothing"
    assert Event.objects.filter(name="reporting.table_asked").count() == 2, "sent twice, kept once"
    assert ask(asker, "03").row_kind == "STATION"


def test_names_are_refused_and_everybody_can_read_why(officers):
    asker, second = officers
    found = ask(asker, "05")
    assert found.state == "REFUSED" and "身份证号码" in found.note and "个人信息保护法" in found.note
    with pytest.raises(RuleBroken):
        gate.submit_table(request=found, basis=BASIS, expires_on=later(9), by=asker)


@pytest.mark.parametrize(
    ("more", "field"),
    [({"period": "2031-01"}, "period"), ({"code": "210100000000"}, "area")],
)
def test_not_for_a_time_to_come_nor_for_another_area(officers, more, field):
    with pytest.raises(RuleBroken) as refusal:
        ask(officers[0], **more)
    assert refusal.value.field == field


def test_a_file_that_is_none_is_told_at_the_file(officers):
    with pytest.raises(RuleBroken) as refusal:
        gate.ask_table(
            title="",
            content=b"x",
            area=Division.objects.get(code="210102000000"),
            period="2026-10",
            repeat="ONCE",
            form_key=uuid4(),
            by=officers[0],
        )
    assert refusal.value.field == "file"


def test_submitted_decided_by_another_and_ended(officers):
    asker, second = officers
    found = ask(asker)
    for basis, end, field in (("", later(30), "basis"), (BASIS, today(), "expires_on")):
        with pytest.raises(RuleBroken) as refusal:
            gate.submit_table(request=found, basis=basis, expires_on=end, by=asker)
        assert refusal.value.field == field
    gate.submit_table(request=found, basis=BASIS, expires_on=later(29), by=asker)
    assert found.state == "SUBMITTED" and found.times == 1
    assert list(waiting_for_decision("2101")) == [found] and not waiting_for_decision("2102").exists()
    with pytest.raises(RuleBroken, match="另一名"):
        gate.decide_table(request=found, accept=True, note="", by=asker)
    gate.decide_table(request=found, accept=True, note="", by=second)
    assert found.state == "ISSUED" and found.decided_by.uuid == second.uuid
    assert minutes_in_force("210102001001") == 18 and minutes_in_force("210103001001") == 0
    assert in_force_count()["tables"] == 1
    with time_machine.travel(dt.datetime.combine(later(30), dt.time(9)), tick=False):
        assert gate.close_expired(on=today(), by=Actor.system("测试")) == [found]
        assert gate.close_expired(on=today(), by=Actor.system("测试")) == []
    found.refresh_from_db()
    assert found.state == "EXPIRED" and minutes_in_force("210102001001") == 0


def test_refused_with_a_reason(officers):
    asker, second = officers
    found = ask(asker)
    gate.submit_table(request=found, basis=BASIS, expires_on=later(30), by=asker)
    with pytest.raises(RuleBroken) as refusal:
        gate.decide_table(request=found, accept=False, note=" ", by=second)
    assert refusal.value.field == "note"
    assert gate.decide_table(request=found, accept=False, note="与工作台账重复", by=second).state == "REFUSED"


def test_first_down_then_basis(officers):
    asker, second = officers
    found = ask(asker, "06", repeat="DAY")
    with pytest.raises(RuleBroken) as refusal:
        gate.start_urgent(request=found, emergency="领导要求", by=asker)
    assert refusal.value.field == "emergency"
    gate.start_urgent(request=found, emergency="辽河流域防汛应急", by=asker)
    assert found.state == "URGENT" and found.basis_due_on == later(3) and found.times == 4
    with pytest.raises(RuleBroken, match="依据"):
        gate.decide_table(request=found, accept=True, note="", by=second)
    assert not waiting_for_decision("2101").exists()
    gate.submit_table(request=found, basis=BASIS, expires_on=later(10), by=asker)
    assert found.state == "URGENT" and found.times == 11 and waiting_for_decision("2101").exists()
    assert gate.decide_table(request=found, accept=True, note="", by=second).state == "ISSUED"


def test_first_down_and_no_basis_ends_by_itself(officers):
    found = ask(officers[0], "06", repeat="DAY")
    gate.start_urgent(request=found, emergency="辽河流域防汛应急", by=officers[0])
    assert gate.close_expired(on=later(3), by=Actor.system("测试")) == []
    assert gate.close_expired(on=later(4), by=Actor.system("测试")) == [found]


def test_what_is_perhaps_there_is_settled_first(officers):
    asker, _ = officers
    found = ask(asker, "04")
    with pytest.raises(RuleBroken, match="没有确认"):
        gate.submit_table(request=found, basis=BASIS, expires_on=later(30), by=asker)
    maybe = found.columns.get(verdict=Verdict.MAYBE)
    before = found.minutes
    assert gate.settle_column(column=maybe, same=False, by=asker).minutes == before + 3
    assert gate.settle_column(column=maybe, same=True, by=asker).minutes == before
    with pytest.raises(RuleBroken, match="没有与这一栏相近"):
        gate.settle_column(column=found.columns.filter(key="", verdict="NEW").first(), same=True, by=asker)
    gate.submit_table(request=found, basis=BASIS, expires_on=later(30), by=asker)
    with pytest.raises(RuleBroken, match="已经提交"):
        gate.settle_column(column=maybe, same=False, by=asker)
    assert gate.withdraw_table(request=found, by=asker).state == "WITHDRAWN"


def test_what_is_all_there_goes_to_nobody(officers):
    found = ask(officers[0], "01")
    assert found.minutes == 0
    with pytest.raises(RuleBroken, match="都已有"):
        gate.submit_table(request=found, basis=BASIS, expires_on=later(30), by=officers[0])


def test_the_same_is_asked_at_most_once(officers):
    asker, second = officers
    first = ask(asker)
    gate.submit_table(request=first, basis=BASIS, expires_on=later(30), by=asker)
    gate.decide_table(request=first, accept=True, note="", by=second)
    again = ask(second, code="210100000000")
    with pytest.raises(RuleBroken, match="同一材料只填一次"):
        gate.submit_table(request=again, basis=BASIS, expires_on=later(30), by=second)
    assert asked_twice() == []
    TableRequest.objects.filter(pk=again.pk).update(state="URGENT", emergency="防汛应急", basis_due_on=later(1))
    assert len(asked_twice()) == 6, "the question finds what is to be found"
    assert [one.new for one in register()] == [6, 6]


def test_a_city_whose_code_ends_in_nought_is_not_its_neighbour():
    assert reaches("211000000000", "211002001001") and not reaches("211000000000", "211102001001")
