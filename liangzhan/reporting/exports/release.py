"""A release as a file: the same cells as on the page, in JSON, CSV and XLSX."""

from __future__ import annotations

import csv
import io

import orjson

from liangzhan.reporting.exports.figures import MEDIA
from liangzhan.reporting.models import Release
from liangzhan.reporting.rules.periods import period_of
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

WHY = "不足 5 人的数（包括 0）写作 <5；写“隐去”的格不小于 5，隐去是为了不让别人用减法推出小数。"


def release_file(kind: str, release: Release) -> tuple[bytes, str, str]:
    """(content, media type, file name); KeyError for another kind."""
    content = {"json": _json, "csv": _csv, "xlsx": _xlsx}[kind](release)
    return content, MEDIA[kind], f"open-data-{release.division_code}-{release.period}.{kind}"


def _json(release: Release) -> bytes:
    told = {"content": release.content, "sha256": release.content_hash, "definitions": release.definition_version}
    return orjson.dumps({**told, "note": WHY}, option=orjson.OPT_INDENT_2)


def _csv(release: Release) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["表", "代码", "地区", "栏目", "数值", "单位"])
    for table in release.content["tables"]:
        for row in table["rows"]:
            for column, cell in zip(table["columns"], row["cells"], strict=True):
                writer.writerow([table["title"], row["code"], row["name"], column["words"], cell, table["unit"]])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(release: Release) -> bytes:
    sheets = []
    period = period_of(release.period)
    for table in release.content["tables"]:
        columns = [Column("代码", "code", width=14), Column("地区", "name", width=18)]
        columns += [Column(one["words"], one["key"], width=14) for one in table["columns"]]
        rows = [
            {"code": row["code"], "name": row["name"]}
            | {one["key"]: str(cell) for one, cell in zip(table["columns"], row["cells"], strict=True)}
            for row in table["rows"]
        ]
        heading = f"{release.area_name} {period.words if period else release.period} {table['title']}"
        sheets.append(Sheet(table["title"], columns, rows, heading=heading, note=f"{table['definition']}{WHY}"))
    return workbook_bytes(sheets)
