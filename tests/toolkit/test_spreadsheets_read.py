"""Reading tables: header, values, totals, and each refusal with its sentence."""

import datetime as dt
import io
import random
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.spreadsheets import Column, Layout, guard, read_table
from tests.toolkit.workbooks import HEADER, LAYOUT, book, rezip

SAVE_AS = "请用表格软件打开，另存为“Excel 工作簿（.xlsx）”后再上传。"


def read(content, layout=LAYOUT, max_rows=50):
    return read_table(content, layout, max_rows=max_rows)


def sentences(content, **kwargs):
    return [str(problem) for problem in read(content, **kwargs).all_problems]


def refusal(content, **kwargs):
    with pytest.raises(RuleBroken) as caught:
        read(content, **kwargs)
    return list(caught.value.reasons)


def test_good_table():
    table = read(
        book(
            ["沈阳市", 80, dt.date(2020, 10, 31), None],
            [None] * 4,
            ["大连市", "１２０", "2020年9月1日", "自加"],
            ["合计", 200],
        )
    )
    assert [(row.number, row.values) for row in table.rows] == [
        (2, {"city": "沈阳市", "sw": 80, "opened_on": dt.date(2020, 10, 31), "note": None}),
        (4, {"city": "大连市", "sw": 120, "opened_on": dt.date(2020, 9, 1), "note": "自加"}),
    ]
    assert table.total.values == {"city": None, "sw": 200, "opened_on": None, "note": None}
    assert table.ok
    table.insist()


def test_header_below_merged_title_with_other_brackets_and_alias():
    def title(sheet):
        sheet.insert_rows(1, 2)
        sheet["A1"] = "2020 年任务分配表（示例）"
        sheet.merge_cells("A1:D1")

    table = read(book(["沈阳市", 80], header=["市 *", "社会工作站 (个)\n", "开站日期", "备注"], change=title))
    assert (table.header_row, table.rows[0].values["sw"], table.all_problems) == (3, 80, [])
    assert read(book(["沈阳市", 80], header=["市", "社工站数"])).rows[0].values["sw"] == 80


def test_from_path_and_upload(tmp_path):
    content = book(["沈阳市", 80])
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    upload = SimpleUploadedFile("a.xlsx", content)
    upload.read()
    assert [len(read(one).rows) for one in (path, str(path), upload, io.BytesIO(content))] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (None, "不能为空，请填写"),
        (-1, "不能是负数"),
        (1.5, "不是整数，请改为整数"),
        ("十", "“十”不是数字，请只填数字，不带单位、逗号或空格"),
        ("1,000", "“1,000”不是数字，请只填数字，不带单位、逗号或空格"),
        (True, "不是数字，请改为数值"),
    ],
)
def test_wrong_number(cell, said):
    assert sentences(book(["沈阳市", 80], ["大连市", cell])) == [f"第 3 行“社会工作站（个）”列（B3）：{said}。"]


def test_formula():
    assert sentences(book(["沈阳市", "=40+40"])) == ["第 2 行“社会工作站（个）”列（B2）：是公式，请改为数值。"]


def test_formula_in_a_row_of_nothing_else():
    assert sentences(book(["沈阳市", 80], [None, None, None, "=A1"])) == [
        "第 3 行“市”列（A3）：不能为空，请填写。",
        "第 3 行“社会工作站（个）”列（B3）：不能为空，请填写。",
        "第 3 行“备注”列（D3）：是公式，请改为数值。",
    ]


def test_error_value():
    def spoil(sheet):
        sheet["B2"] = "#N/A"
        sheet["B2"].data_type = "e"

    assert sentences(book(["沈阳市", 80], change=spoil)) == ["第 2 行“社会工作站（个）”列（B2）：是错误值，请改正。"]


def test_merged_cells():
    assert sentences(book(["沈阳市", 80], ["大连市", 90], change=lambda sheet: sheet.merge_cells("D2:D3"))) == [
        "第 2 行“备注”列（D2）：是合并单元格（D2:D3），请取消合并、逐格填写。"
    ]


def test_hidden_row_column_and_sheet():
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[90].hidden = True  # below the table: nothing is concealed
        sheet.column_dimensions["C"].hidden = True
        sheet.column_dimensions["H"].hidden = True
        sheet.parent.create_sheet("旧数据").sheet_state = "veryHidden"
        sheet.parent.create_sheet("WpsReserved_CellImgList").sheet_state = "veryHidden"

    assert sentences(book(["沈阳市", 80], ["大连市", 90], change=hide)) == [
        "工作簿中有隐藏的工作表“旧数据”，请取消隐藏或删除。",
        "第 3 行：是隐藏行，请取消隐藏（或取消筛选）。",
        "C 列“开站日期”：是隐藏列，请取消隐藏。",
    ]


def test_missing_and_foreign_headers():
    assert refusal(book(["沈阳市"], header=["市"])) == ["表头缺少列：“社会工作站（个）”。请对照模板补齐后再上传。"]
    assert refusal(book(["甲"], header=["名称"])) == [
        "前 10 行里没有找到表头。表头应有这些列：“市”、“社会工作站（个）”、“开站日期”、“备注”。"
    ]
    assert refusal(book(["沈阳市", 1, 2], header=["市", "社会工作站(个)", "志愿"])) == [
        "C 列的列名“志愿”不认识，请对照模板改正，或删去这一列。"
    ]
    assert refusal(book(["沈阳市", 1, 2], header=["市", "社工站数", "市"])) == [
        "列“市”出现了两次（A 列和 C 列），请只保留一列。"
    ]
    optional = Layout([Column("甲", "a"), Column("乙", "b")])
    assert refusal(book(["x"], header=["甲"]), layout=optional) == ["表头缺少列：“乙”。请对照模板补齐后再上传。"]
    loose = Layout(LAYOUT.columns, ignore_unknown=True)
    assert read(book(["沈阳市", 1, 2], header=["市", "社工站数", "志愿"]), layout=loose).ok


def test_nothing_to_read():
    assert sentences(book()) == ["表头下面没有数据行，请填写后再上传。"]
    assert refusal(book(header=[])) == ["工作簿里没有可见的内容，请填写后再上传。"]


def test_which_sheet():
    def second(rows):
        def change(sheet):
            other = sheet.parent.create_sheet("说明")
            for row in rows:
                other.append(row)

        return change

    assert read(book(["沈阳市", 80], change=second([["请填写前一张表"]]))).sheet == "任务分配表"
    assert refusal(book(["沈阳市", 80], change=second([HEADER]))) == [
        "工作表“任务分配表”、“说明”都有这样的表头，不知该读哪一张。请只保留一张。"
    ]


def test_too_many_rows_and_columns():
    assert refusal(book(*[["沈阳市", 1]] * 4), max_rows=3) == ["共有 4 行数据，一次最多 3 行。请分成几份上传。"]
    assert refusal(book(*[["沈阳市", 1]] * 60), max_rows=3) == [
        "工作表“任务分配表”超过 13 行。请删去多余的行，或分成几份上传。"
    ]
    far = book(["沈阳市", 1], change=lambda sheet: sheet.cell(1, 300, "远"))
    assert refusal(far) == ["工作表“任务分配表”超过 200 列。请删去右侧多余的内容后再上传。"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件是空的，请检查后重新上传。"),
        (
            "市,社会工作站\n沈阳市,80\n".encode(),
            f"这是文本文件（如 CSV），不是 Excel 工作簿，改文件名不能改变格式。{SAVE_AS}",
        ),
        (b"%PDF-1.7\n", "这是 PDF 文件，不是 Excel 工作簿。请上传 .xlsx 原文件。"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", f"这是旧版 Excel（.xls）文件。{SAVE_AS}"),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "工作簿设有打开密码，无法读取。请取消密码后再上传。",
        ),
        (b"\x89PNG\r\n", "这是图片，不是 Excel 工作簿。请上传 .xlsx 文件。"),
        (b"\xef\xbb\xbf <html>", f"这是网页或 XML 文件，不是 Excel 工作簿。{SAVE_AS}"),
        (b"\x00\x01\x02", f"这不是 Excel 工作簿（.xlsx）。{SAVE_AS}"),
        (b"PK\x03\x04 broken", f"文件已损坏或不是标准的 Excel 工作簿，无法读取。{SAVE_AS}"),
    ],
)
def test_other_kinds_of_file(content, said):
    assert refusal(content) == [said]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/workbook.bin", f"这是二进制工作簿（.xlsb）。{SAVE_AS}"),
        ("word/document.xml", f"这是Word 文档，不是 Excel 工作簿（.xlsx）。{SAVE_AS}"),
        ("content.xml", f"这是OpenDocument 文件，不是 Excel 工作簿（.xlsx）。{SAVE_AS}"),
        ("a.txt", f"这是压缩文件，不是 Excel 工作簿（.xlsx）。{SAVE_AS}"),
    ],
)
def test_other_archives(part, said):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(part, "x")
    assert refusal(target.getvalue()) == [said]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            {"xl/externalLinks/externalLink1.xml": "x"},
            "工作簿引用了其他工作簿（外部链接）。请断开链接、改为数值后再上传。",
        ),
        ({"xl/vbaProject.bin": "x"}, f"工作簿带有宏。{SAVE_AS}"),
        (
            {"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'},
            f"文件已损坏或不是标准的 Excel 工作簿，无法读取。{SAVE_AS}",
        ),
        (
            {
                "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row><c r='?'><v>1</v></c></row></sheetData></worksheet>"
            },
            f"文件已损坏或不是标准的 Excel 工作簿，无法读取。{SAVE_AS}",
        ),
    ],
)
def test_spoilt_packages(parts, said):
    assert refusal(rezip(book(["沈阳市", 80]), parts=parts)) == [said]


def test_what_the_library_cannot_read():
    broken = rezip(book(["沈阳市", 80]), parts={"xl/sharedStrings.xml": "<sst><si><t>a"})
    assert refusal(broken) == ["文件已损坏或不是标准的 Excel 工作簿，无法读取。请另存为新的 .xlsx 文件后再上传。"]


def test_zip_bomb():
    bomb = rezip(book(["沈阳市", 80]), parts={"xl/media/a.bin": b"\0" * (60 * guard.MB)})
    assert len(bomb) < guard.MB
    assert refusal(bomb) == ["文件解压后过大，可能是异常文件，已拒绝读取。请删去多余内容，另存后再上传。"]


def test_bomb_that_lies_about_its_size():
    content = rezip(book(["沈阳市", 80]), parts={"xl/styles.xml": b"\0" * (30 * guard.MB)})
    archive = zipfile.ZipFile(io.BytesIO(content))
    entry = archive.getinfo("xl/styles.xml")
    lie = entry.file_size.to_bytes(4, "little")
    assert content.count(lie) == 2
    assert refusal(content.replace(lie, (100).to_bytes(4, "little"))) == [
        f"文件已损坏或不是标准的 Excel 工作簿，无法读取。{SAVE_AS}"
    ]


@pytest.mark.parametrize(
    "swarm",
    [b"<row/>" * 1_100_000, b"<row r='9'>" + b"<c/>" * 1_100_000 + b"</row>", b"<row a='1' b='2' c='3'/>" * 720_000],
)
def test_a_swarm_of_empty_cells(swarm):
    """A few hundred kilobytes that would cost gigabytes and minutes: refused before anything reads it."""
    plain = book(["沈阳市", 80])
    page = zipfile.ZipFile(io.BytesIO(plain)).read("xl/worksheets/sheet1.xml")
    page = page.replace(b"</sheetData>", swarm + b"</sheetData>")
    ballast = random.Random(1).randbytes(200_000)  # the ratio alone would not tell
    bomb = rezip(plain, parts={"xl/worksheets/sheet1.xml": page, "xl/media/a.bin": ballast})
    started = time.monotonic()
    assert refusal(bomb) == [
        "工作簿里的单元格过多，多半是整列整行设了格式的空白单元格。请删去表格以外的空白行和列，另存后再上传。"
    ]
    assert time.monotonic() - started < 5


def test_formatted_blanks_are_no_swarm():
    """A whole table's worth of borders below the rows is common and harmless."""

    def borders(sheet):
        for row in sheet.iter_rows(min_row=3, max_row=1500, max_col=40):
            for cell in row:
                cell.number_format = "0.00"

    assert len(read(book(["沈阳市", 80], change=borders)).rows) == 1


def test_password_flag():
    content = bytearray(book(["沈阳市", 80]))
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    assert refusal(bytes(content)) == ["文件设有密码，无法读取。请取消密码后再上传。"]


def test_fifty_megabytes():
    assert refusal(b"PK\x03\x04" + b"\0" * (50 * guard.MB)) == [
        "文件超过 20 MB，请删去图片等多余内容，或分成几份上传。"
    ]


def test_far_cell_does_not_cost_memory():
    """A style in the last cell of the sheet is no content."""

    def style(sheet):
        sheet.cell(1_048_576, 16_384).number_format = "0.00"

    assert len(read(book(["沈阳市", 80], change=style)).rows) == 1


def test_chart_sheets_are_no_tables():
    def chart(sheet):
        sheet.parent.create_chartsheet("图")

    assert read(book(["沈阳市", 80], change=chart)).ok


def test_insist_and_refuse():
    table = read(book(["某市", 80], ["大连市", 90]))
    table.refuse(table.rows[0], "city", "没有这个市，请核对。")
    table.refuse(table.rows[1], "", "重复")
    table.refuse(table.rows[1], "opened_on", "缺列也能指出")
    with pytest.raises(RuleBroken) as caught:
        table.insist(at_most=2)
    assert caught.value.reasons == (
        "第 2 行“市”列（A2）：没有这个市，请核对。",
        "第 3 行：重复。",
        "另有 1 处问题，请下载问题清单查看。",
    )
