"""Returns: who writes, who accepts, when they are due, what changed, what keeps them from being sent."""

import datetime as dt

import pytest

from liangzhan.access.roles import Role
from liangzhan.reporting.choices import ReturnState
from liangzhan.reporting.rules.definitions import BY_CODE
from liangzhan.reporting.rules.periods import period_of, previous
from liangzhan.reporting.rules.return_samples import DUE_DAYS, SAMPLES
from liangzhan.reporting.rules.returns import (
    RETURNS,
    differences,
    due_on,
    figures_hash,
    latest_ended,
    level_above,
    level_below,
    levels_accepted,
    levels_written,
    named,
    sending_problem,
    timely,
    words_missing,
)


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("form", "period", "days"),
    [
        ("MONTH", "2026-10", {"STATION": "2026-11-05"}),
        ("QUARTER", "2026-Q4", {"STREET": "2027-01-10", "COUNTY": "2027-01-10"}),
        ("YEAR", "2026", dict.fromkeys(("STATION", "STREET", "COUNTY", "CITY"), "2027-01-15")),
        ("HALF", "2026-H1", dict.fromkeys(("STATION", "STREET", "COUNTY", "CITY"), "2026-07-15")),
        ("OCTOBER", "2026-OCT", {"STATION": "2026-10-10", "STREET": "2026-10-15", "COUNTY": "2026-10-20"}),
    ],
)
def test_due_days_along_the_chain(form, period, days):
    found = {str(level): due_on(named(period), count).isoformat() for level, count in DUE_DAYS[form].items()}
    assert found == days


@pytest.mark.parametrize(
    ("cycle", "today", "period"),
    [
        ("MONTH", "2026-11-01", "2026-10"),
        ("MONTH", "2026-10-31", "2026-09"),
        ("MONTH", "2026-01-15", "2025-12"),
        ("QUARTER", "2026-10-01", "2026-Q3"),
        ("QUARTER", "2026-12-31", "2026-Q3"),
        ("QUARTER", "2027-01-01", "2026-Q4"),
        ("HALF", "2026-07-01", "2026-H1"),
        ("HALF", "2026-06-30", "2025-H2"),
        ("YEAR", "2026-12-31", "2025"),
        ("YEAR", "2027-01-01", "2026"),
        ("OCTOBER", "2026-09-30", "2025-OCT"),
        ("OCTOBER", "2026-10-01", "2026-OCT"),
        ("OCTOBER", "2027-02-01", "2026-OCT"),
    ],
)
def test_the_newest_period_that_is_over(cycle, today, period):
    assert latest_ended(cycle, day(today)).code == period


def test_the_months_of_the_october_report():
    period = period_of("2026-oct")
    assert (period.start, period.end, period.words) == (day("2026-01-01"), day("2026-09-30"), "2026 年 1—9 月")
    assert previous(period).code == "2025-OCT"
    with pytest.raises(ValueError, match="2026-13"):
        named("2026-13")


MOVES = {
    "DRAFT": {"SUBMITTED"},
    "SUBMITTED": {"RETURNED", "ACCEPTED"},
    "RETURNED": {"SUBMITTED"},
    "ACCEPTED": {"RETURNED", "LOCKED"},
    "LOCKED": set(),
}


@pytest.mark.parametrize("state", ReturnState.values)
def test_states_follow_the_table(state):
    assert {to for to in ReturnState.values if RETURNS.allows(state, to)} == MOVES[state]


@pytest.mark.parametrize(
    ("role", "written", "accepted", "below"),
    [
        (Role.STATION_HEAD, ["STATION"], [], []),
        (Role.SOCIAL_WORKER, ["STATION"], [], []),
        (Role.VS_KEEPER, ["STATION"], [], []),
        (Role.STREET, ["STREET"], ["STATION"], ["STATION"]),
        (Role.COUNTY, ["COUNTY"], ["STATION", "STREET"], ["STREET"]),
        (Role.CITY, ["CITY"], ["STATION", "STREET", "COUNTY"], ["COUNTY"]),
        (Role.PROVINCE, [], ["STATION", "STREET", "COUNTY", "CITY"], ["CITY"]),
        (Role.COMMITTEE, [], [], []),
        (Role.EVALUATOR, [], [], []),
    ],
)
def test_each_level_writes_its_own_and_accepts_what_is_below(role, written, accepted, below):
    assert levels_written(role) == written
    assert levels_accepted(role) == accepted
    assert levels_accepted(role, next_only=True) == below


def test_levels_up_and_down():
    assert level_above("STATION") == "STREET" and level_above("CITY") == "PROVINCE"
    assert level_below("STATION") is None and level_below("PROVINCE") == "CITY"
    with pytest.raises(ValueError, match="province"):
        level_above("PROVINCE")


@pytest.mark.parametrize(
    ("state", "ends", "words"),
    [
        ("DRAFT", "2026-10-31", ""),
        ("RETURNED", "2026-10-31", ""),
        ("DRAFT", "2026-11-28", "还没有结束"),
        ("SUBMITTED", "2026-10-31", "已经报送，不用再报"),
        ("ACCEPTED", "2026-10-31", "已经审核通过"),
        ("LOCKED", "2026-10-31", "已经锁定"),
    ],
)
def test_what_keeps_a_return_from_being_sent(state, ends, words):
    found = sending_problem(state, day(ends), day("2026-11-28"))
    assert (words in found) if words else found == ""


@pytest.mark.parametrize(
    ("sent", "today", "found"),
    [
        ("2026-11-05", "2026-11-28", "ON_TIME"),
        ("2026-11-06", "2026-11-28", "LATE"),
        (None, "2026-11-05", "OPEN"),
        (None, "2026-11-06", "MISSING"),
    ],
)
def test_timely(sent, today, found):
    assert timely(day(sent) if sent else None, day("2026-11-05"), day(today)) == found


def figure(key, value, shown=""):
    return {"key": key, "heading": key, "unit": "人次", "value": value, "shown": shown or value}


def test_differences_in_the_order_of_the_later_one():
    before = [figure("a", "1"), figure("b", "2"), figure("gone", "3")]
    after = [figure("new", "9"), figure("b", "1002", "1,002"), figure("a", "1")]
    found = [(one.heading, one.before, one.after) for one in differences(before, after)]
    assert found == [("new", "", "9"), ("b", "2", "1,002"), ("gone", "3", "")]
    assert differences(before, before) == []


def test_the_hash_names_figures_and_definitions():
    one, other = [figure("a", "1")], [figure("a", "2")]
    assert figures_hash(one, 1) == figures_hash([dict(reversed(one[0].items()))], 1)
    assert len({figures_hash(one, 1), figures_hash(one, 2), figures_hash(other, 1)}) == 3


def test_required_words():
    blocks = [("work", "主要工作", True), ("next", "打算", False)]
    assert words_missing(blocks, {"work": "  "}) == ["请填写“主要工作”。"]
    assert words_missing(blocks, {"work": "做了三件事"}) == []


@pytest.mark.parametrize("form", SAMPLES, ids=lambda one: one.code)
def test_samples_ask_for_what_indicators_answer_and_say_that_they_are_samples(form):
    keys = [key for key, _ in form.columns]
    assert len(keys) == len(set(keys)) and "示例" in form.basis and "示例" in form.name
    for key in keys:
        code, _, part = key.partition(".")
        assert part in {one.key for one in BY_CODE[code].parts}
    assert set(form.levels) == set(DUE_DAYS[form.code])
    # A station alone writes no more than it must: its month asks for no word at all.
    assert form.code != "MONTH" or not any(block.required for block in form.blocks)
