"""Writing workbooks and error workbooks; both are read back."""

import datetime as dt
import io
import uuid
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from liangzhan.toolkit.spreadsheets import (
    Column,
    Layout,
    Sheet,
    error_workbook,
    read_table,
    template_workbook,
    workbook_bytes,
    write_workbook,
)
from liangzhan.toolkit.spreadsheets.layout import Problem, letter
from liangzhan.toolkit.spreadsheets.write import sheet_name, width_of
from tests.toolkit.workbooks import LAYOUT, book

EVERY_KIND = Layout(
    [
        Column("代码", "code", required=True, width=16),
        Column("数量", "count", "int"),
        Column("金额（元）", "amount", "number"),
        Column("日期", "day", "date"),
        Column("持证", "certified", "bool"),
        Column("类别", "kind", "choice", choices=[("SW", "社会工作站"), ("VS", "志愿服务站")]),
    ],
    total_label="合计",
)
ROW = {
    "code": "210102001001",
    "count": 3,
    "amount": Decimal("12.50"),
    "day": dt.date(2020, 10, 31),
    "certified": True,
    "kind": "VS",
}


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_round_trip():
    content = template_workbook(EVERY_KIND, title="名单", heading="示例名单", rows=[ROW, [*ROW.values()][:-1] + [None]])
    table = read_table(content, EVERY_KIND, max_rows=10)
    assert [row.values for row in table.rows] == [ROW, {**ROW, "kind": None}]
    assert (table.header_row, table.all_problems) == (2, [])


def test_same_rows_make_the_same_bytes():
    assert workbook_bytes([Sheet("a", LAYOUT.columns)]) == workbook_bytes([Sheet("a", LAYOUT.columns)])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "https://a", "007", "{=1}"])
def test_text_stays_text(text):
    content = workbook_bytes([Sheet("表", [Column("备注", "note")], [{"note": text}])])
    cell = opened(content)["表"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_values_and_looks():
    aware = dt.datetime(2020, 10, 31, 16, 30, tzinfo=dt.UTC)
    some = uuid.UUID(int=1)
    rows = [[v] for v in (aware, dt.datetime(2020, 1, 2, 3, 4), some, 10**16, None, 2.5, "x" * 40_000)]
    sheet = opened(workbook_bytes([Sheet("表", [Column("甲", "a", "number")], rows, total=[5], note="注：示例")]))["表"]
    assert [cell.value for cell in sheet["A"]] == [
        "甲",
        dt.datetime(2020, 11, 1, 0, 30),
        dt.datetime(2020, 1, 2, 3, 4),
        str(some),
        str(10**16),
        None,
        2.5,
        "x" * 32_767,
        5,
        "注：示例",
    ]
    assert (sheet.freeze_panes, sheet["A9"].font.b, sheet["A7"].number_format) == ("A2", True, "#,##0.00")


def test_one_column_with_heading_and_numbers_as_text(tmp_path):
    path = tmp_path / "out.xlsx"
    write_workbook(
        path, [Sheet("表", [Column("代码", "code")], [{"code": 210102001001}, {"code": True}], heading="标题")]
    )
    assert [cell.value for cell in openpyxl.load_workbook(path)["表"]["A"]] == ["标题", "代码", "210102001001", "是"]


def test_lists_to_choose_from():
    sheet = opened(template_workbook(EVERY_KIND, title="名单"))["名单"]
    assert sorted(rule.formula1 for rule in sheet.data_validations.dataValidation) == [
        '"是,否"',
        '"社会工作站,志愿服务站"',
    ]


def test_names_letters_widths():
    assert sheet_name("a/b[c]*" + "长" * 40) == "a b c  " + "长" * 24
    assert (sheet_name("''"), letter(1), letter(27), letter(703)) == ("表", "A", "AA", "AAA")
    assert [width_of(column) for column in EVERY_KIND.columns] == [16, 10, 14, 12, 8, 14]
    with pytest.raises(KeyError):
        EVERY_KIND.column("nobody")
    assert str(Problem("不对", 3, 2)) == "第 3 行 B 列：不对。"
    assert str(Problem("不对", column=2)) == "B 列：不对。"


@pytest.fixture
def spoilt():
    """A table with wrong cells, a formula, merged cells, and a problem that a rule found."""
    rows = ["沈阳市", -1, "2020-13-01", "=x"], ["大连市", 90, dt.datetime(2020, 9, 1, 8), dt.time(8)]
    table = read_table(book(*rows, change=lambda sheet: sheet.merge_cells("D2:D3")), LAYOUT, max_rows=10)
    table.refuse(table.rows[1], "opened_on", "早于计划")
    return table


def test_error_workbook_keeps_the_rows_and_says_why(spoilt):
    sheet = opened(error_workbook(spoilt))["任务分配表"]
    why = (
        "第 2 行“备注”列（D2）：是合并单元格（D2:D3），请取消合并、逐格填写。 第 2 行“社会工作站（个）”列（B2）：不能是负数。 "
        "第 2 行“开站日期”列（C2）：“2020-13-01”不是存在的日期。 第 2 行“备注”列（D2）：是公式，请改为数值。"
    )
    assert [[cell.value for cell in row] for row in sheet] == [
        ["市", "社会工作站（个）", "开站日期", "备注", "原因"],
        ["沈阳市", -1, "2020-13-01", None, why],
        ["大连市", 90, dt.datetime(2020, 9, 1, 8), None, "第 3 行“开站日期”列（C3）：早于计划。"],
    ]
    red = {cell.coordinate for row in sheet["A1:D3"] for cell in row if cell.fill.fgColor.rgb == "FFF8C9C4"}
    assert red == {"B2", "C2", "D2", "C3"}


def test_error_workbook_comes_back(spoilt):
    again = read_table(error_workbook(spoilt), LAYOUT, max_rows=10)
    assert [str(problem) for problem in again.all_problems] == [
        "第 2 行“社会工作站（个）”列（B2）：不能是负数。",
        "第 2 行“开站日期”列（C2）：“2020-13-01”不是存在的日期。",
    ]
    header = opened(error_workbook(again))["任务分配表"][1]
    assert [cell.value for cell in header] == ["市", "社会工作站（个）", "开站日期", "备注", "原因"]


def test_error_workbook_shows_times_and_long_numbers():
    table = read_table(book(["沈阳市", 1.5, None, dt.time(8, 30)], ["大连市", 1e15]), LAYOUT, max_rows=10)
    sheet = opened(error_workbook(table))["任务分配表"]
    assert [cell.value for cell in sheet[2]][1:4] == [1.5, None, "08:30:00"]
    assert sheet["B3"].value == 1e15


def test_error_workbook_lists_what_belongs_to_no_row():
    def hide(sheet):
        sheet.parent.create_sheet("旧").sheet_state = "hidden"

    table = read_table(book(["沈阳市", 80], change=hide, title="问题清单"), LAYOUT, max_rows=10)
    found = opened(error_workbook(table))
    assert [[cell.value for cell in row] for row in found["问题清单2"]] == [
        ["单元格", "问题"],
        [None, "工作簿中有隐藏的工作表“旧”，请取消隐藏或删除。"],
    ]
    assert found["问题清单"]["A2"].value == "沈阳市"
