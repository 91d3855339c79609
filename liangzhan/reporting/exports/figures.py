"""Figures as a file: JSON for programs, CSV and XLSX for people; every number with its definition and unit."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from liangzhan.reporting.queries.asked import Question
from liangzhan.reporting.queries.indicators import Answer
from liangzhan.reporting.rules.definitions import VERSION
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

COLUMNS = [
    Column("代码", "code", width=8),
    Column("指标", "name", width=24),
    Column("项目", "part", width=20),
    Column("数值", "value", width=14),
    Column("单位", "unit", width=8),
    Column("统计口径", "definition", width=60),
    Column("来源", "source", width=24),
]
KINDS = {"xlsx": "XLSX 表格", "csv": "CSV", "json": "JSON"}
MEDIA = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_of(kind: str, asked: Question, answers: Iterable[Answer]) -> tuple[bytes, str, str]:
    """(content, media type, file name) in one of KINDS."""
    rows = list(rows_of(answers))
    content = {"json": _json, "csv": _csv, "xlsx": _xlsx}[kind](asked, rows)
    return content, MEDIA[kind], f"indicators-{asked.area.code}-{asked.period.code}.{kind}"


def rows_of(answers: Iterable[Answer]) -> Iterator[dict[str, str]]:
    """One row for each number."""
    for one in answers:
        for part in one.indicator.parts:
            yield {
                "code": one.indicator.code,
                "name": one.indicator.name,
                "key": part.key,
                "part": part.words,
                "value": one.plain(part),
                "unit": part.unit,
                "definition": one.indicator.definition,
                "source": one.indicator.source,
            }


def _json(asked: Question, rows: list[dict[str, str]]) -> bytes:
    told = {
        "division": asked.area.code,
        "name": asked.area.name,
        "period": asked.period.code,
        "counted_on": asked.on.isoformat(),
        "definition_version": VERSION,
        "figures": rows,
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _csv(asked: Question, rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([one.title for one in COLUMNS])
    writer.writerows([[row[one.name] for one in COLUMNS] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(asked: Question, rows: list[dict[str, str]]) -> bytes:
    heading = f"{asked.area.name} {asked.period.words} 统计指标"
    return workbook_bytes([Sheet("统计指标", COLUMNS, rows, heading=heading)])
