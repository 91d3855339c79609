"""Clocks of the levels (domain.md 5.7): tables of examples."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from liangzhan.protection.rules.clocks import LIMITS, Step, clocks, next_clock, since_when

PLACE = ZoneInfo("Asia/Shanghai")
LIMIT = {
    "risk.red.supervisor.minutes": 60,
    "risk.red.record.hours": 24,
    "risk.red.contact.days": 1,
    "risk.orange.supervisor.days": 0,
    "risk.orange.plan.hours": 24,
    "risk.orange.contact.days": 3,
    "risk.yellow.supervisor.workdays": 3,
    "risk.yellow.contact.days": 7,
}


def at(day: int, hour: int = 10, minute: int = 0, second: int = 0) -> dt.datetime:
    """In June 2026; the 5th is a Friday."""
    return dt.datetime(2026, 6, day, hour, minute, second, tzinfo=PLACE)


def step(kind: str, level: str, moment: dt.datetime, written: dt.datetime | None = None) -> Step:
    return Step(kind, level, moment, written or moment)


def due(level: str, *steps: Step) -> dict[str, dt.datetime]:
    return {str(one.duty): one.due_at for one in clocks(level, steps, LIMIT)}


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("4", {"SUPERVISOR": at(5, 11), "RECORD": at(6, 10), "CONTACT": at(6, 23, 59, 59)}),
        ("3", {"SUPERVISOR": at(5, 23, 59, 59), "PLAN": at(6, 10), "CONTACT": at(8, 23, 59, 59)}),
        ("2", {"SUPERVISOR": at(10, 23, 59, 59), "CONTACT": at(12, 23, 59, 59)}),
        ("1", {}),
    ],
)
def test_what_a_level_asks_for(level, expected):
    assert due(level, step("RAISED", level, at(5))) == expected


def test_every_level_has_its_row():
    assert set(LIMITS) == {"1", "2", "3", "4"}


def test_nothing_runs_where_no_step_says_since_when():
    assert clocks("4", [], LIMIT) == []


@pytest.mark.parametrize(
    ("level", "steps", "since"),
    [
        ("2", [("RAISED", "2", 5)], 5),
        ("4", [("RAISED", "2", 5), ("RAISED", "4", 6)], 6),
        ("3", [("RAISED", "4", 5), ("LOWERED", "3", 7)], 5),
        ("4", [("RAISED", "4", 5), ("LOWERED", "2", 6), ("RAISED", "4", 8)], 8),
        ("3", [("RAISED", "3", 5), ("CONTACT", "2", 6)], 5),
    ],
)
def test_since_when_the_level_holds(level, steps, since):
    assert since_when(level, [step(kind, held, at(day)) for kind, held, day in steps]) == at(since)


def test_a_duty_done_before_the_level_rose_is_due_again():
    steps = [step("RAISED", "2", at(5)), step("SUPERVISOR", "2", at(5, 11)), step("RAISED", "4", at(6))]
    held = {one.duty: one for one in clocks("4", steps, LIMIT)}
    assert held["SUPERVISOR"].is_running
    assert held["SUPERVISOR"].is_late(at(6, 11, 1))
    assert not held["SUPERVISOR"].is_late(at(6, 11))


def test_a_call_made_before_it_was_written_down_counts():
    steps = [step("RAISED", "4", at(5, 10)), step("SUPERVISOR", "4", at(5, 9, 30), at(5, 10, 5))]
    held = {one.duty: one for one in clocks("4", steps, LIMIT)}
    assert held["SUPERVISOR"].done_at == at(5, 9, 30)
    assert not held["SUPERVISOR"].is_late(at(9))


def test_contact_runs_anew_from_each_contact():
    steps = [step("RAISED", "3", at(5)), step("CONTACT", "3", at(7)), step("CONTACT", "3", at(6))]
    assert due("3", *steps)["CONTACT"] == at(10, 23, 59, 59)


def test_what_is_due_first():
    held = clocks("4", [step("RAISED", "4", at(5)), step("SUPERVISOR", "4", at(5))], LIMIT)
    assert next_clock(held).duty == "RECORD"
    assert next_clock([]) is None
