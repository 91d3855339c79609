"""What time outside can be (clause 2.6.1, domain.md 4.5)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
SLACK = dt.timedelta(minutes=5)  # two clocks are never quite alike


def field_time_problem(starts_at: dt.datetime, ends_at: dt.datetime, *, now: dt.datetime) -> str:
    """Why a stretch outside cannot be, or "": its order, a day's length, the future."""
    if ends_at <= starts_at:
        return "外勤结束时间要晚于开始时间。"
    if starts_at.astimezone(SHANGHAI).date() != (ends_at - dt.timedelta(minutes=1)).astimezone(SHANGHAI).date():
        return "一次外勤要在同一天之内；跨天的请按天分开记录。"
    if ends_at > now + SLACK:
        return "外勤结束时间不能晚于现在。"
    return ""


def shown_to(*, sealed: bool, own: bool) -> bool:
    """May the reader see when it was and where it leads? Of sealed time others see minutes only."""
    return own or not sealed
