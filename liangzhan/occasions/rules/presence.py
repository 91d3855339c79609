"""Coming and going: when one may, what cannot be, and how long it was (domain.md 6.7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liangzhan.occasions.choices import AttendeeState, CheckInWay, OccasionKind
from liangzhan.occasions.rules.arranging import ZONE, Part

SELF = (CheckInWay.CODE, CheckInWay.SCREEN)
MOST_HEADS = 9999
# How much the clocks of two machines may differ.
CLOCK_SLACK = dt.timedelta(minutes=2)


@dataclass(frozen=True)
class Limits:
    """Settings in force for the place on the day, in minutes."""

    before: int
    after: int
    out_after: int
    day_most: int


@dataclass(frozen=True)
class Span:
    """A stay as far as clashes go: until when it is taken to last, where, and what for."""

    start: dt.datetime
    end: dt.datetime
    kind: str
    station_id: int | None
    occasion_id: int
    title: str = ""


def minutes_between(in_at: dt.datetime, out_at: dt.datetime | None) -> int:
    """Whole minutes between coming and going; 0 while the stay is open (provisional). Never negative."""
    return max(0, int((out_at - in_at).total_seconds() // 60)) if out_at else 0


def part_for(parts: Sequence[Part], at: dt.datetime) -> Part:
    """The part a moment belongs to: the last that had begun before it ended, else the first one still to come."""
    begun = [part for part in parts if part[0] <= at]
    coming = next((part for part in parts if part[0] > at), None)
    if not begun:
        return parts[0]
    if coming is None or at <= begun[-1][1]:
        return begun[-1]
    return begun[-1] if at - begun[-1][1] <= coming[0] - at else coming


def in_problem(parts: Sequence[Part], at: dt.datetime, *, now: dt.datetime, limits: Limits) -> str:
    """May one come at this moment? The sentence, or ""."""
    if at > now + CLOCK_SLACK:
        return "签到时间不能晚于现在。"
    start, end = part_for(parts, at)
    if at < start - dt.timedelta(minutes=limits.before):
        opens = start - dt.timedelta(minutes=limits.before)
        return f"还没到签到时间，{clock(opens)} 开始签到。"
    if at > end + dt.timedelta(minutes=limits.after):
        return f"已过签到时间（{clock(end)} 结束）。如果当时在场，请负责人在点名页补记。"
    return ""


def out_problem(
    parts: Sequence[Part],
    in_at: dt.datetime,
    out_at: dt.datetime,
    way: CheckInWay | str,
    *,
    now: dt.datetime,
    limits: Limits,
) -> str:
    """May the stay end at this moment? Whoever forgot to check out cannot mend it alone: the leader sets the time."""
    if out_at > now + CLOCK_SLACK:
        return "签退时间不能晚于现在。"
    if out_at < in_at:
        return f"签退不能早于签到（{clock(in_at)}）。"
    end = max(part_for(parts, in_at)[1], in_at)
    last = end + dt.timedelta(minutes=limits.out_after)
    if out_at <= last:
        return ""
    if way in SELF:
        return f"已过签退时间（{clock(last)}）。请负责人在点名页补记您离开的时间。"
    return f"签退时间晚于结束后 {limits.out_after} 分钟（{clock(last)}），请核对。"


def first_moment(starts_at: dt.datetime, limits: Limits) -> dt.datetime:
    """When check-in and roll open for the first time."""
    return starts_at - dt.timedelta(minutes=limits.before)


def roll_problem(mark: AttendeeState, opens: dt.datetime, *, now: dt.datetime) -> str:
    """Leave may be entered beforehand; who came and who did not is known only when it has begun."""
    if now >= opens or mark in (AttendeeState.EXPECTED, AttendeeState.EXCUSED):
        return ""
    return f"还没到签到时间（{clock(opens)} 开始），现在只能登记请假。"


def unidentified_problem(heads: int) -> str:
    """Heads without a name: counted only as 人次 (domain.md 9.3)."""
    return "" if 0 <= heads <= MOST_HEADS else f"未登记姓名的人数应在 0 到 {MOST_HEADS} 之间。"


def taken_until(parts: Sequence[Part], in_at: dt.datetime, out_at: dt.datetime | None) -> dt.datetime:
    """The end of a stay for clashes: as recorded, or (open) the end of the part it began in."""
    return out_at or max(in_at, part_for(parts, in_at)[1])


def first_clash(wanted: Span, others: Iterable[Span]) -> Span | None:
    """A person cannot be in two places at once: the first stay that stands in the way.

    On duty at a station one may also lead a group or be supervised at that same station: one place, not two. Voluntary
    service overlaps nothing: paid duty time is no voluntary service (Order 67 §19, domain.md 6.7).
    """
    for other in sorted(others, key=lambda one: one.start):
        touches = wanted.start < other.end and other.start < wanted.end
        within = wanted.start == wanted.end and other.start < wanted.start < other.end
        if (touches or within) and not _same_place_on_duty(wanted, other):
            return other
    return None


def _same_place_on_duty(one: Span, other: Span) -> bool:
    kinds = {one.kind, other.kind}
    on_duty = OccasionKind.DUTY in kinds and OccasionKind.VOLUNTEER not in kinds and len(kinds) == 2
    return on_duty and one.station_id is not None and one.station_id == other.station_id


def day_problem(stays: Iterable[Part], wanted: Part, *, limits: Limits) -> str:
    """More hours on one day than a day may have (hours.day.reject)? Counted by the local day on which a stay begins.

    What is done on duty at the same station lies within the duty and counts once.
    """
    day = wanted[0].astimezone(ZONE).date()
    same_day = [wanted, *(one for one in stays if one[0].astimezone(ZONE).date() == day)]
    total = _minutes_of_union(same_day)
    if total <= limits.day_most:
        return ""
    return (
        f"{day.month}月{day.day}日累计 {total // 60} 小时 {total % 60} 分钟，"
        f"超过一天 {limits.day_most // 60} 小时的上限，请核对签到和签退时间。"
    )


def _minutes_of_union(stays: list[Part]) -> int:
    total, reached = dt.timedelta(), min(stays)[0]
    for start, end in sorted(stays):
        total += max(dt.timedelta(), end - max(start, reached))
        reached = max(reached, end)
    return int(total.total_seconds() // 60)


def clock(moment: dt.datetime) -> str:
    """A moment as people say it: 3月5日 09:30."""
    local = moment.astimezone(ZONE)
    return f"{local.month}月{local.day}日 {local:%H:%M}"
