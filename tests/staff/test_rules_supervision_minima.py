"""How much supervision is owed (domain.md 4.4 [D])."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.staff.choices.supervision import OwedKind
from liangzhan.staff.rules.supervision_minima import (
    KEYS,
    Held,
    Minima,
    Owed,
    before,
    minima_from,
    month_of,
    months_after,
    most_pressing,
    owed,
    periods_around,
    periods_of_quarter,
    quarter_of,
)

MINIMA = Minima(1, 120, 1, 6, 2, frozenset({"INDIVIDUAL", "ONSITE"}), frozenset({"GROUP", "PEER"}))
LONG_AGO = dt.date(2020, 1, 1)
ON = dt.date(2026, 11, 20)


def day(text):
    return dt.date.fromisoformat(text)


def lacks(held, *, since=LONG_AGO, on=ON, minima=MINIMA, periods=None):
    sessions = [Held(day(one), form, minutes) for one, form, minutes in held]
    return [(str(x.kind), x.start.isoformat(), x.need, x.have, x.late) for x in owed(
        sessions, since=since, on=on, minima=minima, periods=periods)]  # fmt: skip


GROUPS = [("2026-08-03", "GROUP", 90), ("2026-10-08", "PEER", 60)]


def test_everything_lacks():
    assert lacks([]) == [
        ("INDIVIDUAL", "2026-10-01", 1, 0, True),
        ("INDIVIDUAL", "2026-11-01", 1, 0, False),
        ("GROUP", "2026-07-01", 1, 0, True),
        ("GROUP", "2026-10-01", 1, 0, False),
    ]


def test_one_of_each_is_enough():
    assert lacks([*GROUPS, ("2026-10-31", "INDIVIDUAL", 30), ("2026-11-01", "ONSITE", 30)]) == []


def test_hours_instead_of_an_individual_session():
    two_hours = [("2026-10-02", "GROUP", 60), ("2026-10-03", "PEER", 60)]
    assert lacks([*GROUPS[:1], *two_hours, ("2026-11-02", "INDIVIDUAL", 30)]) == []
    short = [("2026-10-02", "GROUP", 60), ("2026-10-03", "PEER", 59)]
    assert lacks([*GROUPS[:1], *short, ("2026-11-02", "INDIVIDUAL", 30)]) == [("INDIVIDUAL", "2026-10-01", 1, 0, True)]


def test_a_new_worker_wants_two_and_no_hours_instead():
    since = day("2026-05-02")
    one = [*GROUPS, ("2026-10-05", "INDIVIDUAL", 300), ("2026-11-05", "INDIVIDUAL", 300)]
    assert lacks(one, since=since) == [
        ("INDIVIDUAL", "2026-10-01", 2, 1, True),
        ("INDIVIDUAL", "2026-11-01", 2, 1, False),
    ]
    assert lacks(one, since=day("2026-05-01")) == [("INDIVIDUAL", "2026-10-01", 2, 1, True)]
    assert lacks([*one, ("2026-10-06", "ONSITE", 30), ("2026-11-06", "ONSITE", 30)], since=since) == []


def test_only_whole_periods_in_post():
    assert lacks([], since=day("2026-11-01")) == [("INDIVIDUAL", "2026-11-01", 2, 0, False)]
    assert lacks([], since=day("2026-11-02")) == []
    assert [one[0] for one in lacks([], since=day("2026-10-01"))] == ["INDIVIDUAL", "INDIVIDUAL", "GROUP"]


def test_a_period_that_has_not_begun_is_not_owed():
    assert lacks([], periods=periods_of_quarter(day("2026-10-01")), on=day("2026-11-20")) == [
        ("INDIVIDUAL", "2026-10-01", 1, 0, True),
        ("INDIVIDUAL", "2026-11-01", 1, 0, False),
        ("GROUP", "2026-10-01", 1, 0, False),
    ]


def test_late_begins_the_day_after():
    def late(on):
        return [one for one in lacks(GROUPS, on=on) if one[1] == "2026-10-01"]

    assert late(day("2026-10-31")) == [("INDIVIDUAL", "2026-10-01", 1, 0, False)]
    assert late(day("2026-11-01")) == [("INDIVIDUAL", "2026-10-01", 1, 0, True)]


def test_a_list_shows_the_late_one_of_each_kind():
    found = owed([], since=LONG_AGO, on=ON, minima=MINIMA)
    assert [(str(one.kind), one.late) for one in most_pressing(found)] == [("INDIVIDUAL", True), ("GROUP", True)]
    assert most_pressing(reversed(found)) == list(reversed(most_pressing(found)))
    assert most_pressing(found[1:2]) == found[1:2]


def test_words():
    month = Owed(OwedKind.INDIVIDUAL, day("2026-10-01"), day("2026-10-31"), 2, 1, late=True)
    quarter = Owed(OwedKind.GROUP, day("2026-10-01"), day("2026-12-31"), 1, 0, late=False)
    assert (month.words, quarter.words) == ("10月个别督导少 1 次", "第4季度团体督导还差 1 次")


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-08-15", 6, "2027-02-15"),
        ("2026-12-01", 0, "2026-12-01"),
        ("2026-11-30", 3, "2027-02-28"),
    ],
)
def test_months_after(start, months, end):
    assert months_after(day(start), months) == day(end)


def test_periods():
    assert month_of(day("2026-12-05")) == (day("2026-12-01"), day("2026-12-31"))
    assert quarter_of(day("2026-12-31")) == (day("2026-10-01"), day("2026-12-31"))
    assert quarter_of(day("2026-01-01")) == (day("2026-01-01"), day("2026-03-31"))
    assert before(day("2026-01-01")) == day("2025-12-31")
    assert [(str(kind), start.isoformat()) for kind, start, _ in periods_around(day("2026-01-10"))] == [
        ("INDIVIDUAL", "2025-12-01"),
        ("INDIVIDUAL", "2026-01-01"),
        ("GROUP", "2025-10-01"),
        ("GROUP", "2026-01-01"),
    ]


def test_settings_by_key():
    values = dict(zip(KEYS, (3, 90, 2, 4, 5, ["INDIVIDUAL"], ["GROUP"]), strict=True))
    assert minima_from(values) == Minima(3, 90, 2, 4, 5, frozenset({"INDIVIDUAL"}), frozenset({"GROUP"}))


DAYS = st.dates(day("2026-06-01"), day("2026-12-31"))
SESSIONS = st.lists(st.builds(Held, DAYS, st.sampled_from(["INDIVIDUAL", "GROUP", "PEER"]), st.integers(10, 200)))


@given(SESSIONS, DAYS, st.permutations(range(12)))
def test_the_order_does_not_matter_and_more_is_never_worse(sessions, on, order):
    shuffled = [sessions[at] for at in order if at < len(sessions)] + sessions[12:]
    plain = owed(sessions, since=LONG_AGO, on=on, minima=MINIMA)
    assert owed(shuffled, since=LONG_AGO, on=on, minima=MINIMA) == plain
    more = owed([*sessions, Held(on, "INDIVIDUAL", 60)], since=LONG_AGO, on=on, minima=MINIMA)
    assert {(one.kind, one.start) for one in more} <= {(one.kind, one.start) for one in plain}


def test_nothing_asked_nothing_owed():
    assert lacks([], minima=replace(MINIMA, individual_count=0, group_count=0)) == []
