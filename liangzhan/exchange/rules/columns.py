"""The one mapping table: columns of the file ↔ names of our values (domain.md 6.8 [CP][U]: no public specification is known).

A province that gets another specification changes this table and nothing else.
"""

from __future__ import annotations

from liangzhan.exchange.choices import BatchKind

COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    BatchKind.HOURS: (
        ("national_no", "志愿者编号"),
        ("name", "姓名"),
        ("activity_no", "项目/活动编号"),
        ("post", "岗位"),
        ("served_on", "服务日期"),
        ("starts", "开始"),
        ("ends", "结束"),
        ("hours", "服务时长(小时)"),
        ("content", "服务内容"),
        ("quality", "评价"),
    ),
    BatchKind.VOLUNTEERS: (("national_no", "志愿者编号"), ("name", "姓名")),
}
NEEDED: dict[str, tuple[str, ...]] = {
    BatchKind.HOURS: ("national_no", "name", "activity_no", "served_on", "hours"),
    BatchKind.VOLUNTEERS: ("national_no", "name"),
}


def missing(kind: str, values: dict[str, str]) -> list[str]:
    """Titles of needed columns that are empty: such a line is not sent, the page says why."""
    return [title for name, title in COLUMNS[kind] if name in NEEDED[kind] and not values.get(name)]
