"""What a folder is made of, told by the room whose papers they are; this room knows no case and no group (domain.md 5.9)."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CSV_HEAD = ("顺序号", "表号", "题名", "日期", "责任者", "项目", "内容", "页号")
LIVE = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


@dataclass(frozen=True)
class Enclosure:
    """A kept file of a paper (a photo, a scan): `read` gives the bytes when they are bound."""

    title: str
    media_type: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Part:
    """One line of the contents. `sheet` is data of `documents/folder.typ`: facts (pairs), texts (pairs), tables.

    `code` is the number of the form ("C-05"); `maker` who wrote it; files follow the sheet.
    """

    title: str
    code: str = ""
    on: dt.date | None = None
    maker: str = ""
    sheet: Mapping[str, Any] | None = None
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True)
class Folder:
    """One volume: its cover, its parts in the order of domain.md 5.9, and what the closing sheet says.

    `facts` stand on the cover (pairs), `remarks` on the closing sheet (备考表), `keeper` is 立卷人.
    """

    title: str
    number: str
    kind: str
    station: str
    facts: tuple[tuple[str, str], ...]
    parts: Sequence[Part]
    remarks: str = ""
    keeper: str = ""


@dataclass(frozen=True)
class Place:
    """Where a part stands in the volume: its first and last page."""

    first: int
    last: int

    @property
    def words(self) -> str:
        """As the contents show it."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def contents_rows(parts: Sequence[Part], places: Sequence[Place]) -> list[list[str]]:
    """卷内目录: running number, form, maker, title, day, pages."""
    return [
        [str(number), one.code, one.maker, one.title, f"{one.on:%Y-%m-%d}" if one.on else "", place.words]
        for number, (one, place) in enumerate(zip(parts, places, strict=True), 1)
    ]


def records_csv(parts: Sequence[Part], places: Sequence[Place]) -> bytes:
    """Every field of every sheet, one a line, UTF-8 with a mark so that Excel opens it; a formula is disarmed by a quote."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(CSV_HEAD)
    for number, (part, place) in enumerate(zip(parts, places, strict=True), 1):
        day = f"{part.on:%Y-%m-%d}" if part.on else ""
        for label, words in _lines_of(part):
            line = (str(number), part.code, part.title, day, part.maker, label, words, place.words)
            writer.writerow([_disarmed(one) for one in line])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _lines_of(part: Part) -> list[tuple[str, str]]:
    sheet = part.sheet or {}
    lines = [(str(label), _words(words)) for label, words in (*sheet.get("facts", ()), *sheet.get("texts", ()))]
    for table in sheet.get("tables", ()):
        heads = [one if isinstance(one, str) else one["title"] for one in table["columns"]]
        for row in table["rows"]:
            lines.append(
                (table.get("caption", "表"), "；".join(f"{head} {cell}" for head, cell in zip(heads, row, strict=True)))
            )
    lines += [("附件", one.title) for one in part.files]
    return lines


def _words(value: Any) -> str:
    return "" if value is None else str(value)


def _disarmed(words: str) -> str:
    return f"'{words}" if words.startswith(LIVE) else words
