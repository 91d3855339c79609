"""Coming and going: what may be, and what cannot."""

import datetime as dt

import pytest

from liangzhan.occasions.choices import AttendeeState, CheckInWay
from liangzhan.occasions.rules.arranging import ZONE, open_problem, parts_of, place_problem, time_problem, when_words
from liangzhan.occasions.rules.presence import (
    Limits,
    Span,
    day_problem,
    first_clash,
    in_problem,
    minutes_between,
    out_problem,
    part_for,
    roll_problem,
    taken_until,
    unidentified_problem,
)

LIMITS = Limits(before=30, after=30, out_after=120, day_most=720)


def at(clock, day=5):
    hour, minute = map(int, clock.split(":"))
    return dt.datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


MORNING = [(at("09:00"), at("12:00"))]


class TestParts:
    def test_up_to_a_day_is_one_part(self):
        assert parts_of(at("20:00"), at("08:00", 6)) == [(at("20:00"), at("08:00", 6))]
        assert parts_of(at("09:00"), at("09:00", 6)) == [(at("09:00"), at("09:00", 6))]

    def test_several_days_have_the_same_hours(self):
        assert parts_of(at("09:00"), at("17:00", 7)) == [(at("09:00", day), at("17:00", day)) for day in (5, 6, 7)]

    @pytest.mark.parametrize(
        ("start", "end", "words"),
        [
            (at("09:00"), at("09:00"), "晚于开始"),
            (at("09:00"), at("08:59"), "晚于开始"),
            (at("09:00"), at("09:00", 6), ""),
            (at("20:00"), at("08:00", 6), ""),
            (at("20:00"), at("08:00", 7), "每天的起止时刻"),
            (at("09:00"), at("17:00", 31), ""),
            (at("09:00", 1), at("17:00", 31), ""),
            (at("09:00", 1), dt.datetime(2026, 4, 1, 17, tzinfo=ZONE), "最长 31 天"),
        ],
    )
    def test_how_long_something_lasts(self, start, end, words):
        problem = time_problem(start, end)
        assert words in problem and bool(words) == bool(problem)

    def test_the_part_of_a_moment(self):
        parts = parts_of(at("09:00"), at("17:00", 6))
        assert part_for(parts, at("08:00")) == parts[0]
        assert part_for(parts, at("17:30")) == parts[0]
        assert part_for(parts, at("08:45", 6)) == parts[1]
        assert part_for(parts, at("12:00", 6)) == parts[1]
        assert part_for(parts, at("20:00", 9)) == parts[1]


class TestComing:
    @pytest.mark.parametrize(
        ("clock", "words"),
        [
            ("08:29", "还没到签到时间，3月5日 08:30 开始"),
            ("08:30", ""),
            ("09:00", ""),
            ("12:30", ""),
            ("12:31", "已过签到时间（3月5日 12:00 结束）"),
        ],
    )
    def test_when_check_in_is_open(self, clock, words):
        problem = in_problem(MORNING, at(clock), now=at("18:00"), limits=LIMITS)
        assert words in problem and bool(words) == bool(problem)

    def test_not_in_the_future(self):
        assert in_problem(MORNING, at("09:03"), now=at("09:00"), limits=LIMITS) == "签到时间不能晚于现在。"
        assert in_problem(MORNING, at("09:02"), now=at("09:00"), limits=LIMITS) == ""


class TestGoing:
    @pytest.mark.parametrize(
        ("clock", "way", "words"),
        [
            ("09:04", CheckInWay.CODE, "不能早于签到（3月5日 09:05）"),
            ("09:05", CheckInWay.CODE, ""),
            ("14:00", CheckInWay.CODE, ""),
            ("14:01", CheckInWay.CODE, "请负责人在点名页补记"),
            ("14:01", CheckInWay.SCREEN, "请负责人在点名页补记"),
            ("14:01", CheckInWay.ROLL, "请核对"),
        ],
    )
    def test_until_when_one_may_check_out(self, clock, way, words):
        problem = out_problem(MORNING, at("09:05"), at(clock), way, now=at("18:00"), limits=LIMITS)
        assert words in problem and bool(words) == bool(problem)

    def test_not_in_the_future(self):
        problem = out_problem(MORNING, at("09:05"), at("10:03"), "CODE", now=at("10:00"), limits=LIMITS)
        assert problem == "签退时间不能晚于现在。"

    def test_whoever_came_after_the_end_may_leave(self):
        assert out_problem(MORNING, at("12:20"), at("14:20"), "CODE", now=at("18:00"), limits=LIMITS) == ""

    @pytest.mark.parametrize(("until", "minutes"), [(None, 0), (at("09:00"), 0), (at("10:30"), 90), (at("08:00"), 0)])
    def test_minutes(self, until, minutes):
        assert minutes_between(at("09:00"), until) == minutes

    def test_seconds_are_not_counted(self):
        assert minutes_between(at("09:00"), at("09:01") + dt.timedelta(seconds=59)) == 1


def span(start, end, kind="MEETING", station=1, occasion=1):
    return Span(at(start), at(end), kind, station, occasion)


class TestClashes:
    @pytest.mark.parametrize(
        ("one", "other", "clashes"),
        [
            (span("09:00", "10:00"), span("10:00", "11:00"), False),
            (span("09:00", "10:01"), span("10:00", "11:00"), True),
            (span("10:30", "10:45"), span("10:00", "11:00"), True),
            (span("10:30", "10:30"), span("10:00", "11:00"), True),
            (span("10:00", "10:00"), span("10:00", "11:00"), False),
            (span("11:00", "11:00"), span("10:00", "11:00"), False),
            (span("09:00", "12:00", "DUTY"), span("10:00", "11:00", "GROUP_SESSION"), False),
            (span("10:00", "11:00", "SUPERVISION"), span("09:00", "12:00", "DUTY"), False),
            (span("09:00", "12:00", "DUTY"), span("10:00", "11:00", "GROUP_SESSION", station=2), True),
            (span("09:00", "12:00", "DUTY", None), span("10:00", "11:00", "TRAINING", None), True),
            (span("09:00", "12:00", "DUTY"), span("10:00", "11:00", "VOLUNTEER"), True),
            (span("09:00", "12:00", "DUTY"), span("10:00", "11:00", "DUTY"), True),
            (span("09:00", "12:00", "TRAINING"), span("10:00", "11:00", "MEETING"), True),
        ],
    )
    def test_two_places_at_once(self, one, other, clashes):
        assert (first_clash(one, [other]) is other) == clashes

    def test_the_first_is_named(self):
        later, earlier = span("11:00", "12:00"), span("09:00", "10:30")
        assert first_clash(span("10:00", "11:30"), [later, earlier]) is earlier

    def test_an_open_stay_lasts_until_the_end_of_its_part(self):
        assert taken_until(MORNING, at("09:10"), None) == at("12:00")
        assert taken_until(MORNING, at("12:20"), None) == at("12:20")
        assert taken_until(MORNING, at("09:10"), at("10:00")) == at("10:00")


class TestDay:
    def test_twelve_hours_and_no_more(self):
        morning = (at("06:00"), at("12:00"))
        assert day_problem([morning], (at("13:00"), at("19:00")), limits=LIMITS) == ""
        assert day_problem([morning], (at("13:00"), at("19:01")), limits=LIMITS) == (
            "3月5日累计 12 小时 1 分钟，超过一天 12 小时的上限，请核对签到和签退时间。"
        )

    def test_other_days_do_not_count(self):
        assert day_problem([(at("06:00", 4), at("18:00", 4))], (at("08:00"), at("20:00")), limits=LIMITS) == ""

    def test_what_lies_within_the_duty_counts_once(self):
        duty = (at("08:00"), at("20:00"))
        assert day_problem([duty], (at("10:00"), at("12:00")), limits=LIMITS) == ""
        assert day_problem([(at("10:00"), at("12:00"))], duty, limits=LIMITS) == ""


class TestRoll:
    @pytest.mark.parametrize(
        ("mark", "early"), [("PRESENT", True), ("ABSENT", True), ("EXCUSED", False), ("EXPECTED", False)]
    )
    def test_only_leave_is_known_beforehand(self, mark, early):
        assert bool(roll_problem(AttendeeState(mark), at("08:30"), now=at("08:29"))) == early
        assert roll_problem(AttendeeState(mark), at("08:30"), now=at("08:30")) == ""

    @pytest.mark.parametrize(("heads", "wrong"), [(-1, True), (0, False), (9999, False), (10000, True)])
    def test_heads_without_a_name(self, heads, wrong):
        assert bool(unidentified_problem(heads)) == wrong


@pytest.mark.parametrize(("state", "words"), [("PLANNED", ""), ("CANCELLED", "已取消"), ("CLOSED", "签到已确认")])
def test_only_what_is_planned_is_open(state, words):
    problem = open_problem(state)
    assert words in problem and bool(words) == bool(problem)


@pytest.mark.parametrize(
    ("longitude", "latitude", "radius", "words"),
    [
        (None, None, None, ""),
        (123.4, 41.8, None, ""),
        (123.4, 41.8, 20, ""),
        (123.4, 41.8, 5000, ""),
        (123.4, 41.8, 19, "20 到 5000"),
        (123.4, 41.8, 5001, "20 到 5000"),
        (None, None, 100, "先填写地点"),
        (123.4, None, None, "一起填写"),
        (None, 41.8, 100, "一起填写"),
    ],
)
def test_a_radius_needs_a_point(longitude, latitude, radius, words):
    problem = place_problem(longitude, latitude, radius)
    assert words in problem and bool(words) == bool(problem)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (at("09:00"), at("12:00"), "3月5日（周四）09:00—12:00"),
        (at("20:00"), at("08:00", 6), "3月5日（周四）20:00—次日 08:00"),
        (at("09:00"), at("17:00", 7), "3月5日（周四）至3月7日（周六），每天 09:00—17:00"),
    ],
)
def test_when_in_words(start, end, words):
    assert when_words(start, end) == words
