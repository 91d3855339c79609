"""Three months of attendance at the main site: days, leave, a trip, corrections, confirmed months, what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.accounts.queries import actor_of
from liangzhan.occasions.choices import CheckInWay
from liangzhan.occasions.services.presence import check_in, enter_stay
from liangzhan.staff.models import Worker
from liangzhan.staff.queries.duty import days_from
from liangzhan.staff.rules.month import month_end, previous_month
from liangzhan.staff.services.corrections import ask_correction, decide_correction
from liangzhan.staff.services.duty import open_duty_day, save_week, set_shift
from liangzhan.staff.services.leave import ask_leave, decide_leave
from liangzhan.staff.services.month import close_month, countersign_month
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.periods import acting_on, add_workdays, is_workday, today

LATE, SHORT = {7, 31}, {19}  # workdays (counted from the first) on which 陈社工 came late, went early
DESK = [(day, dt.time(*a), dt.time(*b)) for day in range(1, 6) for a, b in (((8, 30), (12, 0)), ((13, 30), (17, 30)))]


@dataclass(frozen=True)
class Team:
    """The main site with the accounts that act."""

    sw: Station
    vs: Station
    head: Worker
    worker: Worker
    keeper: Worker
    actors: dict[str, Actor]


def team_of(main: Site) -> Team:
    """Whoever stands behind the demo accounts."""
    stations = {one.kind: one for one in main.stations.all()}
    users = User.objects.filter(username__in=("head", "worker", "keeper", "committee"))
    actors = {user.username: actor_of(user, on=today(), second_factor=False) for user in users}
    workers = {name: Worker.objects.get(person__uuid=actors[name].person_uuid) for name in ("head", "worker", "keeper")}
    return Team(stations["SW"], stations["VS"], workers["head"], workers["worker"], workers["keeper"], actors)


def keep_attendance(main: Site, say: Callable[[str], None]) -> None:
    """Two months and the days of this one; the first month is confirmed, the second waits for the head."""
    team, last = team_of(main), previous_month(today())
    first = previous_month(last)
    with acting_on(first):
        save_week(station=team.sw, times=DESK, valid_from=first, by=team.actors["head"])
    away = leave_and_trip(team, last)
    days = [day for day in days_from(first, today() - dt.timedelta(days=1)) if is_workday(day)]
    for number, day in enumerate(days):
        work_day(team, number, day, away)
    this_morning(team)
    corrections(team, first, days)
    confirm(team, first)
    what_waits(team)
    say(f"考勤：{len(days)} 个工作日")


def leave_and_trip(team: Team, month_on: dt.date) -> dict[int, set[dt.date]]:
    """陈社工 is ill for two days, 张站长 travels for one; the days on which each is away."""
    workdays = [day for day in days_from(month_on, month_end(month_on)) if is_workday(day)]
    ill, trip = workdays[5:7], workdays[11]
    with acting_on(workdays[4]):
        for who, kind, days, reason, decider in (
            ("worker", "SICK", ill, "示例：发热，遵医嘱休息", "head"),
            ("head", "TRIP", [trip], "示例：到县里参加两站工作会", "committee"),
        ):
            leave = ask_leave(
                worker=team.worker if who == "worker" else team.head,
                station=team.sw,
                kind=kind,
                starts_on=days[0],
                starts_half="AM",
                ends_on=days[-1],
                ends_half="PM",
                reason=reason,
                by=team.actors[who],
            )
            decide_leave(leave=leave, approve=True, note="", by=team.actors[decider])
    return {team.worker.pk: set(ill), team.head.pk: {trip}}


def work_day(team: Team, number: int, day: dt.date, away: dict[int, set[dt.date]]) -> None:
    """Both came and went; the signed sheet was typed the next morning. On the twelfth day 陈社工 forgot to sign."""
    with acting_on(day + dt.timedelta(days=1)):
        held = open_duty_day(station=team.sw, on=day, by=team.actors["head"])
        for worker, come, go in ((team.head, (8, 20), (17, 40)), (team.worker, (8, 26), (17, 33))):
            if day in away[worker.pk] or (worker == team.worker and number == 12):
                continue
            if worker == team.worker and number in LATE:
                come = (9, 5)
            if worker == team.worker and number in SHORT:
                go = (16, 40)
            enter_stay(
                occasion=held.occasion,
                person=worker.person,
                in_at=moment_of(day, *come),
                out_at=moment_of(day, *go),
                way=CheckInWay.SHEET,
                by=team.actors["head"],
            )


def this_morning(team: Team) -> None:
    """Today the check-in stands open; the head came."""
    on, now = today(), timezone.localtime()
    if not is_workday(on):
        return
    held = open_duty_day(station=team.sw, on=on, by=team.actors["head"])
    come = moment_of(on, 8, 22)
    if now > come:
        way = {"way": CheckInWay.SCREEN, "at": come, "by": team.actors["head"]}
        check_in(occasion=held.occasion, person=team.head.person, **way)


def corrections(team: Team, first: dt.date, days: list[dt.date]) -> None:
    """The forgotten day was put right; another one waits."""
    given = {"worker": team.worker, "station": team.sw, "status": "NORMAL", "by": team.actors["worker"]}
    with acting_on(days[13]):
        reason = "当天在站内值班，签到表漏签，站长可证明"
        times = {"starts": dt.time(8, 30), "ends": dt.time(17, 30)}
        row = ask_correction(on=days[12], reason=reason, **times, **given)
        decide_correction(correction=row, accept=True, note="情况属实", by=team.actors["head"])
    late = max(number for number in LATE if number < len(days))
    ask_correction(on=days[late], reason="早上先送居民材料到街道，到站晚了", **given)


def confirm(team: Team, month_on: dt.date) -> None:
    """The first month of both stations: the part-timer's hours are declared."""
    with acting_on(month_end(month_on) + dt.timedelta(days=2)):
        close_month(station=team.sw, month_on=month_on, by=team.actors["head"], declared={})
        sheet = close_month(
            station=team.vs, month_on=month_on, by=team.actors["head"], declared={team.keeper.pk: 80 * 60}
        )
        if sheet.needs_second:
            countersign_month(sheet=sheet, by=team.actors["committee"])


def what_waits(team: Team) -> None:
    """Leave of 陈社工 that nobody has decided; a Saturday on which the station is open."""
    starts = add_workdays(today(), 3)
    ask_leave(
        worker=team.worker,
        station=team.sw,
        kind="ANNUAL",
        starts_on=starts,
        starts_half="PM",
        ends_on=add_workdays(starts, 1),
        ends_half="PM",
        reason="示例：陪家人",
        by=team.actors["worker"],
    )
    saturday = today() + dt.timedelta(days=(5 - today().weekday()) % 7 or 7)
    post = team.worker.posts.in_force(saturday).filter(station=team.sw).first()
    times = {"starts": dt.time(9), "ends": dt.time(12)}
    set_shift(post=post, on=saturday, reason="周六社区活动", by=team.actors["head"], **times)


def moment_of(day: dt.date, hour: int, minute: int) -> dt.datetime:
    """A local moment."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))
