"""Desk, chair, telephone as the register of assets counts them (2.2.4), for any number of stations in one query."""

from __future__ import annotations

from django.db.models import Q, Sum

from liangzhan.funds.models import HERE, Asset
from liangzhan.stations.models import Station


def counts_of_sites(stations: list[Station]) -> dict[int, dict[str, int]]:
    """{station id: {kind: how many stand there}}; a station whose site has no asset at all is left out.

    Both stations of a site share its desks; what is lent, lost, in repair or disposed of does not stand there.
    """
    sites = {one.site_id for one in stations}
    rows = (
        Asset.objects.filter(station__site__in=sites)
        .order_by("station__site_id", "kind")
        .values_list("station__site_id", "kind")
        .annotate(count=Sum("quantity", filter=Q(state__in=HERE)))
    )
    by_site: dict[int, dict[str, int]] = {}
    for site, kind, count in rows:
        by_site.setdefault(site, {})[kind] = int(count or 0)
    return {one.pk: by_site[one.site_id] for one in stations if one.site_id in by_site}
