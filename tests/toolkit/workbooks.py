"""Workbooks as users spoil them."""

import io
import zipfile

import openpyxl

from liangzhan.toolkit.spreadsheets import Column, Layout

LAYOUT = Layout(
    [
        Column("市", "city", required=True),
        Column("社会工作站（个）", "sw", "int", required=True, minimum=0, aliases=("社工站数",)),
        Column("开站日期", "opened_on", "date"),
        Column("备注", "note"),
    ],
    total_label="合计",
)
HEADER = ["市", "社会工作站（个）", "开站日期", "备注"]


def book(*rows, header=HEADER, change=None, title="任务分配表"):
    """Bytes of a workbook with these rows; `change(sheet)` spoils it."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in [header, *rows]:
        sheet.append(row)
    if change:
        change(sheet)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def rezip(content, **parts):
    """The same archive with parts replaced or added (name with dots and slashes as keys of a dict)."""
    source = zipfile.ZipFile(io.BytesIO(content))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            if name not in parts["parts"]:
                archive.writestr(name, source.read(name))
        for name, text in parts["parts"].items():
            archive.writestr(name, text)
    return target.getvalue()
