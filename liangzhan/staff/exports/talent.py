"""Statistics of talent as a workbook."""

from __future__ import annotations

from typing import Any

from liangzhan.staff.choices.posts import CertificateLevel, ProfessionalBasis
from liangzhan.staff.queries.talent import Talent, TalentRow, YearCount
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

COLUMNS = [
    Column("地区", "name", width=22),
    Column("在岗人员", "workers", "int"),
    Column("持证", "certified", "int"),
    *(Column(level.label, level.value, "int") for level in CertificateLevel),
    Column("专业人才", "professionals", "int"),
    *(Column(f"其中：{basis.label}", basis.value, "int") for basis in ProfessionalBasis),
    Column("登记有效", "registered", "int"),
    Column("学时已达标", "hours_met", "int"),
    Column("城市", "urban", "int"),
    Column("农村", "rural", "int"),
]
YEARS = [
    Column("年度", "year"),
    Column("在岗人员", "workers", "int"),
    Column("持证", "certified", "int"),
    Column("比上年", "more", "int"),
]


def _line(row: TalentRow, counting: list[str], name: str = "") -> dict[str, Any]:
    counts = row.counts
    return {
        "name": name or row.name,
        "workers": counts.workers,
        "certified": counts.certified,
        **counts.levels,
        "professionals": counts.professionals(counting),
        **counts.bases,
        "registered": counts.registered,
        "hours_met": counts.hours_met,
        "urban": counts.urban,
        "rural": counts.rural,
    }


def talent_workbook(talent: Talent, growth: list[YearCount], *, title: str, source: str) -> bytes:
    """One sheet by area with the whole in the last row, one by year."""
    rows = [_line(row, talent.counting) for row in talent.rows]
    whole = _line(talent.whole, talent.counting, "合计")
    years = [{**vars(one), "year": f"{one.year} 年"} for one in growth]
    return workbook_bytes(
        [
            Sheet("按地区", COLUMNS, rows, heading=title, total=whole, note=source),
            Sheet("按年度", YEARS, years, heading=title, note=source),
        ]
    )
