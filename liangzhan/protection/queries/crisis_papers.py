"""C-10 for the file it belongs to: the crises of one origin as sheets. The caller has reached the origin first."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from liangzhan.protection.models import Crisis

SEEN = (
    ("亲眼所见", "facts_observed"),
    ("他人所述", "facts_told"),
    ("安全计划", "safety_plan"),
    ("移交", "handover"),
    ("结果", "outcome"),
)


def crisis_papers(voucher: str) -> list[tuple[dt.date, str, dict[str, Any]]]:
    """(day, who opened it, sheet with facts, texts and tables) of each crisis that names this origin, the first found first."""
    rows = Crisis.objects.filter(voucher=voucher).prefetch_related("measures", "informed").order_by("found_at", "id")
    return [(timezone.localtime(one.found_at).date(), one.opened_by.label, crisis_sheet(one)) for one in rows]


def _minute(at: dt.datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def crisis_sheet(row: Crisis) -> dict[str, Any]:
    """C-10: facts, texts and tables; `measures` and `informed` are best prefetched."""
    facts = [
        ("发现时间", _minute(row.found_at)),
        ("等级", row.get_level_display()),
        ("如何发现", row.how_found),
        ("结束日期", f"{row.closed_on:%Y-%m-%d}" if row.closed_on else "处置中"),
        ("复查日期", f"{row.review_on:%Y-%m-%d}" if row.review_on else "—"),
    ]
    texts = [(label, getattr(row, name)) for label, name in SEEN]
    measures = [
        [_minute(one.at), one.written_by.label, one.text] for one in sorted(row.measures.all(), key=lambda one: one.at)
    ]
    informed = [
        [_minute(one.at), f"{one.get_who_display()} {one.name}".strip(), one.reply]
        for one in sorted(row.informed.all(), key=lambda one: one.at)
    ]
    when = {"title": "时间", "width": "34mm"}
    tables = [
        {"columns": [when, {"title": "记录人", "width": "26mm"}, "措施"], "rows": measures, "caption": "措施"},
        {"columns": [when, "知会", "答复"], "rows": informed, "caption": "知会"},
    ]
    return {"facts": facts, "texts": texts, "tables": [one for one in tables if one["rows"]]}
