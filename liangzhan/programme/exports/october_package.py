"""All files of the October reports of a plan in one archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

from liangzhan.documents.queries import open_file
from liangzhan.programme.models import OctoberReport

FIELDS = ("list_file", "account_pdf", "account_docx")
Tell = Callable[[int, int, str], None]


def package(reports: Iterable[OctoberReport], consolidated: bytes, title: str, tell: Tell) -> bytes:
    """A ZIP: the consolidated workbook, then a folder per area. `tell` hears done, total and the area's name."""
    rows = list(reports)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{title}汇总.xlsx", consolidated)
        for done, report in enumerate(rows, start=1):
            tell(done, len(rows), report.division.name)
            for field in FIELDS:
                kept = getattr(report, field)
                if kept is not None:
                    archive.writestr(f"{report.division.name}/{kept.title}.{kept.extension}", open_file(kept))
    return held.getvalue()
