"""The roster workbook: header → type table, and rows as the rules want them."""

from __future__ import annotations

from typing import Any

from liangzhan.stations.choices import LegalForm, RosterFate
from liangzhan.stations.queries.roster import PlannedRow
from liangzhan.stations.rules.roster import RosterRow, equipment_of, staff_of
from liangzhan.toolkit.spreadsheets import Column, Layout, Row, Table, read_table, template_workbook

MAX_ROWS = 20000
FORMS = ((LegalForm.SOCIAL_SERVICE_ORG.value, "登记"), (LegalForm.FILED_COMMUNITY_ORG.value, "备案"))
PLACES = ((True, "城"), (False, "乡"))

COLUMNS = [
    Column("序号", "seq", width=6),
    Column("市", "city", max_length=60),
    Column("县(市、区)", "county", max_length=60, aliases=("县", "区县")),
    Column("乡镇(街道)", "street", max_length=60, aliases=("街道", "乡镇")),
    Column("社区(村)", "community", max_length=60, aliases=("社区", "村")),
    Column("12位代码", "code", max_length=12, aliases=("区划代码", "代码")),
    Column("城乡", "urban", "choice", choices=PLACES, width=6),
    Column("社工站建成", "sw", "bool", required=True),
    Column("志愿站建成", "vs", "bool", required=True),
    Column("登记/备案", "form", "choice", choices=FORMS),
    Column("证号/备案号", "standing_number", max_length=60, width=24),
    Column("日期", "standing_on", "date", aliases=("登记日期", "备案日期")),
    Column("负责人", "head_name", max_length=40),
    Column("电话", "head_phone", max_length=20),
    Column("社工人数(专职/兼职)", "staff", max_length=12),
    Column("持证人数", "certified", "int", minimum=0, maximum=9999),
    Column("志愿站工作人员数", "vs_staff", "int", minimum=0, maximum=9999),
    Column("场地㎡", "area", "number", minimum=0, maximum=20000, aliases=("场地", "场地面积")),
    Column("桌椅电话", "equipment", max_length=40),
    Column("标识牌", "sign", "bool"),
    Column("六项制度数", "systems_count", "int", minimum=0, maximum=6),
    Column("验收日期", "accepted_on", "date"),
    # Written by the register's export; ignored when such a workbook comes back.
    Column("社工站状态", "sw_state", width=12),
    Column("志愿站状态", "vs_state", width=12),
]
LAYOUT = Layout(COLUMNS)
TEMPLATE = Layout(COLUMNS[:-2])


def read_roster(file: Any) -> tuple[Table, list[RosterRow]]:
    """The table as read and the rows that could be read; a row with a wrong cell is in the table's problems only."""
    table = read_table(file, LAYOUT, max_rows=MAX_ROWS)
    return table, [row for row in (_roster_row(table, one) for one in table.rows) if row is not None]


def _roster_row(table: Table, row: Row) -> RosterRow | None:
    values = row.values
    staff = staff_of(values["staff"]) if values["staff"] else None
    if values["staff"] and staff is None:
        table.refuse(row, "staff", "请按“专职/兼职”填写，例如 2/1")
    equipment = equipment_of(values["equipment"] or "")
    if equipment is None:
        table.refuse(row, "equipment", "请按“桌2椅8电话1”填写，或填“齐全”“无”")
    if row.problems:
        return None
    plain = {name: values[name] or "" for name in _TEXTS}
    return RosterRow(
        number=row.number,
        **plain,
        **{name: values[name] for name in _VALUES},
        sw=bool(values["sw"]),
        vs=bool(values["vs"]),
        full_time=staff[0] if staff else None,
        part_time=staff[1] if staff else 0,
        certified=values["certified"] or 0,
        equipment=equipment or (),
    )


_TEXTS = ("code", "city", "county", "street", "community", "form", "standing_number", "head_name", "head_phone")
_VALUES = ("urban", "standing_on", "vs_staff", "area", "sign", "systems_count", "accepted_on")


def mark_refused(table: Table, plans: list[PlannedRow]) -> None:
    """Write the reasons of refused rows into the table, for the preview and the error workbook."""
    by_number = {row.number: row for row in table.rows}
    for plan in plans:
        for column, reason in plan.problems if plan.fate == RosterFate.REFUSE else ():
            row = by_number[plan.row.number]
            table.refuse(row, column if column in table.positions else "", reason)


def roster_template() -> bytes:
    """An empty roster to fill in."""
    return template_workbook(TEMPLATE, title="站点名册", heading="社会工作站和志愿服务站名册")
