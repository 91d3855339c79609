"""The list of users and posts as a workbook."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from liangzhan.accounts.models import Grant
from liangzhan.accounts.queries import export_rows
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

COLUMNS = [
    Column("显示名", "display_name"),
    Column("用户名", "username"),
    Column("角色", "role"),
    Column("地区或站点", "place", width=32),
    Column("区划代码", "code", width=16),
    Column("办公电话", "office_phone"),
    Column("自", "valid_from", kind="date"),
    Column("至", "valid_to", kind="date"),
    Column("状态", "state"),
]


def users_workbook(grants: QuerySet[Grant], *, on: dt.date) -> bytes:
    """One row for each post."""
    return workbook_bytes([Sheet("用户和岗位", COLUMNS, export_rows(grants, on=on), heading="用户和岗位")])
