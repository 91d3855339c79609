"""抽查: which sites wait for a draw, and what a draw said of a site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.querysets import code_range
from liangzhan.access.scope import Scope
from liangzhan.divisions.choices import Level
from liangzhan.divisions.rules import level_of, prefix
from liangzhan.programme.choices import InspectionWay, VisitState
from liangzhan.programme.models import Rectification, SampleDraw, SampledSite, Visit
from liangzhan.programme.queries.acceptance import sites_waiting
from liangzhan.programme.queries.checklist import settings_at
from liangzhan.programme.rules.acceptance import way_for
from liangzhan.stations.choices import State
from liangzhan.stations.models import Site, Station


def open_draws() -> QuerySet[SampledSite]:
    """What draws said of sites that no visit has closed since."""
    used = Visit.objects.filter(site=OuterRef("site"), draw=OuterRef("draw"), state=VisitState.DONE)
    return SampledSite.objects.filter(~Exists(used))


def sampled(site: Site) -> SampledSite | None:
    """The last word of a draw on this site that still stands."""
    return open_draws().filter(site=site).select_related("draw").order_by("-id").first()


def is_recheck(stations: Iterable[Station]) -> bool:
    """Have all these stations been visited before and mended what was asked?"""
    ids = {station.pk for station in stations}
    seen = Rectification.objects.filter(visit_station__station__in=ids).order_by()
    return bool(ids) and ids <= set(seen.values_list("visit_station__station_id", flat=True))


def undrawn_sites(scope: Scope, area_code: str) -> list[int]:
    """Sites that wait in an area, are not planned, named by no draw, and are no re-check; by id."""
    mended = Rectification.objects.filter(visit_station__station__site=OuterRef("pk"))
    waiting = sites_waiting(scope).filter(
        ~Exists(open_draws().filter(site=OuterRef("pk"))), ~Exists(mended), is_planned=False
    )
    level = level_of(area_code)
    if level != Level.ZONE:  # a zone's officers reach its members by their scope alone
        waiting = waiting.filter(code_range("division_code", prefix(area_code, level)))
    return sorted(waiting.order_by("pk").values_list("pk", flat=True))


def proposed_way(site: Site, *, on: dt.date) -> InspectionWay:
    """The way of the place by its dated parameter; under 抽查 what the draw said; a re-check is done on papers."""
    if is_recheck(site.stations.filter(state=State.ACCEPTANCE_PENDING).order_by("id")):
        return InspectionWay.PAPERS
    way = str(settings_at(site.division_code, on)["acceptance.way"])
    named = sampled(site) if way == InspectionWay.SAMPLE else None
    return way_for(way, drawn=named is None or named.is_drawn)


@dataclass(frozen=True)
class Sampling:
    """That an area accepts by 抽查: which share is drawn, and its last draws with the size of the list and of the sample."""

    share: str
    draws: list[SampleDraw]


def sampling_of(scope: Scope, area_code: str, *, on: dt.date) -> Sampling | None:
    """None where the area accepts in another way."""
    settings = settings_at(area_code, on)
    if settings["acceptance.way"] != InspectionWay.SAMPLE:
        return None
    rows = SampleDraw.objects.within(scope, Action.ACCEPTANCE_INSPECT).filter(division_code=area_code)
    rows = rows.annotate(listed=Count("sites"), drawn=Count("sites", filter=Q(sites__is_drawn=True)))
    return Sampling(f"{float(str(settings['acceptance.sample_share'])):.0%}", list(rows.order_by("-id")[:3]))
