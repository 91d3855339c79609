"""From a folder to one volume: cover, contents, papers with running page numbers, closing sheet.

Cover, contents and closing sheet carry no number; papers and enclosures are numbered from 1 without a gap. Typst sets what
the platform wrote, some dozens of papers at a time; scans in PDF are laid on A4 pages of the same kind.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError

from liangzhan.documents.rules.folders import Enclosure, Folder, Part, Place, contents_rows
from liangzhan.toolkit.images import sniff
from liangzhan.toolkit.papers import render_pdf

BATCH = 25
A4 = (595.28, 841.89)
MARGIN = 42.0
# What pypdf stumbles over in a damaged or a crafted file besides its own errors.
BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, RecursionError, OverflowError)
Say = Callable[[int, int], None]


@dataclass(frozen=True)
class Made:
    """Who takes the volume away and when: the watermark of every page."""

    by: str
    at: dt.datetime

    @property
    def minute(self) -> str:
        """The local minute."""
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M}"

    @property
    def words(self) -> str:
        """As it stands across the page."""
        return f"{self.by} {self.minute} 导出"


@dataclass(frozen=True)
class Volume:
    """The bound PDF, how many numbered pages it has, and where each part stands."""

    pdf: bytes
    pages: int
    places: list[Place]


class _Binder:
    """Collects pages; knows on which page each part begins."""

    def __init__(self, folder: Folder, made: Made) -> None:
        self.folder, self.made = folder, made
        self.body = PdfWriter()
        self.starts: list[int] = []
        self.waiting: list[dict[str, Any]] = []

    @property
    def pages(self) -> int:
        return len(self.body.pages)

    def common(self) -> dict[str, Any]:
        """What every template of a volume reads."""
        return {"number": self.folder.number, "station": self.folder.station, "watermark": self.made.words}

    def add(self, part: Part) -> None:
        """A part with its sheet and its enclosures."""
        self.waiting.append({"title": part.title, "code": part.code, "begins": True, **(part.sheet or {})})
        for one in part.files:
            self.enclose(part, one)
        if len(self.waiting) >= BATCH:
            self.flush()

    def enclose(self, part: Part, one: Enclosure) -> None:
        try:
            content = one.read()
        except FileNotFoundError:
            self.waiting.append(_told(one, "存储中找不到这个附件。"))
            return
        if one.media_type.startswith("image/") and sniff(content):
            self.waiting.append({"title": one.title, "begins": False, "picture": content})
            return
        scan = _opened(content) if one.media_type == "application/pdf" else None
        if scan is None:
            self.waiting.append(_told(one, "这个附件不能印在案卷中，请在系统内查看原件。"))
            return
        self.flush()
        self.lay(scan)

    def flush(self) -> None:
        """Set what waits; the first pages of its parts are read from the outline of the PDF."""
        if not self.waiting:
            return
        data = {**self.common(), "first": self.pages + 1, "sheets": self.waiting}
        made = PdfReader(io.BytesIO(render_pdf("documents/folder.typ", data)))
        begun = [made.get_destination_page_number(one) for one in made.outline]  # type: ignore[arg-type]
        for sheet, page in zip(self.waiting, begun, strict=True):
            if sheet["begins"]:
                self.starts.append(self.pages + int(page or 0) + 1)
        for page in made.pages:
            self.body.add_page(page)
        self.waiting = []

    def lay(self, scan: list[PageObject]) -> None:
        """Foreign pages, each fitted on an A4 page that carries number and watermark."""
        data = {**self.common(), "first": self.pages + 1, "count": len(scan)}
        frames = PdfReader(io.BytesIO(render_pdf("documents/folder_frame.typ", data))).pages
        for page, frame in zip(scan, frames, strict=True):
            sheet = PageObject.create_blank_page(width=A4[0], height=A4[1])
            width, height = float(page.mediabox.width), float(page.mediabox.height)
            scale = min((A4[0] - 2 * MARGIN) / width, (A4[1] - 2 * MARGIN) / height)
            shift = Transformation().translate(-float(page.mediabox.left), -float(page.mediabox.bottom))
            middle = ((A4[0] - width * scale) / 2, (A4[1] - height * scale) / 2)
            sheet.merge_transformed_page(page, shift.scale(scale).translate(*middle))
            sheet.merge_page(frame)
            self.body.add_page(sheet)

    def places(self) -> list[Place]:
        ends = [*(start - 1 for start in self.starts[1:]), self.pages]
        return [Place(first, max(first, last)) for first, last in zip(self.starts, ends, strict=True)]


def _told(one: Enclosure, words: str) -> dict[str, Any]:
    return {"title": one.title, "begins": False, "texts": [("说明", words)]}


def _opened(content: bytes) -> list[PageObject] | None:
    """The pages of a scan upright, None when it cannot be opened."""
    try:
        reader = PdfReader(io.BytesIO(content))
        pages = list(reader.pages)
        for page in pages:
            page.transfer_rotation_to_content()
            if not float(page.mediabox.width) or not float(page.mediabox.height):
                return None
    except (PyPdfError, *BROKEN):
        return None
    return pages or None


def bind(folder: Folder, made: Made, say: Say = lambda done, total: None) -> Volume:
    """Bind a folder. `say(done, total)` is told after each part. Raises PaperFailed without Chinese fonts."""
    binder = _Binder(folder, made)
    for done, part in enumerate(folder.parts, 1):
        binder.add(part)
        say(done, len(folder.parts))
    binder.flush()
    places = binder.places()
    front = {**binder.common(), **_cover(folder), "rows": contents_rows(folder.parts, places)}
    back = {**binder.common(), **_closing(folder, binder.pages, made)}
    pieces = [
        render_pdf("documents/folder_front.typ", front),
        binder.body,
        render_pdf("documents/folder_back.typ", back),
    ]
    return Volume(_joined(pieces, folder, places), binder.pages, places)


def _cover(folder: Folder) -> dict[str, Any]:
    return {"title": folder.title, "kind": folder.kind, "facts": [list(one) for one in folder.facts]}


def _closing(folder: Folder, pages: int, made: Made) -> dict[str, Any]:
    enclosures = sum(len(one.files) for one in folder.parts)
    facts = [
        ["案卷号", folder.number],
        ["卷内文件", f"{len(folder.parts)} 件，附件 {enclosures} 个"],
        ["页数", f"{pages} 页"],
        ["立卷人", folder.keeper],
        ["成卷时间", made.minute],
        ["导出人", made.by],
    ]
    return {"facts": facts, "remarks": folder.remarks}


def _joined(pieces: Sequence[bytes | PdfWriter], folder: Folder, places: Sequence[Place]) -> bytes:
    """One PDF with an outline of its parts."""
    whole = PdfWriter()
    front = 0
    for index, piece in enumerate(pieces):
        pages = PdfReader(io.BytesIO(piece)).pages if isinstance(piece, bytes) else piece.pages
        for page in pages:
            whole.add_page(page)
        if index == 0:
            front = len(whole.pages)
    for part, place in zip(folder.parts, places, strict=True):
        whole.add_outline_item(title=f"{part.code} {part.title}".strip(), page_number=front + place.first - 1)
    whole.add_metadata({"/Title": f"{folder.title} {folder.number}"})
    whole.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    out = io.BytesIO()
    whole.write(out)
    return out.getvalue()
