"""What stands in sealed payloads, and that their length tells nothing."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.ledger.choices import EntryKind, Method, ServiceKind
from liangzhan.ledger.rules.cells import Sum, fold
from liangzhan.ledger.rules.lines import Line, problems_of
from liangzhan.ledger.rules.sealed import (
    STEP,
    SealedLine,
    added,
    cell_text,
    line_of,
    line_text,
    matter_problem,
    sums_of,
)
from liangzhan.people.choices import GROUP_OF_CATEGORY, ClientCategory, ClientGroup

DAY = dt.date(2026, 3, 9)
MATTER = "casework.SealedCase:00000000-0000-0000-0000-000000000001"
moments = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1), timezones=st.just(dt.UTC)) | st.none()
lines = st.builds(
    Line,
    kind=st.sampled_from(EntryKind),
    served_on=st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
    person=st.integers(1, 2**31) | st.none(),
    heads=st.integers(0, 10**9),
    method=st.sampled_from(["", *Method]),
    service_kind=st.sampled_from(["", "S01"]),
    category=st.sampled_from(["", *ClientCategory]),
    minutes=st.integers(0, 1440),
    fen=st.integers(0, 10**15),
    served_by=st.integers(1, 2**31) | st.none(),
    starts_at=moments,
    ends_at=moments,
)


@given(lines, st.sampled_from([1, -1]))
def test_a_payload_comes_back_whole_and_is_of_one_length(line, sign):
    text = line_text(line, MATTER)
    assert len(text) == STEP
    assert line_of(text, sign=sign) == SealedLine(line, MATTER, sign)


def test_cells_come_back_whole_and_in_steps():
    lines = [
        SealedLine(Line(EntryKind.VISIT, DAY, person=number, minutes=5, category="X1"), MATTER) for number in (3, 9)
    ]
    lines.append(SealedLine(Line(EntryKind.CASE_OPENED, DAY, heads=2, fen=7), MATTER))
    sums = fold([one.fact() for one in lines], {})
    text = cell_text(sums)
    assert sums_of(text) == sums and len(text) % STEP == 0
    assert sums_of(cell_text({})) == {}


def test_cells_add_up_and_merged_persons_count_once():
    one, other = Sum(1, 1, 30, 0), Sum(2, 2, 10, 5)
    one.persons.update([3, 4])
    other.persons.update([5])
    total = added([{("VISIT", "X1"): one}, {("VISIT", "X1"): other, ("VISIT", ""): Sum(1, 4)}], {5: 3})
    assert total["VISIT", "X1"] == Sum(3, 3, 40, 5, one.persons) and total["VISIT", ""].times == 4
    assert list(one.persons) == [3, 4]


@pytest.mark.parametrize(
    ("matter", "first", "words"), [("m:1", None, ""), ("m:1", "m:1", ""), ("m:2", "m:1", "另一项"), ("", None, "写明")]
)
def test_a_voucher_has_one_matter(matter, first, words):
    found = matter_problem(matter, first)
    assert words in found if words else found == ""


@pytest.mark.parametrize("category", ["", *ClientCategory])
def test_only_sealed_lines_have_a_sealed_category(category):
    line = Line(EntryKind.VISIT, DAY, category=category)
    hidden = bool(category) and GROUP_OF_CATEGORY[category] == ClientGroup.SENSITIVE
    assert problems_of([line], today=DAY, sealed=True) == []
    found = problems_of([line], today=DAY)
    assert [words[:6] for words in found] == (["第 1 行："] if hidden else [])


@pytest.mark.parametrize("kind", ServiceKind)
def test_only_sealed_lines_are_of_a_sealed_service(kind):
    line = Line(EntryKind.VISIT, DAY, service_kind=kind)
    assert problems_of([line], today=DAY, sealed=True) == []
    assert bool(problems_of([line], today=DAY)) is (kind.label in ("社区矫正", "戒毒康复"))
