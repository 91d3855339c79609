"""Proof that the rule on attendance and appraisal is lived by (clause 2.6.1): the month that was confirmed decides, the last
appraisal is named beside it."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.staff.queries.appraisal import last_final
from liangzhan.staff.queries.attendance_proof import last_fact_on, newest_sheet
from liangzhan.stations.evidence import Evidence, Source, Standing, register
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.templating import day

CLAUSE, RANK = "2.6.1", 10


def attendance(station: Station, on: dt.date) -> Evidence:
    """A confirmed month, or any attendance within the days of `attendance.proof_days`; part-timers' months count alike."""
    days = int(value_of("attendance.proof_days", on=on, division_code=station.division_code))
    href = reverse("staff:attendance-month", args=[station.pk])
    since = on - dt.timedelta(days=days)
    sheet = newest_sheet(station, on)
    if sheet is not None:
        month = f"{sheet.month_on.year}年{sheet.month_on.month}月"
        text = f"最近确认的月度考勤：{month}，{day(sheet.confirmed_at)}由{sheet.confirmed_by.label}确认；{_appraised(station)}"
        return Evidence(Standing.MET, text, Source.REGISTER, mend_url=href, mend_label="查看")
    last = last_fact_on(station, since, on)
    if last is not None:
        text = f"平台考勤在用，最近一次记录在 {day(last)}；还没有确认过月度考勤；{_appraised(station)}"
        return Evidence(Standing.MET, text, Source.REGISTER, mend_url=href, mend_label="确认考勤")
    text = f"最近 {days} 天没有考勤记录，也没有确认过月度考勤；{_appraised(station)}"
    return Evidence(Standing.MISSING, text, Source.REGISTER, mend_url=href, mend_label="查看考勤")


def _appraised(station: Station) -> str:
    """The last appraisal with final grades, in words."""
    last = last_final([station.pk]).get(station.pk)
    if last is None:
        return "还没有完成过年度考核。"
    return f"最近一次年度考核：{last.year} 年，{last.count} 人已定等次。"


def register_attendance() -> None:
    """Called once when the platform starts."""
    register(CLAUSE, attendance, rank=RANK)
