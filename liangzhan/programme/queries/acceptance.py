"""What waits for acceptance, and a visit with its lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Min, OuterRef, Prefetch, Q, QuerySet, Subquery

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.programme.choices import InspectionWay, RectificationState, VisitState
from liangzhan.programme.models import Rectification, Visit, VisitItem, VisitStation
from liangzhan.programme.queries.checklist import checklist_of, settings_at
from liangzhan.programme.rules.acceptance import drawn_sites, way_for
from liangzhan.programme.rules.checklist import Item, items_for
from liangzhan.stations.choices import State
from liangzhan.stations.evidence import Evidence
from liangzhan.stations.models import Sign, SignTemplate, Site, Station
from liangzhan.stations.queries.dossier import with_evidence
from liangzhan.toolkit.periods import today


def sites_waiting(scope: Scope) -> QuerySet[Site]:
    """Sites with at least one pending station, with the pending ones, since when, and whether a visit is planned."""
    pending = Station.objects.filter(state=State.ACCEPTANCE_PENDING)
    planned = Visit.objects.filter(site=OuterRef("pk"), state=VisitState.PLANNED)
    own = pending.filter(site=OuterRef("pk"))
    return (
        Site.objects.within(scope, Action.ACCEPTANCE_INSPECT)
        .filter(Exists(own))
        .annotate(
            is_planned=Exists(planned),
            visit_id=Subquery(planned.values("pk")[:1]),
            since=Subquery(own.order_by().values("site").annotate(first=Min("state_since")).values("first")),
        )
        .prefetch_related(Prefetch("stations", queryset=pending.order_by("kind"), to_attr="pending"))
    )


def proposed_way(site: Site, *, scope: Scope, on: dt.date) -> InspectionWay:
    """The way of the place by its dated parameter. Under 抽查 the draw is seeded by county and month, so anyone can repeat it."""
    settings = settings_at(site.division_code, on)
    way = str(settings["acceptance.way"])
    if way != InspectionWay.SAMPLE:
        return InspectionWay(way)
    county = site.division_code[:6]
    waiting = [one.pk for one in sites_waiting(scope) if one.division_code.startswith(county)]
    seed = f"{county}:{on:%Y-%m}"
    drawn = drawn_sites(waiting, seed=seed, share=float(settings["acceptance.sample_share"]))
    return way_for(way, drawn=site.pk in drawn)


@dataclass(frozen=True)
class Line:
    """One item of a visit: what the station shows today, and what the inspectors wrote."""

    item: Item
    evidence: Evidence
    written: VisitItem | None


@dataclass(frozen=True)
class Part:
    """One station of a visit with its lines; `sign` and `pattern` stand side by side at A04."""

    row: VisitStation
    station: Station
    lines: list[Line]
    sign: Sign | None
    pattern: SignTemplate | None
    rectifications: list[Rectification]

    @property
    def written_count(self) -> int:
        return sum(line.written is not None for line in self.lines)


def visit_lines(visit: Visit, *, only: int | None = None) -> list[Part]:
    """The stations of a visit (or only one of its rows) with all lines, in few queries."""
    rows = visit.stations.order_by("station__kind").prefetch_related("items__photos__file", "rectifications")
    if only is not None:
        rows = rows.filter(pk=only)
    found = list(rows)
    stations = {one.pk: one for one in with_evidence(Station.objects.filter(pk__in=[row.station_id for row in found]))}
    patterns: dict[str, SignTemplate] = {}
    for template in SignTemplate.objects.select_related("file").order_by("valid_from", "id"):
        patterns[template.kind] = template
    return [_part(row, stations[row.station_id], patterns) for row in found]


def _part(row: VisitStation, station: Station, patterns: dict[str, SignTemplate]) -> Part:
    written = {item.item: item for item in row.items.all()}
    day = row.visit.held_on or today()
    shown = {line.item.code: line.evidence for line in checklist_of(station, on=day).rows}
    signs = [sign for sign in station.signs.all() if sign.removed_on is None]
    return Part(
        row,
        station,
        [Line(item, shown[item.code], written.get(item.code)) for item in items_for(station.kind)],
        signs[0] if signs else None,
        patterns.get(station.kind),
        list(row.rectifications.all()),
    )


def rectifications(scope: Scope, action: Action) -> QuerySet[Rectification]:
    """Things to mend within reach, the earliest due first."""
    return Rectification.objects.within(scope, action).select_related(
        "visit_station__station", "visit_station__visit", "proof"
    )


def open_rectifications(station_ids: list[int]) -> QuerySet[Any]:
    """What these stations still have to mend."""
    waiting = Q(state=RectificationState.OPEN)
    return Rectification.objects.filter(waiting, visit_station__station__in=station_ids).order_by("due_on", "id")
