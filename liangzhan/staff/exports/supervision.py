"""The figures of supervision as a workbook: counts per station, no names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from liangzhan.staff.queries.supervision_figures import figures_of
from liangzhan.stations.models import Station
from liangzhan.stations.queries.register import area_names
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

COLUMNS = [
    Column("地区", "place"),
    Column("站点", "station"),
    Column("在岗人数", "workers", kind="int"),
    Column("督导次数", "sessions", kind="int"),
    Column("督导小时", "hours", kind="number"),
    Column("个别督导次数", "individual", kind="int"),
    Column("团体督导次数", "group", kind="int"),
    Column("未达最低次数人数", "short", kind="int"),
    Column("是否有督导", "assigned"),
]
CHUNK = 200


def figures_workbook(stations: QuerySet[Station], quarter: dt.date, words: str, *, on: dt.date) -> bytes:
    """What is filtered, one row per station."""
    note = "督导次数：一次督导不论多少人参加只计一次；只计已确认的督导。"
    sheet = Sheet("督导统计", COLUMNS, _rows(stations, quarter, on), heading=f"社会工作督导统计 {words}", note=note)
    return workbook_bytes([sheet])


def _rows(stations: QuerySet[Station], quarter: dt.date, on: dt.date) -> Iterator[dict[str, Any]]:
    held = list(stations.order_by("division_code", "kind", "id"))
    for first in range(0, len(held), CHUNK):
        part = held[first : first + CHUNK]
        places = area_names(one.division_code for one in part)
        for row in figures_of(part, quarter, on=on):
            yield {
                "place": places.get(row.station.division_code, ""),
                "station": row.station.name,
                "workers": row.workers,
                "sessions": row.sessions,
                "hours": row.hours,
                "individual": row.individual,
                "group": row.group,
                "short": row.short,
                "assigned": "无" if row.unassigned else "有",
            }
