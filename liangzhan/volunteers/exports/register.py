"""The register as a workbook: names as the reader may see them, nothing of class P3."""

from __future__ import annotations

from django.db.models import QuerySet

from liangzhan.access.actor import Actor
from liangzhan.people.queries.cards import faces_of
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes
from liangzhan.volunteers.models import Volunteer

MOST = 20_000
COLUMNS = ["登记号", "姓名", "状态", "全国志愿者编号", "全国系统登记", "实名核验", "站点", "登记日期"]


def register_workbook(rows: QuerySet[Volunteer], actor: Actor) -> tuple[bytes, int]:
    """(content, rows) of what is filtered, at most 20,000 rows."""
    found = list(rows[:MOST])
    faces = faces_of([row.person for row in found], actor)
    lines = [
        dict(
            zip(
                COLUMNS,
                [
                    row.number,
                    faces[row.person_id].called,
                    row.get_state_display(),
                    row.national_no,
                    row.get_national_state_display(),
                    row.get_check_result_display(),
                    row.station.name,
                    f"{row.applied_at:%Y-%m-%d}",
                ],
                strict=True,
            )
        )
        for row in found
    ]
    columns = [Column(name, name, width=24) for name in COLUMNS]
    return workbook_bytes([Sheet("志愿者", columns, lines, heading="志愿者名册")]), len(found)
