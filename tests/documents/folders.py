"""A folder to bind: two forms, a photo, a scan."""

import datetime as dt

from liangzhan.documents.binding import Made
from liangzhan.documents.rules.folders import Enclosure, Folder, Part
from tests.factories.documents import image_bytes, pdf_bytes

MADE = Made("示例站长", dt.datetime(2026, 5, 6, 9, 30, tzinfo=dt.UTC))


def part(number: int = 1, **fields) -> Part:
    sheet = {"facts": [["序号", f"第 {number} 次"]], "texts": [["过程", "=示例过程\n第二段"]]}
    return Part(
        **{
            "title": "过程记录",
            "code": "C-05",
            "on": dt.date(2026, 1, number),
            "maker": "示例社工",
            "sheet": sheet,
            **fields,
        }
    )


def folder(parts=None, **fields) -> Folder:
    photo = Enclosure("照片", "image/jpeg", image_bytes)
    scan = Enclosure("扫描件", "application/pdf", pdf_bytes)
    found = parts or [part(1, files=(photo, scan)), part(2)]
    given = {
        "title": "个案案卷",
        "number": "210102001001-SW-CASE-2026-0001",
        "kind": "个案",
        "station": "示例社会工作站",
        "facts": (("案卷号", "210102001001-SW-CASE-2026-0001"),),
        "remarks": "卷内文件齐全。",
        "keeper": "示例社工",
    }
    return Folder(parts=found, **{**given, **fields})
