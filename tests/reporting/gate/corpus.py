"""The forms of the corpus as workbooks, merged headings included, with the right answer for each column."""

import io
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

FOLDER = Path(__file__).parent / "corpus"


@dataclass(frozen=True)
class Form:
    name: str
    title: str
    rows_are: str
    merged: bool
    columns: tuple[tuple[tuple[str, ...], str, str], ...]  # (heading path, kind, key)


def forms():
    return [read(path) for path in sorted(FOLDER.glob("*.txt"))]


def read(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    head = dict(line.split("：", 1) for line in lines[:3])
    columns = []
    for line in lines[3:]:
        heading, answer = line.rsplit(" = ", 1)
        kind, _, key = answer.partition(" ")
        columns.append((tuple(heading.split(" > ")), kind, key))
    return Form(path.stem, head["标题"], head["行"], head["合并"] == "是", tuple(columns))


def workbook(form):
    """The form as an office would send it: title over all columns, one or two rows of headings, three empty rows."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("Sheet1")
    wide, deep = len(form.columns), max(len(path) for path, _, _ in form.columns)
    sheet.merge_range(0, 0, 0, wide - 1, form.title)
    sheet.write(1, 0, "填报单位：")
    at = 0
    while at < wide:
        path = form.columns[at][0]
        same = at
        while same + 1 < wide and len(path) > 1 and form.columns[same + 1][0][:-1] == path[:-1]:
            same += 1
        if len(path) == 1:
            if deep > 1:
                sheet.merge_range(2, at, 3, at, path[0])
            else:
                sheet.write(2, at, path[0])
        else:
            if same > at:
                sheet.merge_range(2, at, 2, same, path[0])
            else:
                sheet.write(2, at, path[0])
            for one in range(at, same + 1):
                sheet.write(3, one, form.columns[one][0][-1])
        at = same + 1
    sheet.set_row(2 + deep, None, book.add_format({"border": 1}))
    book.close()
    return file.getvalue()
