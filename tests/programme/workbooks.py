"""Allocation tables as files, good and bad, made by the same library that offices use."""

import io
import zipfile

import xlsxwriter

HEADER = ["序号", "市", "社会工作站（个）", "志愿服务站（个）", "备注"]
CITIES = [
    "沈阳",
    "大连",
    "鞍山",
    "抚顺",
    "本溪",
    "丹东",
    "锦州",
    "营口",
    "阜新",
    "辽阳",
    "盘锦",
    "铁岭",
    "朝阳",
    "葫芦岛",
]


def good_rows(sw=20, vs=30):
    """Every city; the first carries what is left, so that the sums are `sw` and `vs`."""
    rows = [[at, f"{name}市", 1, 2, ""] for at, name in enumerate(CITIES, start=1)]
    rows[0][2:4] = [sw - 13, vs - 26]
    return rows


def workbook(rows, *, header=HEADER, change=None, total=None):
    """The table as bytes; `change(book, sheet)` spoils it."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("任务分配表")
        sheet.write_row(0, 0, header)
        for at, row in enumerate(rows, start=1):
            sheet.write_row(at, 0, row)
        if total is not None:
            sheet.write_row(len(rows) + 1, 0, ["", "合计", *total])
        if change:
            change(book, sheet)
    return target.getvalue()


def bomb():
    """A small archive that unpacks to 300 MB."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(good_rows()))) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            made.writestr(entry.filename, content + (b" " * 300_000_000 if "sheet1" in entry.filename else b""))
    return target.getvalue()


def replaced(at, column, value):
    """Good rows with one cell changed (0-based row)."""
    rows = good_rows()
    rows[at][column] = value
    return rows


BAD = {
    "wrong sums": (
        workbook(good_rows(sw=21, vs=29)),
        ["社会工作站合计 21 个，应为 20 个，多 1 个。", "志愿服务站合计 29 个，应为 30 个，少 1 个。"],
    ),
    "unknown city": (
        workbook(replaced(1, 1, "长春市")),
        ["第 3 行“市”列（B3）：“长春市”不是本省的市或功能区，请核对名称。", "缺少大连市，没有任务请填 0。"],
    ),
    "duplicate city": (
        workbook(replaced(1, 1, "沈阳市")),
        ["第 3 行“市”列（B3）：沈阳市与第 2 行重复，请只保留一行。", "缺少大连市，没有任务请填 0。"],
    ),
    "missing city": (
        workbook(good_rows()[:-1] + [[14, "", 1, 2, ""]]),
        ["第 15 行“市”列（B15）：不能为空，请填写。", "缺少葫芦岛市，没有任务请填 0。"],
    ),
    "negative": (workbook(replaced(2, 2, -1)), ["第 4 行“社会工作站（个）”列（C4）：不能是负数。"]),
    "text": (
        workbook(replaced(2, 3, "两个")),
        ["第 4 行“志愿服务站（个）”列（D4）：“两个”不是数字，请只填数字，不带单位、逗号或空格。"],
    ),
    "fraction": (workbook(replaced(2, 3, 2.5)), ["第 4 行“志愿服务站（个）”列（D4）：不是整数，请改为整数。"]),
    "formula": (
        workbook(good_rows(), change=lambda book, sheet: sheet.write_formula("C4", "=1+0", None, 1)),
        ["第 4 行“社会工作站（个）”列（C4）：是公式，请改为数值。"],
    ),
    "merged": (
        workbook(good_rows(), change=lambda book, sheet: sheet.merge_range("E2:E3", "备注")),
        ["第 2 行“备注”列（E2）：是合并单元格（E2:E3），请取消合并、逐格填写。"],
    ),
    "hidden row": (
        workbook(good_rows(), change=lambda book, sheet: sheet.set_row(4, None, None, {"hidden": True})),
        ["第 5 行：是隐藏行，请取消隐藏（或取消筛选）。"],
    ),
    "hidden column": (
        workbook(good_rows(), change=lambda book, sheet: sheet.set_column("E:E", None, None, {"hidden": True})),
        ["E 列“备注”：是隐藏列，请取消隐藏。"],
    ),
    "hidden sheet": (
        workbook(good_rows(), change=lambda book, sheet: book.add_worksheet("旧表").hide()),
        ["工作簿中有隐藏的工作表“旧表”，请取消隐藏或删除。"],
    ),
    "wrong total": (
        workbook(good_rows(), total=[21, 30]),
        ["第 16 行“社会工作站（个）”列（C16）：合计写的是 21，各行相加是 20（社会工作站）。"],
    ),
}

REFUSED = {
    "renamed csv": ("序号,市\n1,沈阳市\n".encode(), "这是文本文件（如 CSV），不是 Excel 工作簿"),
    "renamed pdf": (b"%PDF-1.7 nothing", "这是 PDF 文件，不是 Excel 工作簿"),
    "zip bomb": (bomb(), "文件解压后过大"),
    "50 MB": (b"PK\x03\x04" + b"\0" * 50_000_000, "20 MB"),
    "broken": (b"PK\x03\x04 broken", "文件已损坏"),
    "other header": (
        workbook(good_rows(), header=["序号", "市", "数量", "个数", "备注"]),
        "表头缺少列：“社会工作站（个）”、“志愿服务站（个）”",
    ),
}
