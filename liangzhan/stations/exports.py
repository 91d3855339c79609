"""The register as a workbook: the October list's own columns and the states; the importer takes it back."""

from __future__ import annotations

from django.db.models import QuerySet

from liangzhan.stations.imports import COLUMNS
from liangzhan.stations.models import Station
from liangzhan.stations.queries.register import list_rows
from liangzhan.toolkit.spreadsheets import Sheet, workbook_bytes


def register_workbook(stations: QuerySet[Station]) -> bytes:
    """What is filtered, one row per community."""
    return workbook_bytes([Sheet("站点名册", COLUMNS, list_rows(stations), heading="社会工作站和志愿服务站名册")])
