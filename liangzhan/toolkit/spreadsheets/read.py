"""Reading a table: find the header, read the values, collect every problem with its row and column."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineWorkbook

from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.spreadsheets import guard
from liangzhan.toolkit.spreadsheets.guard import SheetFacts
from liangzhan.toolkit.spreadsheets.layout import REASON, Column, Layout, Problem, Row, Table, letter, normal
from liangzhan.toolkit.spreadsheets.values import Unreadable, is_empty, value_of

HEADER_ROWS = 10  # a title, a unit line or a note may stand above the header
RESERVED = "WpsReserved"  # WPS keeps pictures of cells in a hidden sheet that no user can delete
Cells = list[list[Any]]


def read_table(
    file: bytes | str | Path | BinaryIO, layout: Layout, *, max_rows: int, max_bytes: int = guard.MAX_BYTES
) -> Table:
    """Read the one sheet that holds the layout's header (`max_rows` rows of data at most).

    Raises RuleBroken when nothing can be shown: no workbook, too large, no such header. Everything that can be pointed at
    (formula, merged, hidden, wrong value) is a problem in the table, so that an error workbook can be offered.
    """
    checked = guard.check(_content(file, max_bytes), max_rows=max_rows + HEADER_ROWS)
    try:
        book = CalamineWorkbook.from_filelike(checked.package)
        sheets = [(facts, _cells(book, facts)) for facts in checked.sheets if not facts.hidden and facts.last_row]
    except (CalamineError, ValueError, KeyError):
        raise RuleBroken("文件已损坏或不是标准的 Excel 工作簿，无法读取。请另存为新的 .xlsx 文件后再上传。") from None
    facts, cells, header_row = _choose(sheets, layout)
    table = Table(layout, sheet=facts.name, header_row=header_row, cells=cells)
    table.positions = _positions(table)
    table.problems += [
        Problem(f"工作簿中有隐藏的工作表“{sheet.name}”，请取消隐藏或删除")
        for sheet in checked.sheets
        if sheet.hidden and not sheet.name.startswith(RESERVED)
    ]
    table.problems += _hidden_and_merged(table, facts)
    _read_rows(table, facts)
    if len(table.rows) > max_rows:
        raise RuleBroken(f"共有 {len(table.rows)} 行数据，一次最多 {max_rows} 行。请分成几份上传。")
    if not table.rows:
        table.problems.append(Problem("表头下面没有数据行，请填写后再上传"))
    return table


def _content(file: bytes | str | Path | BinaryIO, max_bytes: int) -> bytes:
    if isinstance(file, bytes):
        content = file[: max_bytes + 1]
    elif isinstance(file, str | Path):
        with Path(file).open("rb") as opened:
            content = opened.read(max_bytes + 1)
    else:
        file.seek(0)
        content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise RuleBroken(f"文件超过 {max_bytes // guard.MB} MB，请删去图片等多余内容，或分成几份上传。")
    return content


def _cells(book: CalamineWorkbook, facts: SheetFacts) -> Cells:
    """All rows from the first; those that hold only formulas without a kept value count too."""
    cells: Cells = book.get_sheet_by_name(facts.name).to_python(skip_empty_area=False)
    return cells + [[] for _ in range(facts.last_row - len(cells))]


def _choose(sheets: list[tuple[SheetFacts, Cells]], layout: Layout) -> tuple[SheetFacts, Cells, int]:
    """The sheet whose header fits, and the row of its header."""
    if not sheets:
        raise RuleBroken("工作簿里没有可见的内容，请填写后再上传。")
    found = [(facts, cells, row) for facts, cells in sheets if (row := _header_row(cells, layout))]
    if len(found) > 1:
        names = "、".join(f"“{facts.name}”" for facts, _, _ in found)
        raise RuleBroken(f"工作表{names}都有这样的表头，不知该读哪一张。请只保留一张。")
    if found:
        return found[0]
    raise RuleBroken(_why_no_header(sheets, layout))


def _header_row(cells: Cells, layout: Layout) -> int:
    """The first row that holds every required header (every header, when none is required); 0 when none does."""
    needed = [column for column in layout.columns if column.required] or list(layout.columns)
    for number, row in enumerate(cells[:HEADER_ROWS], start=1):
        present = {normal(cell) for cell in row}
        if all(column.headers & present for column in needed):
            return number
    return 0


def _why_no_header(sheets: list[tuple[SheetFacts, Cells]], layout: Layout) -> str:
    """Name the missing columns of the row that comes nearest."""
    best: list[Column] = list(layout.columns)
    for _, cells in sheets:
        for row in cells[:HEADER_ROWS]:
            present = {normal(cell) for cell in row}
            missing = [column for column in layout.columns if not column.headers & present]
            best = min(best, missing, key=len)
    titles = "、".join(f"“{column.title}”" for column in layout.columns)
    if len(best) == len(layout.columns):
        return f"前 {HEADER_ROWS} 行里没有找到表头。表头应有这些列：{titles}。"
    missing_required = [column for column in best if column.required] or best
    return f"表头缺少列：{'、'.join(f'“{column.title}”' for column in missing_required)}。请对照模板补齐后再上传。"


def _positions(table: Table) -> dict[str, int]:
    """Column name → 1-based column. Raises RuleBroken for a header that comes twice or that nobody knows."""
    known = {header: column for column in table.layout.columns for header in column.headers}
    positions: dict[str, int] = {}
    wrong = []
    for index, cell in enumerate(table.cells[table.header_row - 1], start=1):
        column = known.get(normal(cell))
        if column is None:
            if not (is_empty(cell) or normal(cell) == normal(REASON) or table.layout.ignore_unknown):
                wrong.append(f"{letter(index)} 列的列名“{str(cell)[:30]}”不认识，请对照模板改正，或删去这一列。")
        elif column.name in positions:
            wrong.append(
                f"列“{column.title}”出现了两次（{letter(positions[column.name])} 列和 {letter(index)} 列），请只保留一列。"
            )
        else:
            positions[column.name] = index
    if wrong:
        raise RuleBroken(*wrong)
    return positions


def _hidden_and_merged(table: Table, facts: SheetFacts) -> list[Problem]:
    """What the eye does not see. A merged title above the header is common and harmless."""
    found = [Problem("是隐藏行，请取消隐藏（或取消筛选）", row) for row in facts.hidden_rows if row <= facts.last_row]
    found += [
        Problem("是隐藏列，请取消隐藏", column=first, header=_header(table, first))
        for first, _ in facts.hidden_columns
        if first <= facts.last_column
    ]
    found += [
        Problem(
            f"是合并单元格（{letter(left)}{top}:{letter(right)}{bottom}），请取消合并、逐格填写",
            top,
            left,
            _header(table, left),
        )
        for top, left, bottom, right in sorted(facts.merged)
        if bottom >= table.header_row
    ]
    return found


def _header(table: Table, column: int) -> str:
    """The title of the layout's column at this place, "" when there is none."""
    return next((table.layout.column(name).title for name, place in table.positions.items() if place == column), "")


def _read_rows(table: Table, facts: SheetFacts) -> None:
    total = normal(table.layout.total_label)
    calculated = {row for row, _ in facts.formulas | facts.errors}
    for number, cells in enumerate(table.cells[table.header_row :], start=table.header_row + 1):
        if number not in calculated and all(is_empty(cell) for cell in cells):
            continue
        is_total = bool(total) and any(normal(cell) == total for cell in cells if isinstance(cell, str))
        row = _read_row(table, facts, number, cells, is_total)
        if is_total and table.total is None:
            table.total = row
        else:
            table.rows.append(row)


def _read_row(table: Table, facts: SheetFacts, number: int, cells: list[Any], is_total: bool) -> Row:
    row = Row(number, {column.name: None for column in table.layout.columns})
    for name, place in table.positions.items():
        column = table.layout.column(name)
        cell = cells[place - 1] if place <= len(cells) else None
        if (number, place) in facts.formulas:
            row.problems.append(Problem("是公式，请改为数值", number, place, column.title))
        elif (number, place) in facts.errors:
            row.problems.append(Problem("是错误值，请改正", number, place, column.title))
        elif not is_total or column.kind in ("int", "number"):
            try:
                row.values[name] = value_of(column, cell)
            except Unreadable as problem:
                row.problems.append(Problem(str(problem), number, place, column.title))
    return row
