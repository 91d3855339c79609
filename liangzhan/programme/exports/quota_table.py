"""任务分配表 going out: the confirmed table, an empty template, a sample (示例)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from liangzhan.programme.imports.quota_table import LAYOUT
from liangzhan.programme.rules.quotas import Share
from liangzhan.toolkit.spreadsheets import Sheet, workbook_bytes

TITLE = "“两站”建设任务分配表"


def _numbered(shares: Iterable[Share]) -> list[list[object]]:
    return [[at, one.name, one.sw, one.vs, one.note] for at, one in enumerate(shares, start=1)]


def quota_workbook(shares: Sequence[Share], *, title: str = TITLE) -> bytes:
    """The table with its sums."""
    total = ["", "合计", sum(one.sw for one in shares), sum(one.vs for one in shares), ""]
    return workbook_bytes([Sheet("任务分配表", LAYOUT.columns, _numbered(shares), heading=title, total=total)])


def empty_template(names: Sequence[str]) -> bytes:
    """The cities without numbers, to be filled in from the real annex 1."""
    rows = [[at, name, None, None, ""] for at, name in enumerate(names, start=1)]
    return workbook_bytes([Sheet("任务分配表", LAYOUT.columns, rows, heading=TITLE)])


def sample_template(shares: Sequence[Share]) -> bytes:
    """Sample numbers; 示例 stands in the heading and in every row, since no real annex 1 is at hand."""
    marked = [Share(one.code, one.name, one.sw, one.vs, "示例数字") for one in shares]
    return quota_workbook(marked, title=f"{TITLE}（示例，数字不是省厅下达的任务）")
