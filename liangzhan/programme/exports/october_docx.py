"""The account of construction as an editable document in the form of an upward official paper."""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from liangzhan.programme.exports.october_account import account_content
from liangzhan.programme.models import OctoberReport
from liangzhan.programme.queries.october import Computed

BODY, HEAD, TITLE = (
    "仿宋_GB2312",
    "黑体",
    "方正小标宋简体",
)  # the names an office uses; Word substitutes what is missing


SOFT_BREAK = re.compile(r"[\x0b\x0c]")  # what comes along when words are pasted from Word
FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")  # in no XML file


def _run(paragraph: Any, text: str, font: str, size: float, bold: bool = False) -> None:
    run = paragraph.add_run(FORBIDDEN.sub("", SOFT_BREAK.sub("\n", text)))
    run.font.name, run.font.size, run.bold = font, Pt(size), bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _paragraph(
    document: Any, text: str, *, font: str = BODY, size: float = 16, align: Any = None, indent: bool = True
) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(28)
    paragraph.paragraph_format.space_after = Pt(0)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(size * 2)
    if align is not None:
        paragraph.alignment = align
    _run(paragraph, text, font, size)


def _table(document: Any, header: list[str], rows: list[list[str]]) -> None:
    table = document.add_table(rows=1, cols=len(header))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        _run(cell.paragraphs[0], text, HEAD, 12)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _run(cell.paragraphs[0], text, BODY, 12)


def account_docx(report: OctoberReport, computed: Computed) -> bytes:
    """A4 with the margins of GB/T 9704; the same words and figures as the PDF; number only when it was typed."""
    content = account_content(report, computed)
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    right, centre = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER
    _paragraph(document, f"{content['number']}　　签发人：{content['signer']}", align=right, indent=False)
    _paragraph(document, content["title"], font=TITLE, size=22, align=centre, indent=False)
    _paragraph(document, f"{content['recipient']}：", indent=False)
    for heading, paragraphs in content["parts"]:
        _paragraph(document, heading, font=HEAD)
        for text in paragraphs:
            _paragraph(document, text)
    _table(document, ["项目", "社会工作站", "志愿服务站"], [list(line) for line in content["figures"]])
    _paragraph(document, f"附件：{content['attachment']}")
    _paragraph(document, content["issuer"], align=right, indent=False)
    _paragraph(document, content["date"], align=right, indent=False)
    document.add_page_break()
    _paragraph(document, "附件", font=HEAD, indent=False)
    _paragraph(document, content["attachment"], font=TITLE, size=18, align=centre, indent=False)
    _table(document, content["list_header"], content["list_rows"])
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
