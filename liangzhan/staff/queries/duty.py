"""When posts are due: weeks, single days, opening hours, read for many posts at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.occasions.models import Occasion, Presence
from liangzhan.staff.choices.attendance import DayKind
from liangzhan.staff.choices.posts import Employment
from liangzhan.staff.models import DutyDay, DutyShift, DutyTime, DutyWeek, Post, Worker
from liangzhan.staff.rules.duty import DutyFacts, Span, Week, expected_on
from liangzhan.stations.choices import State
from liangzhan.stations.models import OpeningHours, Station
from liangzhan.toolkit.periods import is_public_holiday, is_workday

Spans = dict[int, tuple[Span, ...]]


def minute_of(time: dt.time) -> int:
    """Minutes from midnight."""
    return time.hour * 60 + time.minute


def day_kind(day: dt.date) -> DayKind:
    """The day by the published calendar."""
    if is_workday(day):
        return DayKind.WORKDAY
    return DayKind.HOLIDAY if is_public_holiday(day) else DayKind.WEEKEND


def days_from(start: dt.date, end: dt.date) -> list[dt.date]:
    """Every day from start to end, both included."""
    return [start + dt.timedelta(days=n) for n in range((end - start).days + 1)]


def duty_of(posts: Sequence[Post], start: dt.date, end: dt.date) -> dict[int, DutyFacts]:
    """{post id: what decides when it is due} for the days start … end. Three queries for any number of posts."""
    stations = {post.station_id for post in posts}
    of_post, of_station = _weeks(stations, start, end)
    opening = _opening(stations)
    shifts: dict[int, dict[dt.date, tuple[Span, ...]]] = defaultdict(dict)
    for row in DutyShift.objects.filter(post__in=[post.pk for post in posts], on__range=(start, end)):
        shifts[row.post_id][row.on] = _single(row)
    return {
        post.pk: DutyFacts(
            starts_on=post.starts_on,
            ends_on=post.ends_on,
            clocks=post.employment == Employment.FULL_TIME,
            own=of_post.get(post.pk, ()),
            station=of_station.get(post.station_id, ()),
            opening=opening.get(post.station_id, {}),
            shifts=shifts.get(post.pk, {}),
        )
        for post in posts
    }


def _single(row: DutyShift) -> tuple[Span, ...]:
    if row.starts is None or row.ends is None:
        return ()
    return ((minute_of(row.starts), minute_of(row.ends)),)


def _weeks(stations: set[int], start: dt.date, end: dt.date) -> tuple[dict[int, list[Week]], dict[int, list[Week]]]:
    """(weeks by post, weeks by station), one query: a week is there by its times."""
    rows = DutyTime.objects.filter(week__station__in=stations, week__valid_from__lte=end)
    rows = rows.filter(Q(week__valid_to__isnull=True) | Q(week__valid_to__gte=start)).select_related("week")
    times: dict[DutyWeek, list[tuple[int, dt.time, dt.time]]] = defaultdict(list)
    for one in rows.order_by("week__valid_from", "week_id", "id"):
        times[one.week].append((one.weekday, one.starts, one.ends))
    of_post, of_station = defaultdict(list), defaultdict(list)
    for row, held in times.items():
        week = Week(row.valid_from, row.valid_to, spans_by_day(held))
        if row.post_id is not None:
            of_post[row.post_id].append(week)
        else:
            of_station[row.station_id].append(week)
    return of_post, of_station


def spans_by_day(rows: Iterable[tuple[int, dt.time, dt.time]]) -> Spans:
    """{weekday: spans in minutes} of (weekday, from, to)."""
    found: dict[int, list[Span]] = defaultdict(list)
    for weekday, starts, ends in rows:
        found[weekday].append((minute_of(starts), minute_of(ends)))
    return {weekday: tuple(sorted(spans)) for weekday, spans in found.items()}


def _opening(stations: set[int]) -> dict[int, Spans]:
    """{station id: spans of the opening hours of its site}."""
    rows = OpeningHours.objects.filter(site__stations__in=stations)
    found = defaultdict(list)
    for station, weekday, opens, closes in rows.values_list("site__stations", "weekday", "opens", "closes"):
        found[station].append((weekday, opens, closes))
    return {station: spans_by_day(times) for station, times in found.items()}


def weeks_of(station: Station, on: dt.date) -> list[DutyWeek]:
    """Weeks of the station and of its posts that hold on the day or begin later, the station's first."""
    rows = DutyWeek.objects.filter(station=station).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    times = Prefetch("times", queryset=DutyTime.objects.order_by("weekday", "starts"))
    ordered = rows.select_related("post__worker").prefetch_related(times).order_by("post_id", "valid_from", "id")
    return sorted(ordered, key=lambda week: (week.post_id is not None, week.post_id or 0, week.valid_from))


def shifts_of(station: Station, on: dt.date) -> list[DutyShift]:
    """Single days of the station from the day on."""
    rows = DutyShift.objects.filter(station=station, on__gte=on)
    return list(rows.select_related("post__worker").order_by("on", "post_id"))


def week_in_use(station: Station, on: dt.date, post: Post | None = None) -> Spans:
    """The spans that hold on the day for the post (or the station): where a form starts from."""
    for owner in [post, None] if post is not None else [None]:
        rows = DutyWeek.objects.filter(station=station, post=owner, valid_from__lte=on)
        row = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)).order_by("-valid_from").first()
        if row is not None:
            return spans_by_day(row.times.order_by("weekday", "starts").values_list("weekday", "starts", "ends"))
    return _opening({station.pk}).get(station.pk, {})


def posts_at(station: Station, on: dt.date) -> QuerySet[Post]:
    """Posts in force at the station on the day, with their workers."""
    return (
        Post.objects.in_force(on)
        .filter(station=station)
        .select_related("worker__person", "station")
        .order_by("worker_id", "id")
    )


def posts_of_actor(actor: Actor, on: dt.date) -> list[Post]:
    """The actor's own posts in force on the day."""
    if actor.person_uuid is None:
        return []
    rows = Post.objects.in_force(on).filter(worker__person__uuid=actor.person_uuid)
    return list(rows.select_related("worker__person", "station").order_by("starts_on", "id"))


def post_at(pk: int, station: Station, on: dt.date) -> Post | None:
    """One post in force at this very station, if it is there."""
    return posts_at(station, on).filter(pk=pk).first()


def shifts_within(scope: Scope, action: Action) -> QuerySet[DutyShift]:
    """Single days in the reader's reach."""
    return DutyShift.objects.within(scope, action).select_related("station", "post__worker")


def weeks_within(scope: Scope, action: Action) -> QuerySet[DutyWeek]:
    """Weekly patterns in the reader's reach."""
    return DutyWeek.objects.within(scope, action).select_related("station")


def stations_that_clock(since: dt.date, on: dt.date) -> list[Station]:
    """Operating stations where somebody checked in since the day, without a check-in for `on`, and somebody due on it."""
    used = Presence.objects.filter(occasion_id=OuterRef("occasion_id"), voided_at__isnull=True)
    held = DutyDay.objects.filter(Exists(used), on__gte=since, on__lt=on).values("station_id")
    rows = Station.objects.filter(pk__in=held, state=State.OPERATING).exclude(
        pk__in=DutyDay.objects.filter(on=on).values("station_id")
    )
    stations = list(rows.order_by("id"))
    posts = list(Post.objects.in_force(on).filter(station__in=stations).order_by("id"))
    duty, kind = duty_of(posts, on, on), day_kind(on)
    due = {post.station_id for post in posts if expected_on(duty[post.pk], on, kind)}
    return [station for station in stations if station.pk in due]


def duty_link(occasion: Occasion) -> tuple[str, str] | None:
    """The owner's page of a duty: the station's attendance of the day."""
    if occasion.station_id is None:
        return None
    return "今日考勤", reverse("staff:attendance-today", args=[occasion.station_id])


def duty_names(occasion: Occasion, person_ids: Iterable[int]) -> dict[int, str]:
    """{person id: name of the worker} on the roll of a duty: data of the office."""
    rows = Worker.objects.filter(person__in=list(person_ids)).order_by("id")
    return dict(rows.values_list("person_id", "display_name"))
