"""The paper sheet: for whoever has no phone. Its code opens the roll on which it is typed."""

from __future__ import annotations

from liangzhan.occasions.choices import AttendeeState
from liangzhan.occasions.models import Occasion
from liangzhan.occasions.queries.roll import RollRow
from liangzhan.occasions.rules.arranging import when_words
from liangzhan.toolkit.papers import render_pdf
from liangzhan.toolkit.qr import png

FEWEST_BLANK, FULL_SHEET = 6, 23  # a sheet of A4 holds so many lines
COLUMNS = [
    {"title": "序号", "width": "11mm", "align": "center"},
    {"title": "姓名", "width": 1.4},
    {"title": "到达时间", "width": "20mm"},
    {"title": "签名", "width": 1.6},
    {"title": "离开时间", "width": "20mm"},
    {"title": "签名", "width": 1.6},
    {"title": "备注", "width": 1},
]


def sheet_pdf(occasion: Occasion, rows: list[RollRow], address: str) -> bytes:
    """One A4 sheet: the roll, empty lines for others, and the address of the roll as a code."""
    facts = [
        ["时间", when_words(occasion.starts_at, occasion.ends_at)],
        ["地点", occasion.place or (occasion.station.name if occasion.station else "")],
        ["应到", f"{len(rows)} 人"],
        ["未登记姓名", ""],
    ]
    data = {
        "title": f"{occasion.title} 签到表",
        "subtitle": occasion.station.name if occasion.station else "",
        "facts": facts,
        "columns": COLUMNS,
        "rows": [
            [str(number), row.name, "", "", "", "", "请假" if row.attendee.mark == AttendeeState.EXCUSED else ""]
            for number, row in enumerate(rows, 1)
        ],
        "blank_rows": max(FEWEST_BLANK, FULL_SHEET - len(rows)),
        "qr": png(address, scale=6),
        "notes": "签到人请亲笔签名；不便签名的可按手印。用手机扫右上角的二维码，可打开点名页、上传本表照片。",
        "signatures": ["负责人", "记录人", "日期"],
    }
    return render_pdf("toolkit/sheet.typ", data)
