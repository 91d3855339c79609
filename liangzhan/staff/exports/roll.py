"""The roll as a workbook: office data only (P1), what is filtered and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from liangzhan.staff.choices.posts import CertificateLevel, Employment, Identity, PostRole
from liangzhan.staff.models import Post
from liangzhan.staff.queries.roll import levels_of
from liangzhan.stations.choices import StationKind
from liangzhan.stations.queries.register import area_names
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

BATCH = 2000
COLUMNS = [
    Column("地区", "area", width=36),
    Column("站名", "station", width=24),
    Column("站点类型", "kind", "choice", choices=StationKind.choices, width=14),
    Column("姓名", "name"),
    Column("岗位", "role", "choice", choices=PostRole.choices, width=18),
    Column("专兼职", "employment", "choice", choices=Employment.choices),
    Column("工作量", "fte", "number"),
    Column("身份", "identity", "choice", choices=Identity.choices, width=14),
    Column("用人单位", "employer", width=20),
    Column("办公电话", "office_phone", width=14),
    Column("证书级别", "level", "choice", choices=CertificateLevel.choices, width=14),
    Column("上岗日期", "starts_on", "date"),
    Column("离岗日期", "ends_on", "date"),
]


def roll_workbook(posts: QuerySet[Post]) -> tuple[bytes, int]:
    """(workbook, number of rows) of the posts given, in order of place; three queries per 2,000 rows."""
    rows = list(_rows(posts.select_related("worker", "station").order_by("division_code", "station_id", "pk")))
    return workbook_bytes([Sheet("人员名册", COLUMNS, rows, heading="社会工作站和志愿服务站人员名册")]), len(rows)


def _rows(posts: QuerySet[Post]) -> Iterator[dict[str, Any]]:
    start = 0
    while batch := list(posts[start : start + BATCH]):
        levels = levels_of([post.worker_id for post in batch])
        places = area_names({post.division_code for post in batch})
        yield from (_row(post, levels, places) for post in batch)
        start += BATCH


def _row(post: Post, levels: dict[int, str], places: dict[str, str]) -> dict[str, Any]:
    return {
        "area": places.get(post.division_code, ""),
        "station": post.station.name,
        "kind": post.station.kind,
        "name": post.worker.display_name,
        "role": post.role,
        "employment": post.employment,
        "fte": post.fte,
        "identity": post.worker.identity,
        "employer": post.worker.employer,
        "office_phone": post.worker.office_phone,
        "level": levels.get(post.worker_id),
        "starts_on": post.starts_on,
        "ends_on": post.ends_on,
    }
