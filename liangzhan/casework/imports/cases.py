"""The ledger of open cases as a workbook: header → type table, and rows as the rules want them."""

from __future__ import annotations

from typing import Any

from liangzhan.casework.choices import CaseSource, Phase
from liangzhan.casework.rules.carrying import OPEN_PHASES, CaseRow
from liangzhan.people.choices import LegalBasis, Sex
from liangzhan.people.imports import CODES
from liangzhan.people.rules.importing import ClientRow
from liangzhan.toolkit.spreadsheets import Column, Layout, Table, read_table, template_workbook

MAX_ROWS = 5000
PHASES = [(one.value, Phase(one).label) for one in OPEN_PHASES]

COLUMNS = [
    Column("姓名", "name", required=True, max_length=60),
    Column("证件号码", "id_number", max_length=30, aliases=("身份证号码", "身份证号"), width=22),
    Column("手机号码", "mobile", max_length=20, aliases=("联系电话", "电话"), width=14),
    Column("性别", "sex", "choice", choices=Sex.choices, width=6),
    Column("出生日期", "born_on", "date"),
    Column("住址", "address", max_length=200, width=30),
    Column("主要类别", "code", "choice", required=True, choices=CODES, aliases=("类别", "服务对象类别"), width=24),
    Column("处理依据", "legal_basis", "choice", required=True, choices=LegalBasis.choices, width=24),
    Column("求助日期", "opened_on", "date", required=True, aliases=("立案日期", "接案日期")),
    Column("来源", "source", "choice", choices=CaseSource.choices),
    Column("主要问题", "problem", required=True, max_length=4000, width=40),
    Column("目前阶段", "phase", "choice", required=True, choices=PHASES),
    Column("主责社工", "worker", required=True, max_length=60),
    Column("原案号", "old_number", max_length=40, width=20),
    Column("服务同意书签订日期", "agreed_on", "date", aliases=("同意书日期",)),
    Column("预估日期", "assessed_on", "date"),
    Column("计划日期", "planned_on", "date"),
    Column("过程记录次数", "contacts", "int"),
    Column("最近一次服务日期", "last_on", "date"),
    Column("下次联系日期", "next_on", "date"),
    Column("目前情况", "situation", max_length=4000, width=40),
]
LAYOUT = Layout(COLUMNS)
OF_CLIENT = ("name", "id_number", "mobile", "sex", "address", "code", "legal_basis")
TEXTS = ("source", "problem", "phase", "worker", "old_number", "situation")
DAYS = ("opened_on", "agreed_on", "assessed_on", "planned_on", "last_on", "next_on")


def read_cases(file: Any) -> tuple[Table, list[CaseRow]]:
    """The table as read and the rows that could be read; a row with a wrong cell is in the table's problems only."""
    table = read_table(file, LAYOUT, max_rows=MAX_ROWS)
    return table, [_row(row.number, row.values) for row in table.rows if not row.problems]


def _row(number: int, values: dict[str, Any]) -> CaseRow:
    """The category holds from the day on which the case began."""
    client = ClientRow(
        number=number,
        **{name: values[name] or "" for name in OF_CLIENT},
        born_on=values["born_on"],
        valid_from=values["opened_on"],
    )
    return CaseRow(
        client=client,
        contacts=values["contacts"] or 0,
        **{name: values[name] or "" for name in TEXTS},
        **{name: values[name] for name in DAYS},
    )


def case_template() -> bytes:
    """An empty ledger to fill in."""
    return template_workbook(LAYOUT, title="在办个案台账", heading="社会工作站在办个案台账")
