"""An existing list of volunteers as a workbook: header → type table, and rows as the rules want them."""

from __future__ import annotations

from typing import Any

from liangzhan.people.choices import IdKind, Sex
from liangzhan.people.choices_family import GuardianRelation
from liangzhan.toolkit.spreadsheets import Column, Layout, Table, read_table, template_workbook
from liangzhan.volunteers.choices import Employment
from liangzhan.volunteers.rules.importing import VolunteerRow

MAX_ROWS = 100_000

COLUMNS = [
    Column("姓名", "name", required=True, max_length=60),
    Column("证件号码", "id_number", required=True, max_length=30, aliases=("身份证号码", "身份证号"), width=22),
    Column("证件类型", "id_kind", "choice", choices=IdKind.choices, width=14),
    Column("手机号码", "mobile", max_length=20, aliases=("联系电话", "电话"), width=14),
    Column("性别", "sex", "choice", choices=Sex.choices, width=6),
    Column("出生日期", "born_on", "date"),
    Column("居住区域", "address", max_length=200, aliases=("住址",), width=30),
    Column("全国志愿者编号", "national_no", max_length=32, width=20),
    Column("专业技能", "skills", max_length=200, aliases=("特长",), width=24),
    Column("服务类别", "areas", max_length=200, width=24),
    Column("从业状况", "employment", "choice", choices=Employment.choices),
    Column("监护人姓名", "guardian_name", max_length=60),
    Column("监护人关系", "guardian_relation", "choice", choices=GuardianRelation.choices),
    Column("监护人手机号码", "guardian_mobile", max_length=20, width=14),
]
LAYOUT = Layout(COLUMNS)
TEXTS = tuple(column.name for column in COLUMNS if column.name != "born_on")


def read_volunteers(file: Any) -> tuple[Table, list[VolunteerRow]]:
    """The table as read and the rows that could be read; a row with a wrong cell is in the table's problems only."""
    table = read_table(file, LAYOUT, max_rows=MAX_ROWS)
    rows = [
        VolunteerRow(
            number=row.number,
            born_on=row.values["born_on"],
            **{name: row.values[name] or "" for name in TEXTS},
        )
        for row in table.rows
        if not row.problems
    ]
    return table, rows


def volunteer_template() -> bytes:
    """An empty list to fill in."""
    return template_workbook(LAYOUT, title="志愿者名册", heading="志愿者名册")
