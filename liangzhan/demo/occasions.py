"""Occasions around the demo's main site: confirmed, waiting to be confirmed, open today, to come; one forgotten check-out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.timezone import localtime

from liangzhan.demo.people import officer
from liangzhan.occasions.choices import AttendeeState, CheckInWay, OccasionKind
from liangzhan.occasions.models import Occasion
from liangzhan.occasions.services.arranging import arrange_occasion, cancel_occasion
from liangzhan.occasions.services.presence import check_in, enter_stay, void_presence
from liangzhan.occasions.services.roll import close_occasion, take_roll
from liangzhan.people.models import Person
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.periods import acting_on, today

BY = officer("张站长（示例）")
ZONE = ZoneInfo("Asia/Shanghai")


def at(day: dt.date, clock: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), ZONE)


def meet(title: str, day: dt.date, start: str, end: str, **more) -> Occasion:
    given = {"kind": OccasionKind.MEETING, "place": "社区党群服务中心会议室", "by": BY, **more}
    return arrange_occasion(title=title, starts_at=at(day, start), ends_at=at(day, end), **given)


def occasions_at(main: Site, say: Callable[[str], None]) -> None:
    """Some weeks of meetings at the main site; whoever has a tie to its stations is on the roll."""
    station = main.stations.get(kind="SW")
    team = list(Person.objects.filter(ties__station__site=main, ties__ended_on=None).distinct().order_by("pk"))
    for back in (21, 14):
        confirmed(station, team, today() - dt.timedelta(days=back))
    forgotten(station, team, today() - dt.timedelta(days=2))
    to_come(station, team)
    say(f"日程：{Occasion.objects.count()} 项")


def confirmed(station: Station, team: list[Person], day: dt.date) -> None:
    """A weekly meeting whose roll was taken and confirmed the day after; one came late, one was on leave."""
    row = meet("两站周例会", day, "08:40", "09:40", station=station, expected=team)
    with acting_on(day + dt.timedelta(days=1)):
        late = {"in_at": at(day, "09:05"), "out_at": at(day, "09:40"), "reason": "手机没电，现场核对"}
        enter_stay(occasion=row, person=team[0], by=BY, **late)
        marks = {person.pk: AttendeeState.PRESENT for person in team[1:]}
        marks[team[-1].pk] = AttendeeState.EXCUSED
        take_roll(occasion=row, marks=marks, by=BY)
        close_occasion(occasion=row, by=BY)


def forgotten(station: Station, team: list[Person], day: dt.date) -> None:
    """Nobody has confirmed it; one did not check out, one stay was voided, and some came without giving a name."""
    row = meet("社区矛盾纠纷联席会议", day, "09:00", "11:00", station=station, expected=team)
    with acting_on(day):  # it is ten in the morning
        check_in(occasion=row, person=team[0], way=CheckInWay.CODE, at=at(day, "08:52"), by=BY)
        wrong = check_in(occasion=row, person=team[1], way=CheckInWay.CODE, at=at(day, "09:10"), by=BY)
        void_presence(presence=wrong, reason="同事代扫，本人未到", by=BY)
        take_roll(occasion=row, marks={}, unidentified=3, by=BY)


def to_come(station: Station, team: list[Person]) -> None:
    """Open while one looks at the demo, next week; one was cancelled; one is the county's."""
    day, week = today(), dt.timedelta(days=7)
    begun = localtime().replace(minute=0, second=0, microsecond=0) - dt.timedelta(hours=2)
    where = {
        "place": "一楼活动室",
        "longitude": Decimal("123.420000"),
        "latitude": Decimal("41.790000"),
        "radius_m": 200,
    }
    arrange_occasion(
        kind=OccasionKind.ACTIVITY,
        title="两站开放日",
        starts_at=begun,
        ends_at=begun + dt.timedelta(hours=8),
        station=station,
        expected=team,
        open_to_all=True,
        by=BY,
        **where,
    )
    meet("两站周例会", day + week, "08:40", "09:40", station=station, expected=team)
    rain = meet("户外宣传准备会", day + dt.timedelta(days=1), "14:00", "15:00", station=station, expected=team)
    cancel_occasion(occasion=rain, reason="天气预报有暴雨，改期另行通知", by=BY)
    county = station.division_code[:6] + "000000"
    title = "全县两站负责人季度会（示例）"
    meet(
        title,
        day + dt.timedelta(days=3),
        "09:00",
        "11:30",
        division_code=county,
        expected=team[:1],
        place="县民政局三楼",
    )
