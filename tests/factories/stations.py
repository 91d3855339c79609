"""Sites and stations in any state, written directly; the lifecycle itself is tested through the services."""

import datetime as dt
from typing import Any

from liangzhan.divisions.models import Division
from liangzhan.stations.models import Site, Station

KIND_LABELS = {"SW": "社会工作站", "VS": "志愿服务站"}


def make_site(community: Division, **fields: Any) -> Site:
    """A site in a community."""
    fields.setdefault("name", f"{community.name}党群服务中心")
    return Site.objects.create(division=community, division_code=community.code, **fields)


def make_station(site: Site, kind: str = "SW", **fields: Any) -> Station:
    """A station of a kind on a site, 纳入计划 unless told."""
    fields.setdefault("name", f"{site.division.name}{KIND_LABELS[kind]}")
    fields.setdefault("state_since", dt.date(2020, 6, 1))
    return Station.objects.create(site=site, division_code=site.division_code, kind=kind, **fields)
