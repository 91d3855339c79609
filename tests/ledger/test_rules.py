"""How entries add up, line by line."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.ledger.choices import EntryKind, PostingKind
from liangzhan.ledger.rules.cells import Fact, Sum, fold, month_of, next_month, split_period, union
from liangzhan.ledger.rules.lines import (
    Line,
    digest_of,
    kind_of_posting,
    possible,
    problems_of,
    version_problem,
)

TODAY = dt.date(2026, 3, 10)


def fact(person=None, *, kind="VISIT", category="", heads=0, sign=1, minutes=0, fen=0):
    return Fact(kind, category, person, heads, sign, minutes, fen)


class TestFold:
    def test_person_times_add_up_persons_do_not(self):
        sums = fold([fact(7, minutes=30), fact(7, minutes=20), fact(8, minutes=10)], {})
        held = sums["VISIT", ""]
        assert (held.entries, held.times, held.person_count, held.minutes) == (3, 3, 2, 60)

    def test_heads_count_only_as_person_times(self):
        held = fold([fact(heads=12), fact(3)], {})["VISIT", ""]
        assert (held.entries, held.times, held.person_count) == (2, 13, 1)

    def test_a_thing_without_people_counts_as_one_entry(self):
        held = fold([fact(kind="ACTIVITY_HELD", fen=500)], {})["ACTIVITY_HELD", ""]
        assert (held.entries, held.times, held.fen, held.person_count) == (1, 0, 500, 0)

    def test_taken_back_leaves_nothing(self):
        assert fold([fact(7, minutes=30, fen=9), fact(7, minutes=30, fen=9, sign=-1)], {}) == {}

    def test_a_person_stays_while_another_entry_counts_him(self):
        held = fold([fact(7), fact(7), fact(7, sign=-1)], {})["VISIT", ""]
        assert (held.times, list(held.persons)) == (1, [7])

    def test_a_merged_person_counts_once(self):
        held = fold([fact(7), fact(9)], {9: 7})["VISIT", ""]
        assert (held.times, list(held.persons)) == (2, [7])

    def test_kinds_and_categories_stand_apart(self):
        sums = fold([fact(1, category="E1"), fact(1, category="P1"), fact(1, kind="CASE_CONTACT")], {})
        assert set(sums) == {("VISIT", "E1"), ("VISIT", "P1"), ("CASE_CONTACT", "")}

    @given(st.permutations([fact(1), fact(1, sign=-1), fact(2, heads=0, minutes=5), fact(heads=4), fact(3), fact(1)]))
    def test_order_does_not_matter(self, facts):
        held = fold(facts, {})["VISIT", ""]
        assert (held.entries, held.times, held.minutes, sorted(held.persons)) == (4, 7, 5, [1, 2, 3])


def test_union_of_cells_counts_each_person_once():
    one = Sum(2, 2, 30, 5)
    one.persons.update([1, 2])
    other = Sum(1, 3, 10, 7)
    other.persons.update([2, 3])
    total = union([one, other])
    assert (total.entries, total.times, total.minutes, total.fen, total.person_count) == (3, 5, 40, 12, 3)
    assert list(one.persons) == [1, 2]


def test_nothing_is_nothing():
    assert union([]).is_nothing()
    for filled in (Sum(entries=1), Sum(times=1), Sum(minutes=1), Sum(fen=1)):
        assert not filled.is_nothing()
    person = Sum()
    person.persons.add(4)
    assert not person.is_nothing()


@pytest.mark.parametrize(
    ("start", "end", "months", "spans"),
    [
        ("2026-01-01", "2026-02-28", ["2026-01-01", "2026-02-01"], []),
        ("2026-01-02", "2026-02-28", ["2026-02-01"], [("2026-01-02", "2026-01-31")]),
        ("2026-01-01", "2026-02-27", ["2026-01-01"], [("2026-02-01", "2026-02-27")]),
        ("2026-01-05", "2026-01-09", [], [("2026-01-05", "2026-01-09")]),
        ("2025-12-01", "2026-01-01", ["2025-12-01"], [("2026-01-01", "2026-01-01")]),
        ("2026-01-09", "2026-01-05", [], []),
    ],
)
def test_split_period(start, end, months, spans):
    day = dt.date.fromisoformat
    found = split_period(day(start), day(end))
    assert found == ([day(one) for one in months], [(day(a), day(b)) for a, b in spans])


def test_months():
    assert month_of(dt.date(2026, 2, 28)) == dt.date(2026, 2, 1)
    assert [next_month(dt.date(2026, 1, 31)), next_month(dt.date(2026, 12, 1))] == [
        dt.date(2026, 2, 1),
        dt.date(2027, 1, 1),
    ]


def at(hour):
    return dt.datetime(2026, 3, 9, hour, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"served_on": dt.date(2026, 3, 11)}, "不能晚于今天"),
        ({"person": 3, "heads": 1}, "一行只记一个人"),
        ({"heads": -1}, "不能为负"),
        ({"minutes": -1}, "不能为负"),
        ({"fen": -1}, "不能为负"),
        ({"minutes": 1441}, "不超过 24 小时"),
        ({"ends_at": at(9)}, "不能早于开始"),
        ({"starts_at": at(10), "ends_at": at(9)}, "不能早于开始"),
    ],
)
def test_impossible_lines(fields, words):
    given_fields = {"kind": EntryKind.VISIT, "served_on": TODAY, **fields}
    good = Line(EntryKind.VISIT, TODAY)
    found = problems_of([good, Line(**given_fields)], today=TODAY)
    assert len(found) == 1 and found[0].startswith("第 2 行：") and words in found[0]


def test_possible_lines():
    lines = [
        Line(EntryKind.VISIT, TODAY, person=3, minutes=1440, starts_at=at(9), ends_at=at(9)),
        Line(EntryKind.ACTIVITY_ATTENDANCE, TODAY, heads=40),
    ]
    assert problems_of(lines, today=TODAY) == []


some_lines = st.builds(
    Line,
    kind=st.sampled_from([EntryKind.VISIT, EntryKind.CASE_OPENED]),
    served_on=st.sampled_from([dt.date(2026, 3, 9), TODAY, dt.date(2026, 3, 11)]),
    person=st.sampled_from([None, 3]),
    heads=st.sampled_from([0, 0, 2, -1]),
    minutes=st.sampled_from([0, 30, 1440, 1441, -1]),
    fen=st.sampled_from([0, 5, -1]),
    category=st.sampled_from(["", "E1", "P4", "X1", "X5"]),
    service_kind=st.sampled_from(["", "S01", "S06", "S07"]),
    starts_at=st.sampled_from([None, at(9), at(10)]),
    ends_at=st.sampled_from([None, None, at(9), at(10)]),
)


@given(st.lists(some_lines, max_size=3))
def test_columns_say_what_lines_say(lines):
    assert possible(lines, today=TODAY) is not bool(problems_of(lines, today=TODAY))


@given(st.lists(some_lines, max_size=3), st.lists(some_lines, max_size=3))
def test_digests_are_equal_for_equal_lines_only(lines, others):
    assert (digest_of(lines) == digest_of(others)) is (lines == others)
    plain = [replace(one, kind=str(one.kind)) for one in lines]
    assert digest_of(plain) == digest_of(lines)


def test_digest_tells_every_column_and_the_order():
    one, other = Line(EntryKind.VISIT, TODAY), Line(EntryKind.VISIT, TODAY, person=1)
    assert digest_of([one, other]) == digest_of([Line(EntryKind.VISIT, TODAY), Line(EntryKind.VISIT, TODAY, person=1)])
    assert len({digest_of([one, other]), digest_of([other, one]), digest_of([one]), digest_of([])}) == 4


@pytest.mark.parametrize(
    ("version", "last", "fine"), [(1, None, True), (2, 1, True), (2, None, False), (1, 1, False), (3, 1, False)]
)
def test_versions_come_in_turn(version, last, fine):
    assert (version_problem(version, last) == "") is fine


@pytest.mark.parametrize(
    ("version", "count", "kind"),
    [(1, 2, PostingKind.POSTED), (2, 1, PostingKind.CORRECTED), (2, 0, PostingKind.REVERSED)],
)
def test_kind_of_posting(version, count, kind):
    assert kind_of_posting(version, count) == kind
