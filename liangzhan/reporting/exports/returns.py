"""A return as a workbook: its figures with their notes, its words, and where the figures come from."""

from __future__ import annotations

from typing import Any

from liangzhan.reporting.models import Return
from liangzhan.reporting.rules.definitions import BY_CODE
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes
from liangzhan.toolkit.templating import day, moment

FIGURES = [
    Column("栏目", "heading", width=24),
    Column("数值", "value", width=14),
    Column("单位", "unit", width=8),
    Column("加注", "notes", width=50),
    Column("统计口径", "definition", width=60),
]
WORDS = [Column("项目", "heading", width=24), Column("内容", "text", width=90)]


def return_workbook(row: Return, facts: dict[str, Any]) -> bytes:
    """`facts` are those of the page (`queries.return_pages.page_facts`)."""
    heading = f"{row.unit_name} {facts['period'].words} {row.form.name}"
    figures = [
        {
            "heading": one["heading"],
            "value": one["shown"],
            "unit": one["unit"],
            "notes": "；".join(
                f"{note.text}（{note.written_by.label} {moment(note.written_at)}）" for note in one["notes"]
            ),
            "definition": BY_CODE[one["key"].partition(".")[0]].definition,
        }
        for one in facts["figures"]
    ]
    words = [{"heading": title, "text": text or "（未填写）"} for title, text, _ in facts["blocks"]]
    sheets = [Sheet("数字", FIGURES, figures, heading=heading, note=source_words(row))]
    return workbook_bytes([*sheets, Sheet("文字说明", WORDS, words, heading=heading)])


def source_words(row: Return) -> str:
    """State, version, when and by whom it was handed in."""
    told = f"第 {row.version} 版，{row.get_state_display()}，期限 {day(row.due_on)}"
    if row.submitted_at is not None and row.figures_hash:
        told += f"；{row.submitted_by.label}于 {moment(row.submitted_at)} 报送，摘要 {row.figures_hash[:12]}"
    return told + "。数字由平台按日常记录计算。"
