"""Progress of an area as a workbook: task, built, urban and rural, by part."""

from __future__ import annotations

from collections.abc import Iterable

from liangzhan.programme.queries.dashboard import Progress, ProgressRow
from liangzhan.stations.choices import StationKind
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

COLUMNS = [
    Column("地区", "name", width=22),
    Column("任务", "task", "int"),
    Column("建成", "completed", "int"),
    Column("完成率（%）", "rate", "int"),
    Column("其中：城市", "urban", "int"),
    Column("其中：农村", "rural", "int"),
    Column("待验收", "pending", "int"),
    Column("建设中", "building", "int"),
    Column("未启动", "waiting", "int"),
    Column("截止日后验收合格", "late", "int"),
]


def _line(row: ProgressRow, kind: str, name: str = "") -> dict[str, object]:
    counts = row.built(kind)
    return {
        "name": name or row.name,
        "task": row.task(kind),
        "completed": counts.completed,
        "rate": row.rate(kind),
        "urban": counts.urban,
        "rural": counts.rural,
        "pending": counts.pending,
        "building": counts.building,
        "waiting": counts.not_started(row.task(kind)),
        "late": counts.late,
    }


def progress_workbook(progress: Progress, *, title: str, source: str) -> bytes:
    """One sheet per kind of station, with the whole in the last row and the source line below."""
    return workbook_bytes(_sheets(progress, title, source))


def _sheets(progress: Progress, title: str, source: str) -> Iterable[Sheet]:
    for kind in StationKind:
        yield Sheet(
            kind.label,
            COLUMNS,
            [_line(row, kind) for row in progress.rows],
            heading=f"{title}（{kind.label}）",
            total=_line(progress.whole, kind, "合计"),
            note=source,
        )
