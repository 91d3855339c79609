"""Workbooks to try the import with: a right task allocation table, and wrong ones. All say 示例."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from liangzhan.programme.models import Plan
from liangzhan.programme.queries.quotas import top_areas
from liangzhan.toolkit.paths import home
from liangzhan.toolkit.periods import today

HEADER = ["序号", "市", "社会工作站（个）", "志愿服务站（个）", "备注"]


def sample_dir() -> Path:
    """LIANGZHAN_HOME/samples."""
    place = home() / "samples"
    place.mkdir(exist_ok=True)
    return place


def write_samples(plan: Plan) -> list[Path]:
    """The plan's own numbers as a right workbook, and one with a wrong sum, a negative, a text and an unknown city."""
    cities, _ = top_areas(plan, today())
    quotas = {one.division_id: one for one in plan.quotas.filter(parent=None)}
    rows = [[str(index), city.name, quotas[city.pk].sw, quotas[city.pk].vs, ""] for index, city in enumerate(cities, 1)]
    wrong = [list(row) for row in rows]
    wrong[0][2] += 7
    wrong[2][3] = -4
    wrong[4][2] = "三十"
    wrong[6][1] = "不存在市"
    return [
        _write("任务分配表-示例.xlsx", rows),
        _write("任务分配表-有错误-示例.xlsx", wrong),
        _write("任务分配表-含公式-示例.xlsx", rows, formula=True),
    ]


def _write(name: str, rows: list[list[object]], *, formula: bool = False) -> Path:
    place = sample_dir() / name
    book = xlsxwriter.Workbook(str(place))
    sheet = book.add_worksheet("任务分配表")
    sheet.write_row(0, 0, ["“两站”建设任务分配表（示例）"])
    sheet.write_row(1, 0, HEADER)
    for index, row in enumerate(rows):
        sheet.write_row(index + 2, 0, row)
    if formula:
        sheet.write_formula(2, 2, "=100+20", None, 120)
    book.close()
    return place
