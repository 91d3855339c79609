"""Worked examples of domain.md 9.3, added up by hand: what each indicator of the ledger counts, and what it does not."""

import datetime as dt
from decimal import Decimal

import pytest

from liangzhan.divisions.models import Division
from liangzhan.ledger.services.cells import rebuild_dirty
from liangzhan.ledger.services.posting import post
from liangzhan.reporting.queries.asked import question
from liangzhan.reporting.queries.indicators import compute
from liangzhan.reporting.rules.periods import period_of
from tests.factories.divisions import COUNTY
from tests.factories.ledger import a_line, a_voucher
from tests.factories.people import BY, make_individual
from tests.factories.volunteers import make_volunteer

OCTOBER, TODAY = period_of("2026-10"), dt.date(2026, 11, 5)
pytestmark = pytest.mark.time_machine(dt.datetime(2026, 11, 5, 2, tzinfo=dt.UTC))


def day(number, month=10):
    return dt.date(2026, month, number)


@pytest.fixture
def people(db):
    return [make_individual(name) for name in ("甲某", "乙某", "丙某", "丁某")]


@pytest.fixture
def worked(station, people):
    """October of one station: what happened before and after it stands beside it and must not be counted."""
    first, second, third, fourth = people
    lines = [
        # Before: two cases are opened, one is closed.
        a_line(first, kind="CASE_OPENED", served_on=day(1, 9), minutes=0),
        a_line(second, kind="CASE_OPENED", served_on=day(2, 9), minutes=0),
        a_line(first, kind="CASE_CLOSED", served_on=day(30, 9), minutes=0),
        a_line(fourth, kind="VISIT", served_on=day(30, 9), category="E1"),
        # October.
        a_line(third, kind="CASE_OPENED", served_on=day(8), minutes=0),
        a_line(second, kind="CASE_CLOSED", served_on=day(20), minutes=0),
        a_line(third, kind="FILE_OPENED", served_on=day(8), minutes=0),
        a_line(second, kind="CASE_CONTACT", served_on=day(5), category="E1"),
        a_line(second, kind="CASE_CONTACT", served_on=day(6), category="E1"),
        a_line(first, kind="VISIT", served_on=day(7), category="L1"),
        a_line(kind="VISIT_HOUSEHOLD", served_on=day(7), minutes=0),
        a_line(third, kind="CONSULTATION", served_on=day(9)),
        a_line(kind="GROUP_OPENED", served_on=day(10), minutes=0),
        a_line(kind="GROUP_SESSION", served_on=day(10), minutes=90),
        a_line(kind="GROUP_SESSION", served_on=day(17), minutes=90),
        *(a_line(one, kind="GROUP_ATTENDANCE", served_on=day(10), minutes=90) for one in (first, second)),
        a_line(first, kind="GROUP_ATTENDANCE", served_on=day(17), minutes=90),
        a_line(kind="ACTIVITY_HELD", served_on=day(24), minutes=0),
        a_line(third, kind="ACTIVITY_ATTENDANCE", served_on=day(24)),
        a_line(kind="ACTIVITY_ATTENDANCE", served_on=day(24), heads=30),
        a_line(fourth, kind="VOLUNTEER_SERVICE", served_on=day(24), minutes=100),
        a_line(fourth, kind="VOLUNTEER_SERVICE", served_on=day(25), minutes=55),
        a_line(fourth, kind="VOLUNTEER_TRAINING", served_on=day(26), minutes=90),
        a_line(kind="RESOURCE_LINKED", served_on=day(27), fen=123_450, minutes=0),
        # After.
        a_line(fourth, kind="VISIT", served_on=day(1, 11)),
    ]
    for line in lines:
        post(voucher=a_voucher(), version=1, station=station, lines=[line], by=BY)
    return station


EXAMPLES = {
    "I05": {"persons": 3},  # 甲、乙、丙; the volunteer is no client
    "I06": {"times": 2 + 1 + 1 + 3 + 31},  # contacts, visit, consultation, group, activity with heads without a name
    "I07": {"persons": 1},
    "I08": {"opened": 1, "open": 2 - 1 + 1 - 1, "closed": 1},
    "I09": {"closed": Decimal("50.0"), "goals": None},  # 1 closed of (1 open at the start + 1 opened)
    "I10": {"groups": 1, "sessions": 2, "times": 3},
    "I11": {"held": 1, "times": 31},
    "I12": {"times": 1, "households": 1},
    "I15": {"persons": 1},
    "I16": {"hours": Decimal("2.6")},  # 155 minutes, added up before they are told in hours; training is not among them
    "I18": {"times": 1, "hours": Decimal("1.5")},
    "I20": {"money": Decimal("0.00"), "goods": Decimal("0.00"), "service": Decimal("1234.50")},
    "I26": {"rate": Decimal("66.7"), "persons": 2},  # 乙 (elderly) and 甲 (left-behind child) of three
}


def asked_by(reader):
    area = Division.objects.get(code=COUNTY)
    return question(reader.actor, area, OCTOBER, today=TODAY)


@pytest.mark.parametrize("in_step", [False, True])
def test_worked_examples(worked, county_officer, in_step):
    if in_step:
        rebuild_dirty()
    found = {one.indicator.code: one.values for one in compute(asked_by(county_officer), EXAMPLES)}
    assert found == EXAMPLES


def test_a_volunteer_is_counted_where_the_national_system_took_him(station, county_officer):
    """I14: two on our own register, one of them with a number that the other side accepted."""
    make_volunteer(station=station)
    taken = make_volunteer(station=station)
    type(taken).objects.filter(pk=taken.pk).update(national_state="ACCEPTED", national_on=day(3))
    type(taken).objects.update(confirmed_at=dt.datetime(2026, 10, 2, tzinfo=dt.UTC), state="ACTIVE")
    (answer,) = compute(asked_by(county_officer), ["I14"])
    assert answer.values == {"national": 1, "own": 1}
