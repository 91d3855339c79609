"""Before any library reads a workbook: is it one, is it small enough, and what is hidden, merged or calculated in it.

The parts are unpacked here under limits and packed anew, so that the library behind sees only what was looked at.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from liangzhan.toolkit.errors import RuleBroken

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 250  # spreadsheets shrink to a tenth or a fiftieth; a bomb to a thousandth
SMALL = 10 * 1024 * 1024  # below this the ratio says nothing
MAX_PARTS = 2000
BLANK_TAGS = 1_000_000  # what any workbook may hold in styles and formatted blanks, all parts together
TAGS_A_ROW = 300  # 50 filled cells; each tag becomes an object while it is read
MAX_COLUMNS = 200
MB = 1024 * 1024

_SAVE_AS = "请用表格软件打开，另存为“Excel 工作簿（.xlsx）”后再上传"
_NEEDED = re.compile(
    r"xl/(workbook\.xml|sharedStrings\.xml|styles\.xml|_rels/workbook\.xml\.rels|worksheets/[^/]+\.xml)"
)
_KEPT = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels")


@dataclass
class SheetFacts:
    """What the XML of one sheet tells. Cells are (row, column), 1-based; merged are (top, left, bottom, right)."""

    name: str
    part: str
    hidden: bool
    last_row: int = 0
    last_column: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Checked:
    """A workbook that may be read: the clean package, and the facts of its sheets in order."""

    package: io.BytesIO
    sheets: list[SheetFacts]


def check(content: bytes, *, max_rows: int) -> Checked:
    """Look through the file. Raises RuleBroken with one sentence when it cannot be read as a workbook at all."""
    refuse_other_kinds(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = unpack(archive, len(content))
        refuse_swarms(parts, max_rows)
        sheets = list(sheets_of(parts))
        for sheet in sheets:
            if not sheet.hidden:
                look_through(sheet, parts[sheet.part], max_rows)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ParseError,
        DefusedXmlException,
        KeyError,
        ValueError,
    ):
        raise RuleBroken(f"文件已损坏或不是标准的 Excel 工作簿，无法读取。{_SAVE_AS}。") from None
    return Checked(repack(parts), sheets)


def refuse_other_kinds(content: bytes) -> None:
    """Look at the first bytes, not at the name: say what the file really is."""
    if not content:
        raise RuleBroken("文件是空的，请检查后重新上传。")
    if content.startswith(b"PK\x03\x04"):
        return
    raise RuleBroken(_what_it_is(content))


def _what_it_is(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return "这是 PDF 文件，不是 Excel 工作簿。请上传 .xlsx 原文件。"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return "工作簿设有打开密码，无法读取。请取消密码后再上传。"
        return f"这是旧版 Excel（.xls）文件。{_SAVE_AS}。"
    if content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")):
        return "这是图片，不是 Excel 工作簿。请上传 .xlsx 文件。"
    head = content[:4096]
    if re.match(rb"(\xef\xbb\xbf)?\s*<", head):
        return f"这是网页或 XML 文件，不是 Excel 工作簿。{_SAVE_AS}。"
    if b"\x00" not in head:
        return f"这是文本文件（如 CSV），不是 Excel 工作簿，改文件名不能改变格式。{_SAVE_AS}。"
    return f"这不是 Excel 工作簿（.xlsx）。{_SAVE_AS}。"


def unpack(archive: zipfile.ZipFile, packed: int) -> dict[str, bytes]:
    """The needed parts, unpacked. Sizes are checked as declared first, then by the unpacking itself."""
    entries = archive.infolist()
    declared = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_PARTS or declared > MAX_UNPACKED or (declared > SMALL and declared > MAX_RATIO * packed):
        raise RuleBroken("文件解压后过大，可能是异常文件，已拒绝读取。请删去多余内容，另存后再上传。")
    names = {entry.filename for entry in entries}
    _refuse_foreign(names)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise RuleBroken("文件设有密码，无法读取。请取消密码后再上传。")
    wanted = [name for name in names if _NEEDED.fullmatch(name) or _KEPT.fullmatch(name)]
    return {name: archive.read(name) for name in sorted(wanted)}


def refuse_swarms(parts: dict[str, bytes], max_rows: int) -> None:
    """Millions of empty rows or cells fit into few bytes, but not into memory: counted before anything reads them."""
    tags = sum(part.count(b"<") for part in parts.values())
    attributes = sum(part.count(b"=") for part in parts.values())
    most = BLANK_TAGS + TAGS_A_ROW * max_rows
    if tags > most or attributes > 2 * most:
        raise RuleBroken(
            "工作簿里的单元格过多，多半是整列整行设了格式的空白单元格。请删去表格以外的空白行和列，另存后再上传。"
        )


def _refuse_foreign(names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise RuleBroken(f"这是二进制工作簿（.xlsb）。{_SAVE_AS}。")
    if "xl/workbook.xml" not in names:
        kinds = {
            "word/document.xml": "Word 文档",
            "ppt/presentation.xml": "演示文稿",
            "content.xml": "OpenDocument 文件",
        }
        found = next((label for part, label in kinds.items() if part in names), "压缩文件")
        raise RuleBroken(f"这是{found}，不是 Excel 工作簿（.xlsx）。{_SAVE_AS}。")
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise RuleBroken("工作簿引用了其他工作簿（外部链接）。请断开链接、改为数值后再上传。")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise RuleBroken(f"工作簿带有宏。{_SAVE_AS}。")


def elements(xml: bytes) -> Iterator[tuple[str, Any]]:
    """Closed elements by local name (both OOXML name spaces), each forgotten after use. DTDs and entities are refused."""
    for _, element in iterparse(io.BytesIO(xml), events=("end",), forbid_dtd=True):
        yield element.tag.rpartition("}")[2], element


def sheets_of(parts: dict[str, bytes]) -> Iterator[SheetFacts]:
    """The worksheets in order. Raises KeyError when a part is missing."""
    targets = {
        element.get("Id"): element.get("Target")
        for tag, element in elements(parts["xl/_rels/workbook.xml.rels"])
        if tag == "Relationship" and str(element.get("Type", "")).endswith("/worksheet")
    }
    for tag, element in elements(parts["xl/workbook.xml"]):
        if tag != "sheet":
            continue
        link = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
        if link in targets:  # sheets of charts and macros have no table
            part = posixpath.normpath(posixpath.join("/xl", targets[link])).lstrip("/")
            yield SheetFacts(element.get("name", ""), part, element.get("state", "visible") != "visible")


def look_through(sheet: SheetFacts, xml: bytes, max_rows: int) -> None:
    """Fill the facts of a sheet, one pass. Raises RuleBroken when it is longer or wider than can be meant."""
    for tag, element in elements(xml):
        if tag == "c":
            _cell(sheet, element)
        elif tag == "row":
            if element.get("hidden") in ("1", "true"):
                sheet.hidden_rows.append(int(element.get("r", "")))
            element.clear()
        elif tag == "col" and element.get("hidden") in ("1", "true"):
            sheet.hidden_columns.append((int(element.get("min", "")), int(element.get("max", ""))))
        elif tag == "mergeCell":
            first, _, last = element.get("ref", "").partition(":")
            sheet.merged.append((*place(first), *place(last or first)))
        if sheet.last_row > max_rows:
            raise RuleBroken(f"工作表“{sheet.name}”超过 {max_rows} 行。请删去多余的行，或分成几份上传。")
        if sheet.last_column > MAX_COLUMNS:
            raise RuleBroken(f"工作表“{sheet.name}”超过 {MAX_COLUMNS} 列。请删去右侧多余的内容后再上传。")


def _cell(sheet: SheetFacts, element: Any) -> None:
    inside = {child.tag.rpartition("}")[2] for child in element}
    if not inside:
        return  # only a style
    row, column = place(element.get("r", ""))
    sheet.last_row, sheet.last_column = max(sheet.last_row, row), max(sheet.last_column, column)
    if "f" in inside:
        sheet.formulas.add((row, column))
    if element.get("t") == "e":
        sheet.errors.add((row, column))


def place(reference: str) -> tuple[int, int]:
    """(5, 2) of "B5". Raises ValueError for what is no reference (Excel always writes one)."""
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7})", reference)
    if match is None:
        raise ValueError(f"no reference: {reference}")
    column = 0
    for char in match[1]:
        column = column * 26 + ord(char) - 64
    return int(match[2]), column


def repack(parts: dict[str, bytes]) -> io.BytesIO:
    """The parts in a fresh archive, without compression."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    target.seek(0)
    return target
