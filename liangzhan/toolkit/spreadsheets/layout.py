"""What a table should look like, and what was found: columns, rows, problems. No file is touched here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from liangzhan.toolkit.errors import RuleBroken

Kind = Literal["text", "int", "number", "date", "bool", "choice"]
REASON = "原因"  # the column an error workbook adds; ignored when that workbook comes back


def normal(text: object) -> str:
    """Text for comparing: full-width forms as half-width, no white space, no asterisk of required columns, lower case."""
    plain = unicodedata.normalize("NFKC", "" if text is None else str(text))
    return re.sub(r"[\s*\u200b\ufeff]", "", plain).casefold()


def letter(column: int) -> str:
    """1 → A, 27 → AA."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


@dataclass(frozen=True)
class Column:
    """One column. `title` is what people read, `name` the key of the value.

    required: no empty cell (and the header must be there); otherwise the whole column may be missing.
    choices: (value, label) pairs as TextChoices gives them; cells hold labels (or values).
    minimum, maximum: of int and number. max_length: of text. aliases: other headers that mean the same.
    width: characters when written; 0 to derive it from kind and title.
    """

    title: str
    name: str
    kind: Kind = "text"
    required: bool = False
    choices: Sequence[tuple[Any, Any]] = ()
    aliases: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    max_length: int = 200
    width: int = 0

    @property
    def headers(self) -> set[str]:
        """Normalised headers that mean this column."""
        return {normal(text) for text in (self.title, *self.aliases)}


@dataclass(frozen=True)
class Layout:
    """The columns; `total_label` names the row of sums ("合计"); other columns are refused unless `ignore_unknown`."""

    columns: Sequence[Column]
    total_label: str = ""
    ignore_unknown: bool = False

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True)
class Problem:
    """What is wrong in one place. row and column are 1-based; column 0 stands for the whole row, row 0 for the table."""

    reason: str
    row: int = 0
    column: int = 0
    header: str = ""

    @property
    def cell(self) -> str:
        return f"{letter(self.column)}{self.row}" if self.row and self.column else ""

    def __str__(self) -> str:
        if self.row and self.column and self.header:
            return f"第 {self.row} 行“{self.header}”列（{self.cell}）：{self.reason}。"
        if self.row and self.column:
            return f"第 {self.row} 行 {letter(self.column)} 列：{self.reason}。"
        if self.row:
            return f"第 {self.row} 行：{self.reason}。"
        if self.column:
            return f"{letter(self.column)} 列{f'“{self.header}”' if self.header else ''}：{self.reason}。"
        return f"{self.reason}。"


@dataclass
class Row:
    """One row: its number in the sheet, values by column name (None where empty or wrong), its problems."""

    number: int
    values: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Table:
    """What was read. `problems` are those of the table as a whole; `all_problems` adds those of the rows, in order.

    positions: column name → 1-based column. cells: sheet rows from 1 on, as they stand, for the error workbook.
    """

    layout: Layout
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    total: Row | None = None
    sheet: str = ""
    header_row: int = 1
    positions: dict[str, int] = field(default_factory=dict)
    cells: list[list[Any]] = field(default_factory=list)

    @property
    def all_problems(self) -> list[Problem]:
        return [*self.problems, *(problem for row in self.every_row() for problem in row.problems)]

    @property
    def ok(self) -> bool:
        return not self.all_problems

    def every_row(self) -> Iterator[Row]:
        """The rows, then the row of sums when there is one."""
        yield from self.rows
        if self.total is not None:
            yield self.total

    def refuse(self, row: Row, name: str, reason: str) -> None:
        """Add a problem that a rule of the caller found: in one cell, or in the whole row when `name` is empty."""
        column = self.positions.get(name, 0)
        header = self.layout.column(name).title if name else ""
        row.problems.append(Problem(reason.rstrip("。"), row.number, column, header))

    def insist(self, *, at_most: int = 20) -> None:
        """Raise RuleBroken with the sentences of all problems (the first `at_most` in full); nothing when there is none."""
        found = [str(problem) for problem in self.all_problems]
        if len(found) > at_most:
            found[at_most:] = [f"另有 {len(found) - at_most} 处问题，请下载问题清单查看。"]
        if found:
            raise RuleBroken(*found)
