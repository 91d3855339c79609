"""The roster of people: header → type table, and rows as the rules want them."""

from __future__ import annotations

from typing import Any

from liangzhan.staff.choices.posts import (
    CertificateLevel,
    Employment,
    Identity,
    PostRole,
    ProfessionalBasis,
    RosterFate,
)
from liangzhan.staff.queries.roster import PlannedRow
from liangzhan.staff.rules.roster import RosterRow
from liangzhan.stations.choices import StationKind
from liangzhan.toolkit.identity import normal
from liangzhan.toolkit.spreadsheets import Column, Layout, Row, Table, read_table, template_workbook

MAX_ROWS = 20000

COLUMNS = [
    Column("社区代码", "code", max_length=12, aliases=("12位代码", "区划代码"), width=14),
    Column("站点类型", "kind", "choice", choices=StationKind.choices, width=14),
    Column("站名", "station", max_length=80, width=24),
    Column("姓名", "name", required=True, max_length=40),
    Column("证件号码", "id_number", required=True, max_length=30, aliases=("身份证号码", "身份证号"), width=22),
    Column("手机号码", "mobile", max_length=20, width=14),
    Column("岗位", "role", "choice", required=True, choices=PostRole.choices, width=16),
    Column("专兼职", "employment", "choice", required=True, choices=Employment.choices),
    Column("工作量", "fte", "number", minimum=0, maximum=1),
    Column("身份", "identity", "choice", required=True, choices=Identity.choices, width=14),
    Column("用人单位", "employer", max_length=80, width=20),
    Column("办公电话", "office_phone", max_length=20, width=14),
    Column("上岗日期", "starts_on", "date", required=True),
    Column("离岗日期", "ends_on", "date"),
    Column("专业依据", "basis", "choice", choices=ProfessionalBasis.choices, width=16),
    Column("学历或培训说明", "note", max_length=120, width=24),
    Column("证书级别", "level", "choice", choices=CertificateLevel.choices, width=14),
    Column("管理号", "certificate_number", max_length=40, width=20),
    Column("取得日期", "passed_on", "date"),
    Column("登记号", "registration_number", max_length=40),
    Column("登记有效期自", "valid_from", "date"),
]
LAYOUT = Layout(COLUMNS)
TEXTS = ("code", "kind", "station", "mobile", "employer", "office_phone", "basis", "note", "level")
TEXTS = (*TEXTS, "certificate_number", "registration_number")
OTHERS = (
    "name",
    "id_number",
    "role",
    "employment",
    "identity",
    "starts_on",
    "fte",
    "ends_on",
    "passed_on",
    "valid_from",
)


def read_people(file: Any) -> tuple[Table, list[RosterRow]]:
    """The table as read and the rows that could be read; a row with a wrong cell is in the table's problems only."""
    table = read_table(file, LAYOUT, max_rows=MAX_ROWS)
    return table, [_roster_row(row) for row in table.rows if not row.problems]


def _roster_row(row: Row) -> RosterRow:
    values = row.values
    given = {name: values[name] or "" for name in TEXTS} | {name: values[name] for name in OTHERS}
    given["certificate_number"] = normal(given["certificate_number"])
    return RosterRow(number=row.number, **given)


def mark_refused(table: Table, plans: list[PlannedRow]) -> None:
    """Write the reasons of refused rows into the table, for the preview and the error workbook."""
    refused = [
        (plan.row.number, column, reason)
        for plan in plans
        if plan.fate == RosterFate.REFUSE
        for column, reason in plan.problems
    ]
    mark(table, refused)


def mark(table: Table, refused: list[Any]) -> None:
    """(row, column, reason) into the table; a reason about no column of the workbook stands for the whole row."""
    by_number = {row.number: row for row in table.rows}
    for number, column, reason in refused:
        table.refuse(by_number[number], column if column in table.positions else "", reason)


def people_template() -> bytes:
    """An empty roster to fill in."""
    return template_workbook(LAYOUT, title="人员名册", heading="社会工作站和志愿服务站人员名册")
