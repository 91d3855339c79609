"""Records of hours as a workbook: names as the reader may see them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.timezone import localtime

from liangzhan.access.actor import Actor
from liangzhan.people.queries.cards import faces_of
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes
from liangzhan.volunteers.models import ServiceRecord
from liangzhan.volunteers.rules.hours import hours_text

MOST = 20_000
COLUMNS = [
    "登记号",
    "姓名",
    "活动",
    "活动编号",
    "站点",
    "日期",
    "开始",
    "结束",
    "小时",
    "服务内容",
    "来源",
    "状态",
    "报送",
]


def hours_workbook(rows: QuerySet[ServiceRecord], actor: Actor) -> tuple[bytes, int]:
    """(content, rows) of what is filtered, at most 20,000 rows."""
    found = list(rows[:MOST])
    faces = faces_of({row.volunteer.person_id: row.volunteer.person for row in found}.values(), actor)
    lines = [
        dict(
            zip(
                COLUMNS,
                [
                    row.volunteer.number,
                    faces[row.volunteer.person_id].called,
                    row.activity.title,
                    row.activity.number,
                    row.station.name,
                    f"{row.served_on:%Y-%m-%d}",
                    f"{localtime(row.starts_at):%H:%M}",
                    f"{localtime(row.ends_at):%H:%M}",
                    hours_text(row.minutes),
                    row.content,
                    row.get_source_display(),
                    row.get_state_display(),
                    row.get_export_state_display(),
                ],
                strict=True,
            )
        )
        for row in found
    ]
    columns = [Column(name, name, width=20) for name in COLUMNS]
    return workbook_bytes([Sheet("服务时长", columns, lines, heading="志愿服务时长")]), len(found)
