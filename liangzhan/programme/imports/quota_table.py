"""任务分配表 (annex 1 of domain.md 9.2): 序号, 市, 社会工作站(个), 志愿服务站(个), 备注; a 合计 row is allowed.

Read with a preview: every row keeps its numbers and its problems, so that they can be corrected on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from liangzhan.divisions.models import Division
from liangzhan.programme.rules.quotas import Share, allocation_problems
from liangzhan.stations.choices import StationKind
from liangzhan.toolkit.spreadsheets import Column, Layout, Problem, Row, Table, read_table

MAX_ROWS = 200
LAYOUT = Layout(
    [
        Column("序号", "number", "text", width=8),
        Column("市", "city", "text", required=True, aliases=("地区", "市（地区）", "城市"), width=18),
        Column(
            "社会工作站（个）",
            "sw",
            "int",
            required=True,
            minimum=0,
            maximum=100_000,
            width=18,
            aliases=("社会工作站",),
        ),
        Column(
            "志愿服务站（个）",
            "vs",
            "int",
            required=True,
            minimum=0,
            maximum=100_000,
            width=18,
            aliases=("志愿服务站",),
        ),
        Column("备注", "note", "text", width=30),
    ],
    total_label="合计",
)


@dataclass
class QuotaTable:
    """What a workbook says, by area. `numbers` holds the first row of each known area."""

    table: Table
    numbers: dict[str, Row] = field(default_factory=dict)
    unknown: list[Row] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        """Every problem as a sentence with row and column."""
        return [str(problem) for problem in self.table.all_problems]

    def shares(self, areas: Sequence[Division]) -> list[Share]:
        """The rows as tasks; only meaningful without problems."""
        return [
            Share(
                one.code, one.name, *(self.numbers[one.code].values[key] or 0 for key in ("sw", "vs")), self.note(one)
            )
            for one in areas
            if one.code in self.numbers
        ]

    def initial(self) -> dict[str, object]:
        """What the preview's fields start with; an unreadable number stays empty."""
        return {
            f"{key}_{code}": row.values[name]
            for code, row in self.numbers.items()
            for key, name in (("sw", "sw"), ("vs", "vs"), ("note", "note"))
        }

    def marks(self) -> dict[str, list[str]]:
        """{area code: problems of its row}, for the preview."""
        return {code: [str(one) for one in row.problems] for code, row in self.numbers.items() if row.problems}

    def note(self, area: Division) -> str:
        return self.numbers[area.code].values["note"] or ""


def read_quota_table(
    content: bytes | Path, *, cities: Sequence[Division], zones: Sequence[Division], target_sw: int, target_vs: int
) -> QuotaTable:
    """Read the workbook against the areas and the targets. Raises RuleBroken when nothing can be shown."""
    found = QuotaTable(read_table(content, LAYOUT, max_rows=MAX_ROWS))
    names = {key: one for one in (*cities, *zones) for key in (one.name, one.name.removesuffix("市"))}
    for row in found.table.rows:
        _place(found, row, names)
    missing = [one.name for one in cities if one.code not in found.numbers]
    found.table.problems += [Problem(f"缺少{name}，没有任务请填 0") for name in missing]
    _check_sums(found, [*cities, *zones], target_sw, target_vs)
    return found


def _place(found: QuotaTable, row: Row, names: dict[str, Division]) -> None:
    """Find the area of a row; note an unknown or repeated one."""
    written = (row.values["city"] or "").replace(" ", "").replace("　", "")
    area = names.get(written)
    if area is None:
        if written:
            found.table.refuse(row, "city", f"“{written}”不是本省的市或功能区，请核对名称")
        found.unknown.append(row)
    elif area.code in found.numbers:
        first = found.numbers[area.code].number
        found.table.refuse(row, "city", f"{area.name}与第 {first} 行重复，请只保留一行")
    else:
        found.numbers[area.code] = row


def _check_sums(found: QuotaTable, areas: Sequence[Division], target_sw: int, target_vs: int) -> None:
    """Both columns against the targets, and the typed 合计 against the columns; only when every number is readable."""
    rows = found.table.rows
    if any(row.values[key] is None for row in rows for key in ("sw", "vs")):
        return
    listed = [Share("", "", row.values["sw"], row.values["vs"]) for row in rows]
    problems = allocation_problems(listed, target_sw=target_sw, target_vs=target_vs)
    found.table.problems += [Problem(one.rstrip("。")) for one in problems]
    if found.table.total is None:
        return
    for key, kind in (("sw", StationKind.SW), ("vs", StationKind.VS)):
        written, real = found.table.total.values[key], sum(row.values[key] for row in rows)
        if written is not None and written != real:
            found.table.refuse(found.table.total, key, f"合计写的是 {written}，各行相加是 {real}（{kind.label}）")
