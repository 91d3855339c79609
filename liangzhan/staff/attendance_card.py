"""The card of attendance on a worker's pages."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.staff.cards import Card
from liangzhan.staff.models import Worker
from liangzhan.staff.queries.leave import leave_now
from liangzhan.staff.queries.month import last_line


def attendance_card(worker: Worker, own: bool, on: dt.date) -> Card | None:
    """The last confirmed month and leave of today; two queries."""
    line, leave = last_line(worker), leave_now(worker, on)
    lines = []
    if leave is not None:
        kind = leave.get_kind_display() if own or leave.kind == "TRIP" else "请假"
        lines.append(f"今天{kind}，到{leave.ends_on.month}月{leave.ends_on.day}日")
    if line is not None:
        when = f"{line.sheet.month_on.year}年{line.sheet.month_on.month}月"
        lines.append(
            f"{when}：应出勤 {line.days_due} 天，出勤 {line.present.normalize():f} 天"
            if not line.part_time
            else f"{when}：兼职，确认工时 {(line.declared_minutes or 0) / 60:g} 小时"
        )
    if not lines and not own:
        return None
    href = reverse("staff:my-attendance") if own else reverse("staff:attendance-stations")
    words = tuple(lines) or ("还没有确认过月度考勤。",)
    return Card("考勤", words, href, "我的考勤" if own else "查看考勤")
