"""Time at forms by station, by form and by area: sums of counters, never of people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Q, Sum

from liangzhan.access.checks import walk_urls
from liangzhan.reporting.models import FormTime
from liangzhan.reporting.queries.asked import ACTION, Question
from liangzhan.reporting.rules.burden import minutes
from liangzhan.stations.models import Station

SUMS = {"saved": Sum("count"), "spent": Sum("seconds"), "cut": Sum("capped")}


@dataclass(frozen=True)
class FormRow:
    """One form in one month: how often it was saved, minutes all together, how often the limit cut in."""

    words: str
    count: int
    minutes: int
    capped: int


@dataclass(frozen=True)
class Burden:
    """`stations`: how many reported any; `mean`: minutes a station and month."""

    forms: list[FormRow]
    minutes: int
    count: int
    stations: int
    mean: int
    by_station: list[tuple[Station, int, int]]


def burden_of(asked: Question, *, most: int = 50) -> Burden:
    """The forms of an area (or a station) in a period, and the stations that spend most; three queries."""
    start, end = asked.period.start, asked.period.end
    rows = FormTime.objects.within(asked.scope, ACTION).filter(asked.within(), month__gte=start, month__lte=end)
    forms = [_row(one) for one in rows.order_by("form").values("form").annotate(**SUMS)]
    by_station = list(rows.order_by("station_id").values("station_id").annotate(**SUMS))
    by_station.sort(key=lambda one: (-one["spent"], one["station_id"]))
    total = sum(one["spent"] for one in by_station)
    months = _months(start, min(end, asked.today))
    return Burden(
        sorted(forms, key=lambda one: (-one.minutes, one.words)),
        minutes(total),
        sum(one.count for one in forms),
        len(by_station),
        minutes(total // (len(by_station) * months)) if by_station else 0,
        _named(by_station[:most]),
    )


def _row(found: Mapping[str, Any]) -> FormRow:
    return FormRow(form_words(found["form"]), found["saved"], minutes(found["spent"]), found["cut"])


def _named(rows: Sequence[Mapping[str, Any]]) -> list[tuple[Station, int, int]]:
    stations = Station.objects.filter(Q(pk__in=[one["station_id"] for one in rows])).order_by("pk")
    held = {station.pk: station for station in stations}
    return [(held[one["station_id"]], one["saved"], minutes(one["spent"])) for one in rows]


def _months(start: dt.date, end: dt.date) -> int:
    return max(1, (end.year - start.year) * 12 + end.month - start.month + 1)


@cache
def _titles() -> dict[str, str]:
    return {name: getattr(getattr(view, "view_class", None), "title", "") for name, _, view in walk_urls()}


def form_words(name: str) -> str:
    """What a form is called on its page."""
    return _titles().get(name) or "其他表单"
