"""职业津贴 as tables of examples: who has it, how much, and the sentence when not."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.staff.choices.talent import ListState
from liangzhan.staff.rules import allowance as rules
from liangzhan.staff.rules.allowance import Facts, Held, InPost, Rate

CODE = "210102001001"
MONTH, FIRST, LAST = "2026-10", dt.date(2026, 10, 1), dt.date(2026, 10, 31)
VALID = ((dt.date(2025, 6, 1), dt.date(2028, 5, 31)),)
RATES = (
    Rate(1, "210100000000", "ASW", 20000, dt.date(2020, 1, 1)),
    Rate(2, "210100000000", "SW", 30000, dt.date(2020, 1, 1)),
)


def certificate(level="ASW", passed_on=dt.date(2019, 9, 1), registrations=VALID):
    return Held(level, passed_on, registrations)


def post(station_id=1, fte="1.00", *, full_time=True, start=dt.date(2020, 6, 3), end=None):
    return InPost(station_id, f"示例站{station_id}", fte, full_time, start, end)


def facts(**changes):
    return Facts(**{"certificates": (certificate(),), "posts": (post(),), **changes})


def judged(given, *, rates=RATES, station=1, code=CODE, least=15):
    return rules.verdict(given, station, code, MONTH, rates, least)


class TestYes:
    def test_level_rate_and_reasons(self):
        found = judged(facts())
        assert (found.eligible, found.level, found.fen, found.rate) == (True, "ASW", 20000, RATES[0])
        assert found.reasons == ("持助理社会工作师证书，登记有效", "当月在岗 31 天", "没有停发")
        assert found.mend == ()

    def test_the_highest_registered_level_is_paid(self):
        both = (certificate(), certificate("SW"))
        assert judged(facts(certificates=both)).level == "SW"
        assert judged(facts(certificates=(certificate(), certificate("SW", registrations=())))).level == "ASW"

    @pytest.mark.parametrize(
        "changes",
        [
            {"certificates": (certificate(passed_on=LAST),)},
            {"certificates": (certificate(registrations=((LAST, dt.date(2029, 10, 30)),)),)},
            {"certificates": (certificate(registrations=((dt.date(2023, 11, 1), LAST),)),)},
            {"posts": (post(start=dt.date(2026, 10, 17)),)},
            {"posts": (post(end=dt.date(2026, 10, 15)),)},
            {"holds": ((dt.date(2026, 9, 1), dt.date(2026, 9, 30), "停职"),)},
            {"holds": ((dt.date(2026, 11, 1), None, "停职"),)},
        ],
    )
    def test_on_the_border(self, changes):
        assert judged(facts(**changes)).eligible


NO = [
    ({"certificates": ()}, "没有职业水平证书。", ""),
    ({"certificates": (certificate(passed_on=dt.date(2026, 11, 1)),)}, "没有职业水平证书。", ""),
    ({"certificates": (certificate(registrations=()),)}, "证书没有有效的登记。", "ASW"),
    (
        {"certificates": (certificate(registrations=((dt.date(2023, 10, 31), dt.date(2026, 10, 30)),)),)},
        "证书登记已于 2026-10-30 到期。",
        "ASW",
    ),
    (
        {"certificates": (certificate(registrations=((dt.date(2026, 11, 1), dt.date(2029, 10, 31)),)),)},
        "证书没有有效的登记。",
        "ASW",
    ),
    ({"posts": ()}, "当月没有在岗。", "ASW"),
    ({"posts": (post(end=dt.date(2026, 9, 30)),)}, "当月没有在岗。", "ASW"),
    ({"posts": (post(start=dt.date(2026, 11, 1)),)}, "当月没有在岗。", "ASW"),
    ({"posts": (post(1, "0.40"), post(2, "0.60"))}, "同时在示例站2任职，由该站列入名单（工作量高的一站）。", "ASW"),
    ({"listed_elsewhere": "邻站"}, "这个月已列入邻站的名单，不重复发放。", "ASW"),
    ({"holds": ((dt.date(2026, 10, 31), None, "停职检查"),)}, "停发期间：停职检查", "ASW"),
    ({"holds": ((dt.date(2026, 9, 1), FIRST, "停职检查"),)}, "停发期间：停职检查", "ASW"),
    ({"posts": (post(start=dt.date(2026, 10, 18)),)}, "当月在岗 14 天，不足 15 天。", "ASW"),
]


class TestNo:
    @pytest.mark.parametrize(("changes", "reason", "level"), NO)
    def test_the_reason(self, changes, reason, level):
        found = judged(facts(**changes))
        assert (found.eligible, found.fen, found.reasons, found.level) == (False, 0, (reason,), level)
        assert found.mend

    def test_no_rate(self):
        found = judged(facts(), rates=())
        assert found.reasons == ("本地区没有登记助理社会工作师的津贴标准。",)

    def test_the_rates_own_conditions(self):
        strict = (Rate(1, "210100000000", "ASW", 20000, dt.date(2020, 1, 1), full_time_only=True, least_days=20),)
        part_time = facts(posts=(post(full_time=False),))
        assert judged(part_time, rates=strict).reasons == ("本地标准只发给专职人员。",)
        short = facts(posts=(post(start=dt.date(2026, 10, 13)),))
        assert judged(short, rates=strict).reasons == ("当月在岗 19 天，不足 20 天。",)
        assert judged(facts(posts=(post(start=dt.date(2026, 10, 12)),)), rates=strict).eligible
        # A full-time post that ended before the month does not help.
        old = facts(posts=(post(full_time=False), post(end=dt.date(2026, 9, 30), start=dt.date(2020, 1, 1))))
        assert not judged(old, rates=strict).eligible


class TestPayingStation:
    @pytest.mark.parametrize(
        ("posts", "expected"),
        [
            ([post(1, "0.50"), post(2, "0.60")], 2),
            ([post(2, "0.50"), post(1, "0.50")], 1),
            ([post(2, "0.50", start=dt.date(2020, 1, 1)), post(1, "0.50")], 2),
            ([post(1, "0.50"), post(2, "0.90", end=dt.date(2026, 9, 30))], 1),
            ([post(1, "0.50"), post(2, "0.90", end=FIRST)], 2),
            ([post(1, "0.50"), post(2, "0.90", start=dt.date(2026, 11, 1))], 1),
        ],
    )
    def test_one(self, posts, expected):
        assert rules.paying_station(posts, FIRST, LAST).station_id == expected

    def test_none(self):
        assert rules.paying_station([], FIRST, LAST) is None

    @given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 20)), min_size=1, max_size=6))
    def test_whoever_asks_the_answer_is_the_same(self, drawn):
        posts = [post(station, str(share / 20)) for station, share in drawn]
        asked = {judged(facts(posts=tuple(posts)), station=station).eligible for station, _ in drawn}
        paying = [
            station
            for station in {one for one, _ in drawn}
            if judged(facts(posts=tuple(posts)), station=station).eligible
        ]
        assert len(paying) == 1
        assert True in asked
        assert rules.paying_station(posts, FIRST, LAST) == rules.paying_station(posts[::-1], FIRST, LAST)


class TestRates:
    @pytest.mark.parametrize(
        ("rates", "expected"),
        [
            ([("210000000000", 1), ("210100000000", 2)], 2),
            ([("210102000000", 3), ("210100000000", 2)], 3),
            ([("210103000000", 3), ("210100000000", 2)], 2),
            ([("210200000000", 2)], None),
            ([("21Z001000000", 9), ("210100000000", 2)], 2),
        ],
    )
    def test_the_most_specific_area_wins(self, rates, expected):
        held = [Rate(pk, code, "ASW", 100, dt.date(2020, 1, 1)) for code, pk in rates]
        found = rules.rate_for(held, "ASW", CODE, LAST)
        assert (found and found.pk) == expected

    @pytest.mark.parametrize(
        ("start", "end", "found"),
        [
            (LAST, None, True),
            (dt.date(2026, 11, 1), None, False),
            (FIRST, LAST, True),
            (dt.date(2020, 1, 1), dt.date(2026, 10, 30), False),
        ],
    )
    def test_validity(self, start, end, found):
        held = [Rate(1, "210100000000", "ASW", 100, start, end)]
        assert (rules.rate_for(held, "ASW", CODE, LAST) is not None) is found
        assert rules.rate_for(held, "SW", CODE, LAST) is None

    @pytest.mark.parametrize(
        ("start", "end", "clash"),
        [
            (dt.date(2026, 7, 1), None, False),
            (dt.date(2026, 6, 30), None, True),
            (dt.date(2025, 1, 1), dt.date(2025, 12, 31), False),
            (dt.date(2025, 1, 1), dt.date(2026, 1, 1), True),
            (dt.date(2025, 1, 1), None, True),
            (dt.date(2026, 3, 1), dt.date(2026, 3, 2), True),
        ],
    )
    def test_overlap(self, start, end, clash):
        held = [(dt.date(2026, 1, 1), dt.date(2026, 6, 30))]
        assert bool(rules.overlap_problem(held, start, end)) is clash

    def test_overlap_with_an_open_one(self):
        held = [(dt.date(2026, 1, 1), None)]
        assert rules.overlap_problem(held, dt.date(2030, 1, 1), None) == (
            "与已登记的标准（2026-01-01 起）日期重叠，请先终止原标准。"
        )
        assert rules.overlap_problem(held, dt.date(2025, 1, 1), dt.date(2025, 12, 31)) == ""

    @given(st.data())
    def test_overlap_means_a_common_day(self, data):
        days = st.integers(0, 12).map(lambda n: dt.date(2026, 1, 1) + dt.timedelta(days=n))
        spans = st.tuples(days, days).map(sorted)
        (a, b), (c, d) = data.draw(spans), data.draw(spans)
        common = {a + dt.timedelta(days=n) for n in range((b - a).days + 1)} & {
            c + dt.timedelta(days=n) for n in range((d - c).days + 1)
        }
        assert bool(rules.overlap_problem([(a, b)], c, d)) is bool(common)


class TestMonths:
    @pytest.mark.parametrize(
        ("month", "expected"),
        [("2026-10", (FIRST, LAST)), ("2024-02", (dt.date(2024, 2, 1), dt.date(2024, 2, 29)))],
    )
    def test_days(self, month, expected):
        assert rules.days_of(month) == expected

    @pytest.mark.parametrize("month", ["2026-13", "2026-1", "202610"])
    def test_no_month(self, month):
        with pytest.raises(ValueError, match=month):
            rules.days_of(month)
        assert rules.month_problem(month, LAST) == "请按 2026-10 这样填写月份，不早于 2020 年。"

    @pytest.mark.parametrize(
        ("month", "today", "problem"),
        [
            ("2026-10", dt.date(2026, 11, 1), ""),
            ("2026-10", LAST, "这个月还没有结束，月末以后再生成名单。"),
            ("2027-01", LAST, "这个月还没有结束，月末以后再生成名单。"),
            ("2019-12", LAST, "请按 2026-10 这样填写月份，不早于 2020 年。"),
            ("2020-01", LAST, ""),
        ],
    )
    def test_a_list_is_of_a_month_that_is_over(self, month, today, problem):
        assert rules.month_problem(month, today) == problem

    def test_month_before(self):
        assert rules.month_before(dt.date(2026, 1, 31)) == "2025-12"
        assert rules.month_before(dt.date(2026, 11, 1)) == "2026-10"

    def test_days_in_post_count_once(self):
        posts = [post(end=dt.date(2026, 10, 10)), post(2, start=dt.date(2026, 10, 5), end=dt.date(2026, 10, 12))]
        assert rules.days_in_post(posts, FIRST, LAST) == 12


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("DRAFT", {"SUBMITTED"}),
        ("RETURNED", {"SUBMITTED"}),
        ("SUBMITTED", {"REVIEWED", "RETURNED"}),
        ("REVIEWED", {"APPROVED", "RETURNED"}),
        ("APPROVED", {"PAID"}),
        ("PAID", set()),
    ],
)
def test_the_way_of_a_list(here, there):
    assert {to for to in ListState.values if rules.LIST.allows(here, to)} == there


@pytest.mark.parametrize(
    ("for_month", "fen", "reason", "problem"),
    [
        ("2026-09", 100, "漏发", ""),
        ("2026-09", -100, "多发", ""),
        ("2026-10", 100, "漏发", "补发或扣回只对以前的月份；当月的请更正人员登记后重新核对。"),
        ("2026-11", 100, "漏发", "补发或扣回只对以前的月份；当月的请更正人员登记后重新核对。"),
        ("十月", 100, "漏发", "请按 2026-10 这样填写所属月份。"),
        ("2026-09", 0, "漏发", "金额不能为 0。"),
        ("2026-09", 100, " ", "请写明补发或扣回的理由。"),
    ],
)
def test_adjustment(for_month, fen, reason, problem):
    assert rules.adjustment_problem("2026-10", for_month, fen, reason) == problem


@pytest.mark.parametrize(
    ("on", "problem"),
    [
        (FIRST, ""),
        (dt.date(2026, 9, 30), "发放日期不能早于所属月份。"),
        (dt.date(2026, 11, 28), ""),
        (dt.date(2026, 11, 29), "发放日期不能在今天以后。"),
    ],
)
def test_paid(on, problem):
    assert rules.paid_problem(on, MONTH, dt.date(2026, 11, 28)) == problem
