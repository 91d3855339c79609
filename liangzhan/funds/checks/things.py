"""A03 桌、椅、电话 from the register of assets (2.2.4)."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.stations.checks import place
from liangzhan.stations.evidence import Evidence, Source, Standing
from liangzhan.stations.models import Station
from liangzhan.stations.queries.dossier import COUNTED, dossier_of
from liangzhan.stations.rules.place import equipment_text, missing_equipment


def equipment(station: Station, on: dt.date) -> Evidence:
    """One of each at least, counted from assets; only a site without any asset falls back to what was declared."""
    counts = dossier_of(station).section(COUNTED)
    if counts == ():
        return place.equipment(station, on)
    url = f"{reverse('funds:asset-list')}?station={station.pk}"
    missing = missing_equipment(counts)
    words = equipment_text(counts)
    if missing:
        have = f"资产登记：{words}；" if words else ""
        return Evidence(Standing.MISSING, f"{have}缺{'、'.join(missing)}。", Source.REGISTER, (), url, "登记资产")
    return Evidence(Standing.MET, f"资产登记：{words}", Source.REGISTER, (), url, "查看资产")
