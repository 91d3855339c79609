"""2.6.6: the rule on service archives is lived by: a file was closed and filed within the period ([N 二(六)])."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.documents.queries.archive import filed_since
from liangzhan.stations.evidence import Evidence, Source, Standing
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of


def archives_lived_by(station: Station, on: dt.date) -> Evidence:
    """At least one case, group or activity of the station was filed within `archive.operation.days` before the day."""
    days = int(value_of("archive.operation.days", on=on, division_code=station.division_code))
    count = filed_since(station.pk, on - dt.timedelta(days=days), on)
    if count:
        return Evidence(Standing.MET, f"近 {days} 天归档 {count} 卷", Source.REGISTER)
    url = reverse("documents:archive-list")
    return Evidence(Standing.MISSING, f"近 {days} 天没有归档。", Source.REGISTER, (), url, "查看服务档案")
