"""Posts: days, overlap, workload; tables of examples."""

import datetime as dt
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.staff.rules import posts
from liangzhan.staff.rules.posts import Held, Limits, PostFacts
from liangzhan.staff.rules.workers import WorkerFacts, worker_problem

TODAY = dt.date(2020, 10, 15)
LIMITS = Limits(years_back=40, days_ahead=366)


def day(text):
    return dt.date.fromisoformat(text)


def facts(start="2020-06-01", end=None, *, fte="1", role="SOCIAL_WORKER", employment="FULL_TIME"):
    return PostFacts(role, employment, day(start), D(fte), day(end) if end else None)


def held(start, end=None, *, fte="1", role="SOCIAL_WORKER", own=True):
    return Held(role, D(fte), day(start), day(end) if end else None, own)


class TestFte:
    @pytest.mark.parametrize(
        ("employment", "given", "kept"),
        [
            ("FULL_TIME", None, "1"),
            ("PART_TIME", None, "0.5"),
            ("FULL_TIME", "0.6", "0.6"),
            ("PART_TIME", "0.2", "0.2"),
        ],
    )
    def test_default(self, employment, given, kept):
        assert posts.tidy_fte(employment, D(given) if given else None) == D(kept)

    @pytest.mark.parametrize(
        ("employment", "fte", "fits"),
        [
            ("FULL_TIME", "1", True), ("FULL_TIME", "0.05", True), ("PART_TIME", "0.99", True),
            ("FULL_TIME", "0.04", False), ("FULL_TIME", "1.01", False), ("FULL_TIME", "0", False),
            ("FULL_TIME", "-1", False), ("PART_TIME", "0.333", False), ("PART_TIME", "1", False),
        ],
    )  # fmt: skip
    def test_range(self, employment, fte, fits):
        assert (posts.fte_problem(employment, D(fte)) == "") is fits

    def test_a_part_timer_is_told_what_to_choose(self):
        assert "请选“专职”" in posts.fte_problem("PART_TIME", D(1))


class TestDays:
    @pytest.mark.parametrize(
        ("start", "end", "born", "contract", "field"),
        [
            ("2020-06-01", None, None, (None, None), ""),
            ("2020-06-01", "2020-06-01", None, (None, None), ""),
            ("2020-06-01", "2020-05-31", None, (None, None), "ends_on"),
            ("1980-01-01", None, None, (None, None), ""),
            ("1979-12-31", None, None, (None, None), "starts_on"),
            ("2021-10-16", None, None, (None, None), ""),
            ("2021-10-17", None, None, (None, None), "starts_on"),
            ("2020-06-01", None, "2004-06-01", (None, None), ""),
            ("2020-06-01", None, "2004-06-02", (None, None), "starts_on"),
            ("2020-06-01", None, None, ("2020-06-01", "2020-12-31"), ""),
            ("2020-06-01", None, None, ("2020-06-02", None), "starts_on"),
            ("2020-06-01", None, None, (None, "2020-06-01"), ""),
            ("2020-06-01", None, None, (None, "2020-05-31"), "starts_on"),
            ("2020-06-01", None, None, ("2020-06-01", "2020-05-01"), "contract_ends_on"),
        ],
    )
    def test_table(self, start, end, born, contract, field):
        found = posts.days_problem(
            facts(start, end),
            born_on=day(born) if born else None,
            contract=tuple(day(one) if one else None for one in contract),
            today=TODAY,
            limits=LIMITS,
        )
        assert found[0] == field
        assert bool(found[1]) is bool(field)

    @pytest.mark.parametrize(
        ("ends", "says"),
        [("2020-06-01", ""), ("2020-05-31", "不能早于上岗"), ("2021-10-16", ""), ("2021-10-17", "最多提前 366 天")],
    )
    def test_end(self, ends, says):
        found = posts.end_problem(day("2020-06-01"), day(ends), today=TODAY, days_ahead=366)
        assert says in found
        assert bool(found) is bool(says)

    def test_closed_station(self):
        assert posts.station_problem("OPERATING", None) == ""
        assert posts.station_problem("SUSPENDED", None) == ""
        assert posts.station_problem("CLOSED", TODAY) == posts.station_problem("OPERATING", TODAY) != ""


class TestOverlap:
    @pytest.mark.parametrize(
        ("one", "refused"),
        [
            (held("2020-01-01"), True),
            (held("2020-01-01", "2020-06-01"), True),
            (held("2020-01-01", "2020-05-31"), False),
            (held("2020-12-31"), True),
            (held("2021-01-01"), False),
            (held("2020-01-01", role="ASSISTANT"), False),
            (held("2020-01-01", own=False), False),
        ],
    )
    def test_table(self, one, refused):
        assert bool(posts.overlap_problem(facts("2020-06-01", "2020-12-31"), [one])) is refused

    def test_says_until_when(self):
        assert "2020年1月1日起，未离岗" in posts.overlap_problem(facts(), [held("2020-01-01")])
        assert "2020年1月1日起至2020年7月1日" in posts.overlap_problem(facts(), [held("2020-01-01", "2020-07-01")])


class TestLoad:
    @pytest.mark.parametrize(
        ("fte", "rows", "refused"),
        [
            ("1", [], False),
            ("0.5", [held("2020-01-01", fte="0.5", own=False)], False),
            ("0.51", [held("2020-01-01", fte="0.5", own=False)], True),
            ("1", [held("2019-01-01", "2020-05-31")], False),
            ("1", [held("2019-01-01", "2020-06-01", fte="0.05")], True),
            # Two halves that follow each other never weigh together.
            ("0.5", [held("2020-06-01", "2020-08-31", fte="0.5"), held("2020-09-01", fte="0.5")], False),
            ("0.5", [held("2020-06-01", "2020-09-01", fte="0.5"), held("2020-09-01", fte="0.5")], True),
            ("0.2", [held("2020-07-01", fte="0.5"), held("2020-08-01", fte="0.4")], True),
        ],
    )
    def test_table(self, fte, rows, refused):
        assert bool(posts.load_problem(facts(fte=fte), rows)) is refused

    def test_says_how_much_is_left(self):
        assert "合计 0.6，加上本岗位超过 1；本岗位最多填 0.4" in posts.load_problem(
            facts(), [held("2020-01-01", fte="0.6")]
        )
        assert "没有余量" in posts.load_problem(facts(), [held("2020-01-01", fte="0.98")])

    spans = st.tuples(st.integers(0, 60), st.integers(0, 30), st.sampled_from(["0.1", "0.3", "0.5"]))

    @given(st.lists(spans, max_size=6), spans)
    def test_most_load_is_the_heaviest_day(self, rows, span):
        base = day("2020-01-01")

        def made(start, length, fte):
            return Held("X", D(fte), base + dt.timedelta(start), base + dt.timedelta(start + length))

        all_rows, new = [made(*row) for row in rows], made(*span)
        days = [new.starts_on + dt.timedelta(n) for n in range((new.ends_on - new.starts_on).days + 1)]
        heaviest = max(sum((r.fte for r in all_rows if r.starts_on <= one <= r.ends_on), D(0)) for one in days)
        assert posts.most_load(all_rows, new.starts_on, new.ends_on) == heaviest


class TestParted:
    def test_within(self):
        last, later = posts.parted(facts("2020-01-01", "2020-12-31"), day("2020-06-01"))
        assert (last, later.starts_on, later.ends_on) == (day("2020-05-31"), day("2020-06-01"), day("2020-12-31"))

    @pytest.mark.parametrize("on", ["2020-01-01", "2019-12-31"])
    def test_first_day_corrects_whole(self, on):
        assert posts.parted(facts("2020-01-01"), day(on)) is None


@pytest.mark.parametrize(
    ("stations", "dual"),
    [
        ([], False),
        ([(1, 10)], False),
        ([(1, 10), (1, 10)], False),
        ([(1, 10), (2, 20)], False),
        ([(1, 10), (1, 11)], True),
    ],
)
def test_dual(stations, dual):
    assert posts.is_dual(stations) is dual


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, ""),
        ({"identity": "AGENCY"}, "employer"),
        ({"identity": "AGENCY", "employer": " "}, "employer"),
        ({"identity": "AGENCY", "employer": "示例社工中心"}, ""),
        ({"office_phone": "024-12345678"}, ""),
        ({"office_phone": "12"}, "office_phone"),
        ({"contract_starts_on": TODAY, "contract_ends_on": TODAY}, ""),
        ({"contract_starts_on": TODAY, "contract_ends_on": dt.date(2020, 10, 14)}, "contract_ends_on"),
    ],
)
def test_worker(given, field):
    assert worker_problem(WorkerFacts(**given))[0] == field
