"""Papers of the register of files."""

from __future__ import annotations

from liangzhan.documents.models import Consultation
from liangzhan.toolkit.papers import render_pdf


def consultation_slip(row: Consultation) -> bytes:
    """查阅单: who, for what, on whose approval, with lines to sign at each reading."""
    return render_pdf(
        "toolkit/sheet.typ",
        {
            "title": "档案查阅单",
            "subtitle": row.item.station_name,
            "facts": [
                ["编号", row.number],
                ["档号", row.item.number],
                ["查阅人", row.reader],
                ["单位", row.office],
                ["查阅目的", row.purpose],
                ["查阅期", f"{row.from_on:%Y-%m-%d} 至 {row.to_on:%Y-%m-%d}"],
                ["批准人", row.approved_by.label],
            ],
            "columns": [
                {"title": "序号", "width": "14mm"},
                "日期",
                {"title": "查阅内容", "width": 3},
                "查阅人签字",
                "经办人签字",
            ],
            "blank_rows": 8,
            "row_height": "12mm",
            "notes": "只能在站内当面查阅，不得带走、拍照或转述；所知悉的个人信息应当保密。",
            "signatures": ["查阅人", "批准人"],
            "footer": "本单由站点留存",
        },
    )
