"""The headings of a table that somebody else made: titles above it, merged groups, one to three rows deep."""

from __future__ import annotations

from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.spreadsheets import guard
from liangzhan.toolkit.spreadsheets.guard import SheetFacts

LOOKED_AT = 12  # rows in which a table must begin
DEEPEST = 3
MAX_ROWS = 5000

Grid = dict[tuple[int, int], str]


def read_headings(content: bytes) -> tuple[str, list[tuple[str, ...]]]:
    """(title, one path for each column: its heading, before it those above). Nothing below the headings is looked at.

    Raises RuleBroken with one sentence when the file is no workbook or no row looks like headings.
    """
    checked = guard.check(content, max_rows=MAX_ROWS)
    try:
        book = CalamineWorkbook.from_filelike(checked.package)
        for facts in checked.sheets:
            if not facts.hidden and facts.last_row:
                rows = book.get_sheet_by_name(facts.name).to_python(skip_empty_area=False, nrows=LOOKED_AT)
                found = _headings(_grid(rows, facts), facts)
                if found is not None:
                    return found
    except (CalamineError, ValueError, KeyError):
        raise RuleBroken("文件已损坏或不是标准的 Excel 工作簿，无法读取。请另存为新的 .xlsx 文件后再上传。") from None
    raise RuleBroken(f"没有找到表头：前 {LOOKED_AT} 行里没有一行写着两个以上的栏目。请上传空白表样，表头放在最上面。")


def _grid(rows: list[list[Any]], facts: SheetFacts) -> Grid:
    """Texts by (row, column), 1-based; every cell of a merged area holds its text."""
    grid = {
        (at, to): " ".join(str(cell).split())
        for at, row in enumerate(rows, start=1)
        for to, cell in enumerate(row, start=1)
        if str(cell).strip()
    }
    for top, left, bottom, right in facts.merged:
        text = grid.get((top, left))
        if text and top <= LOOKED_AT:
            spread = [(at, to) for at in range(top, min(bottom, LOOKED_AT) + 1) for to in range(left, right + 1)]
            grid.update(dict.fromkeys(spread, text))
    return grid


def _headings(grid: Grid, facts: SheetFacts) -> tuple[str, list[tuple[str, ...]]] | None:
    """The first row that is filled over most of the width with different words begins the headings."""
    widths = {row: {to for at, to in grid if at == row} for row in range(1, LOOKED_AT + 1)}
    widest = max((len(held) for row, held in widths.items() if _texts(grid, row) > 1), default=0)
    first = next((row for row, held in widths.items() if _texts(grid, row) > 1 and len(held) > widest / 2), 0)
    if not first or widest < 2:
        return None
    title = next((text for (row, _), text in sorted(grid.items()) if row < first), "")
    last = _last_row(first, facts)
    columns = sorted({to for (row, to) in grid if first <= row <= last})
    return title, [_path(grid, to, first, last) for to in columns]


def _texts(grid: Grid, row: int) -> int:
    return len({text for (at, _), text in grid.items() if at == row})


def _last_row(first: int, facts: SheetFacts) -> int:
    """Groups are merged sideways and have their columns below; a heading without a group is merged downward."""
    last = first
    for _ in range(DEEPEST - 1):
        down = [bottom for top, _, bottom, _ in facts.merged if first <= top <= last]
        sideways = any(first <= top and bottom == last and right > left for top, left, bottom, right in facts.merged)
        last = max([last, *down, last + 1 if sideways else 0])
    return min(last, first + DEEPEST - 1)


def _path(grid: Grid, column: int, first: int, last: int) -> tuple[str, ...]:
    texts = [grid[row, column] for row in range(first, last + 1) if (row, column) in grid]
    return tuple(text for at, text in enumerate(texts) if at == 0 or text != texts[at - 1])
