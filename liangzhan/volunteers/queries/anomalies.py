"""What the rules of anomalies are given: records of an area as facts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from math import cos, radians
from typing import Any

from django.db.models.functions import Substr
from django.utils.timezone import localdate, localtime

from liangzhan.access.querysets import code_range
from liangzhan.occasions.choices import OccasionKind
from liangzhan.occasions.queries.presence import stays_of
from liangzhan.toolkit.periods import workdays_between
from liangzhan.volunteers.choices import AnomalyKind, RecordSource, RecordState
from liangzhan.volunteers.models import ServiceRecord
from liangzhan.volunteers.rules.anomalies import Fact, Finding
from liangzhan.volunteers.rules.hours import Limits, late_warning, month_warning

COUNTY = 6  # digits of a county's code: an area of some thousands of records
KM_A_DEGREE = 111.32
BATCH = 2000
NAMES = ("pk", "volunteer__person_id", "activity_id", "activity__leader_person_id", "activity__leader") + (
    *("station_id", "starts_at", "ends_at", "source", "signals", "recorded_at", "presence__device"),
    *("activity__occasion__longitude", "activity__occasion__latitude", "activity__ends_at"),
)


def counties_with_records(since: dt.date) -> list[str]:
    """Codes (6 digits) of the counties with records of service since a day; for the nightly job."""
    rows = ServiceRecord.objects.filter(served_on__gte=since).annotate(county=Substr("division_code", 1, COUNTY))
    return sorted(set(rows.order_by().values_list("county", flat=True).distinct()))


def rows_of(county: str, since: dt.date) -> list[dict[str, Any]]:
    """Records of a county that are not refused, with what the rules look at."""
    rows = ServiceRecord.objects.filter(code_range("division_code", county), served_on__gte=since)
    rows = rows.exclude(state=RecordState.REJECTED).order_by("pk")
    return list(rows.values(*NAMES).iterator(BATCH))


def facts_of(rows: list[dict[str, Any]]) -> list[Fact]:
    """The rows as the rules take them; who was on duty at a station is looked up once."""
    duty = _on_duty(rows)
    return [_fact(row, on_duty=_within(row, duty[row["volunteer__person_id"]])) for row in rows]


def warned(rows: list[dict[str, Any]], limits: Limits) -> list[Finding]:
    """Months that are too long and records that came too late (domain.md 6.7; Order 67 §11)."""
    found, months = [], defaultdict(list)
    for row in rows:
        day = localdate(row["starts_at"])
        months[row["volunteer__person_id"], day.year, day.month].append(row)
        ended = max(row["ends_at"], row["activity__ends_at"] or row["ends_at"])
        late = workdays_between(localdate(ended), localdate(row["recorded_at"]))
        if words := late_warning(late, limits):
            found.append(Finding(row["pk"], AnomalyKind.LATE, words))
    for held in months.values():
        total = sum(int((row["ends_at"] - row["starts_at"]).total_seconds()) // 60 for row in held)
        if words := month_warning(total, limits):
            found += [Finding(row["pk"], AnomalyKind.LONG_MONTH, words) for row in held]
    return found


def _fact(row: dict[str, Any], *, on_duty: bool) -> Fact:
    signals = row["signals"]
    return Fact(
        record=row["pk"],
        person=row["volunteer__person_id"],
        activity=row["activity_id"],
        leader=row["activity__leader_person_id"] or (row["station_id"], row["activity__leader"]),
        starts_at=localtime(row["starts_at"]),
        ends_at=localtime(row["ends_at"]),
        vouched=row["source"] == RecordSource.ROLL,
        device=row["presence__device"] or "",
        inside=signals.get("inside"),
        rostered=signals.get("rostered") is not False,
        recipient=bool(signals.get("recipient")),
        where=_where(row["activity__occasion__longitude"], row["activity__occasion__latitude"]),
        back=row["source"] == RecordSource.BACKFILL,
        recorded_on=localdate(row["recorded_at"]),
        on_duty=on_duty,
    )


def _where(longitude: Any, latitude: Any) -> tuple[float, float] | None:
    """Kilometres east and north."""
    if longitude is None or latitude is None:
        return None
    north = float(latitude)
    return float(longitude) * KM_A_DEGREE * cos(radians(north)), north * KM_A_DEGREE


def _on_duty(rows: list[dict[str, Any]]) -> dict[int, list[tuple[dt.datetime, dt.datetime]]]:
    """Stays on duty of the persons, from a day before the first record."""
    found: dict[int, list[tuple[dt.datetime, dt.datetime]]] = defaultdict(list)
    if not rows:
        return found
    first, last = min(row["starts_at"] for row in rows), max(row["ends_at"] for row in rows)
    persons = {row["volunteer__person_id"] for row in rows}
    for stay in stays_of(persons, first - dt.timedelta(days=1), last, OccasionKind.DUTY):
        if stay.out_at is not None:
            found[stay.person_id].append((stay.in_at, stay.out_at))
    return found


def _within(row: dict[str, Any], duty: list[tuple[dt.datetime, dt.datetime]]) -> bool:
    return any(start < row["ends_at"] and row["starts_at"] < end for start, end in duty)
