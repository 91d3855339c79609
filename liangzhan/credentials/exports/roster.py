"""The roster of a training as a workbook and on paper (培训名称、主要内容、学时、举办单位、日期; 办法 §8)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from liangzhan.credentials.choices import EnrolmentState
from liangzhan.credentials.models import Training
from liangzhan.toolkit.papers import render_pdf
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

COLUMNS = [
    Column("姓名", "label"),
    Column("站点", "station"),
    Column("社区工作者", "community_worker", kind="bool"),
    Column("报名时间", "applied_at"),
    Column("状态", "state"),
    Column("学时", "hours", kind="number"),
    Column("结业证书号", "certificate_no"),
]


def _rows(training: Training) -> list[dict[str, Any]]:
    rows = training.enrolments.exclude(state=EnrolmentState.WITHDRAWN).select_related("station")
    return [
        {
            "label": row.label,
            "station": row.station.name if row.station else "",
            "community_worker": row.community_worker,
            "applied_at": f"{timezone.localtime(row.applied_at):%Y-%m-%d %H:%M}",
            "state": row.get_state_display(),
            "hours": row.hours,
            "certificate_no": row.certificate_no,
        }
        for row in rows.order_by("-community_worker", "applied_at", "id")
    ]


def _when(training: Training) -> str:
    first, last = (timezone.localtime(at) for at in (training.occasion.starts_at, training.occasion.ends_at))
    ending = f"{last:%H:%M}" if first.date() == last.date() else f"{last:%Y-%m-%d %H:%M}"
    return f"{first:%Y-%m-%d %H:%M} 至 {ending}"


def roster_workbook(training: Training) -> bytes:
    """Everybody who did not withdraw, in the order of the rule."""
    note = f"{training.organiser}；{_when(training)}；{training.hours} 学时；社区工作者优先，其余按报名先后"
    return workbook_bytes([Sheet("培训名单", COLUMNS, _rows(training), heading=training.title, note=note)])


def roster_pdf(training: Training) -> bytes:
    """The same to print, with a column to sign."""
    rows = [
        [row["label"], row["station"], "是" if row["community_worker"] else "", row["state"], ""]
        for row in _rows(training)
    ]
    return render_pdf(
        "toolkit/sheet.typ",
        {
            "title": "培训名单",
            "subtitle": training.title,
            "facts": [
                ["举办单位", training.organiser],
                ["时间", _when(training)],
                ["地点", training.occasion.place],
                ["学时", f"{training.hours}"],
                ["主要内容", training.content.replace("\n", " ")[:120]],
            ],
            "columns": [
                {"title": "姓名", "width": "26mm"},
                {"title": "站点", "width": 4},
                {"title": "社区工作者", "width": "20mm", "align": "center"},
                {"title": "状态", "width": "20mm", "align": "center"},
                {"title": "签名", "width": "30mm"},
            ],
            "rows": rows,
            "numbered": True,
            "blank_rows": 3,
            "footer": "签到以日程的签到表为准",
        },
    )
