"""The ledger of clients as a workbook: header → type table, and rows as the rules want them."""

from __future__ import annotations

from typing import Any

from liangzhan.people.choices import (
    ORDINARY_CATEGORIES,
    CategorySource,
    DisabilityGrade,
    LegalBasis,
    Sex,
)
from liangzhan.people.rules.importing import ClientRow
from liangzhan.toolkit.spreadsheets import Column, Layout, Table, read_table, template_workbook

MAX_ROWS = 20000
CODES = [(one.value, one.label) for one in ORDINARY_CATEGORIES]

COLUMNS = [
    Column("姓名", "name", required=True, max_length=60),
    Column("证件号码", "id_number", max_length=30, aliases=("身份证号码", "身份证号"), width=22),
    Column("手机号码", "mobile", max_length=20, aliases=("联系电话", "电话"), width=14),
    Column("性别", "sex", "choice", choices=Sex.choices, width=6),
    Column("出生日期", "born_on", "date"),
    Column("住址", "address", max_length=200, width=30),
    Column("主要类别", "code", "choice", required=True, choices=CODES, aliases=("类别", "服务对象类别"), width=24),
    Column("其他类别", "second", "choice", choices=CODES, width=24),
    Column("残疾等级", "grade", "choice", choices=DisabilityGrade.choices),
    Column("来源", "source", "choice", choices=CategorySource.choices),
    Column("核实日期", "verified_on", "date"),
    Column("开始日期", "valid_from", "date"),
    Column("有效期至", "valid_to", "date"),
    Column("处理依据", "legal_basis", "choice", required=True, choices=LegalBasis.choices, width=24),
]
LAYOUT = Layout(COLUMNS)
TEXTS = ("name", "id_number", "mobile", "sex", "address", "code", "second", "grade", "source", "legal_basis")
DAYS = ("born_on", "verified_on", "valid_from", "valid_to")


def read_clients(file: Any) -> tuple[Table, list[ClientRow]]:
    """The table as read and the rows that could be read; a row with a wrong cell is in the table's problems only."""
    table = read_table(file, LAYOUT, max_rows=MAX_ROWS)
    rows = [
        ClientRow(
            number=row.number,
            **{name: row.values[name] or "" for name in TEXTS},
            **{name: row.values[name] for name in DAYS},
        )
        for row in table.rows
        if not row.problems
    ]
    return table, rows


def client_template() -> bytes:
    """An empty ledger to fill in."""
    return template_workbook(LAYOUT, title="服务对象台账", heading="社会工作站服务对象台账")
