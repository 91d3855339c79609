"""2.6.3 and 2.6.4 are lived by: a confirmed session lately, this year's commitments signed ([N 二(六)])."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.staff.queries.ethics import commitments_of
from liangzhan.staff.queries.supervision_figures import confirmed_within
from liangzhan.staff.queries.workers import workers_at
from liangzhan.stations.checks.sentences import met, not_applicable
from liangzhan.stations.evidence import Evidence, Source, Standing
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.templating import day

NOBODY = "站点还没有登记在岗人员。"


def supervision(station: Station, on: dt.date) -> Evidence:
    """2.6.3: at least one confirmed session within the days of the parameter."""
    if not workers_at(station, on).exists():
        return not_applicable(NOBODY)
    days = value_of("supervision.proof.days", on=on, division_code=station.division_code)
    count, last = confirmed_within(station, on - dt.timedelta(days=days), on)
    if count and last is not None:
        return met(f"近 {days} 天有已确认的督导 {count} 次，最近一次 {day(last)}。")
    text = f"近 {days} 天没有已确认的督导。"
    return Evidence(Standing.MISSING, text, Source.REGISTER, (), reverse("staff:supervision-home"), "登记督导")


def ethics(station: Station, on: dt.date) -> Evidence:
    """2.6.4: everybody in post signed this year's commitment."""
    line = commitments_of([station], year=on.year, on=on)[0]
    if not line.total:
        return not_applicable(NOBODY)
    if not line.missing:
        return met(f"在岗 {line.total} 人都已签署 {on.year} 年度职业道德承诺。")
    text = f"{on.year} 年度职业道德承诺已签 {len(line.signed)} 人，还有 {len(line.missing)} 人没有签署。"
    url = reverse("staff:ethics-station", args=[station.pk])
    return Evidence(Standing.MISSING, text, Source.REGISTER, (), url, "查看并提醒")
