"""Weeks, single days, and the one check-in of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.occasions.choices import OccasionKind, OccasionState
from liangzhan.occasions.services.arranging import arrange_occasion, change_occasion, expect
from liangzhan.staff.choices.attendance import AttendanceEvent, AttendanceMode
from liangzhan.staff.models import DutyDay, DutyShift, DutyTime, DutyWeek, Post
from liangzhan.staff.queries.duty import day_kind, duty_of, minute_of, posts_at, spans_by_day
from liangzhan.staff.queries.month import is_closed
from liangzhan.staff.rules.duty import Span, expected_on, span_problems
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of

WeekTimes = Iterable[tuple[int, dt.time, dt.time]]
USUAL: Span = (8 * 60, 18 * 60)  # how long the check-in of a day stands open on which nobody is due


@recorded(AttendanceEvent.WEEK_SAVED, keep=["station", "valid_from"])
def save_week(
    *, station: Station, times: WeekTimes, valid_from: dt.date, by: Actor, post: Post | None = None
) -> DutyWeek:
    """Set the weekly pattern of a station (or of one post) from a day on; (weekday, from, to) rows.

    The pattern that held until then ends the day before; one that begins the same day is replaced. Raises RuleBroken for
    times that cannot be, a week without times, another station's post, or a month that is confirmed already.
    """
    rows = list(times)
    for spans in spans_by_day(rows).values():
        if problems := span_problems(spans):
            raise RuleBroken(*problems)
    if not rows:
        raise RuleBroken("请至少填写一天的上下班时间；单独一天不上班，请用单日班次。")
    if post is not None and post.station_id != station.pk:
        raise RuleBroken("这个岗位不在本站。", field="post")
    _check_open(station, valid_from, "valid_from")
    Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    held = DutyWeek.objects.filter(station=station, post=post)
    held.filter(valid_from=valid_from).delete()
    later = held.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    held.filter(valid_from__lt=valid_from, valid_to__isnull=True).update(valid_to=valid_from - dt.timedelta(days=1))
    held.filter(valid_from__lt=valid_from, valid_to__gte=valid_from).update(valid_to=valid_from - dt.timedelta(days=1))
    week = DutyWeek.objects.create(
        station=station,
        post=post,
        division_code=station.division_code,
        valid_from=valid_from,
        valid_to=later.valid_from - dt.timedelta(days=1) if later else None,
        saved_by=by,
    )
    DutyTime.objects.bulk_create([DutyTime(week=week, weekday=day, starts=a, ends=b) for day, a, b in rows])
    return week


@recorded(AttendanceEvent.WEEK_ENDED, keep=["ends_on"])
def end_week(*, week: DutyWeek, ends_on: dt.date, by: Actor) -> DutyWeek:
    """The pattern holds until this day; afterwards the station's week or the opening hours do again."""
    if ends_on < week.valid_from:
        raise RuleBroken("停用日期不能早于启用日期。", field="ends_on")
    _check_open(week.station, ends_on + dt.timedelta(days=1), "ends_on")
    week.valid_to = ends_on
    week.save(update_fields=["valid_to"])
    return week


@recorded(AttendanceEvent.SHIFT_SAVED, keep=["post", "on", "starts", "ends"])
def set_shift(
    *, post: Post, on: dt.date, starts: dt.time | None, ends: dt.time | None, reason: str, by: Actor
) -> DutyShift:
    """One day of one post that differs from its week; both times empty: no duty. Set again, the newer one holds.

    Where the day's check-in stands open already it is widened, so that nobody is turned away within the shift. Raises
    RuleBroken for times that cannot be, a day outside the post, no reason, or a month that is confirmed already.
    """
    if (starts is None) != (ends is None):
        raise RuleBroken("上班和下班时间要一起填写；不上班则都不填。", field="ends")
    if starts is not None and ends is not None and ends <= starts:
        raise RuleBroken("下班时间要晚于上班时间。", field="ends")
    if not post.is_in_force(on):
        raise RuleBroken("这一天不在该岗位的在岗期内。", field="on")
    if not reason.strip():
        raise RuleBroken("请写明事由，例如“周六社区活动”。", field="reason")
    _check_open(post.station, on, "on")
    given = {"starts": starts, "ends": ends, "reason": reason.strip()[:80], "saved_by": by}
    place = {"station": post.station, "division_code": post.division_code}
    shift = DutyShift.objects.update_or_create(post=post, on=on, defaults={**given, **place})[0]
    if starts is not None and ends is not None:
        _widen_open_day(post.station, on, (minute_of(starts), minute_of(ends)), by)
    return shift


@recorded(AttendanceEvent.SHIFT_REMOVED)
def remove_shift(*, shift: DutyShift, by: Actor) -> Station:
    """The day follows the week again. Raises RuleBroken when its month is confirmed."""
    _check_open(shift.station, shift.on, "on")
    shift.delete()
    return shift.station


@recorded(AttendanceEvent.DAY_OPENED, keep=["station", "on"])
def open_duty_day(*, station: Station, on: dt.date, by: Actor) -> DutyDay:
    """The check-in of the station for the day; made when first needed, the same one ever after.

    Everybody with a post in force stands on its roll, also who began since. Raises RuleBroken where the street keeps
    attendance (nothing is asked twice), and where nobody works.
    """
    if value_of("attendance.mode", on=on.replace(day=1), division_code=station.division_code) == AttendanceMode.STREET:
        raise RuleBroken("本地沿用街道考勤，不在平台签到。")
    posts = list(posts_at(station, on))
    if not posts:
        raise RuleBroken("本站今天没有在岗人员，请先登记人员上岗。")
    Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    persons = list({post.worker_id: post.worker.person for post in posts}.values())
    held = DutyDay.objects.filter(station=station, on=on).select_related("occasion").first()
    if held is not None:
        if held.occasion.state == OccasionState.PLANNED:
            expect(occasion=held.occasion, persons=persons, by=by)
        return held
    start, end = _open_span(posts, on)
    occasion = arrange_occasion(
        kind=OccasionKind.DUTY,
        title=f"{on.month}月{on.day}日值班",
        station=station,
        starts_at=_moment(on, start),
        ends_at=_moment(on, end),
        expected=persons,
        by=by,
    )
    return DutyDay.objects.create(
        station=station, division_code=station.division_code, on=on, occasion=occasion, opened_by=by
    )


def _widen_open_day(station: Station, on: dt.date, span: Span, by: Actor) -> None:
    """The check-in that stands open for the day also covers the span; it never becomes shorter."""
    rows = DutyDay.objects.filter(station=station, on=on, occasion__state=OccasionState.PLANNED)
    held = rows.select_related("occasion").first()
    if held is None:
        return
    was = held.occasion
    starts_at, ends_at = min(was.starts_at, _moment(on, span[0])), max(was.ends_at, _moment(on, span[1]))
    if (starts_at, ends_at) != (was.starts_at, was.ends_at):
        change_occasion(occasion=was, starts_at=starts_at, ends_at=ends_at, by=by)


def _open_span(posts: list[Post], on: dt.date) -> Span:
    """From the first duty of the day to the last; for part-timers and free days the opening hours of the weekday."""
    duty, kind = duty_of(posts, on, on), day_kind(on)
    spans = [span for post in posts for span in expected_on(duty[post.pk], on, kind)]
    for post in posts if not spans else ():
        spans += duty[post.pk].opening.get(on.isoweekday(), ())
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else USUAL


def _moment(day: dt.date, minute: int) -> dt.datetime:
    start = timezone.make_aware(dt.datetime.combine(day, dt.time()))
    return start + dt.timedelta(minutes=minute)


def _check_open(station: Station, day: dt.date, field: str) -> None:
    if is_closed(station, day):
        raise RuleBroken(f"{day.year} 年 {day.month} 月的考勤已经确认，请改用考勤更正。", field=field)
