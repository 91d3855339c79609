"""What waits for acceptance, and a visit with its lines."""

from __future__ import annotations

import uuid as uuid_module
from dataclasses import dataclass

from django.db.models import Exists, Min, OuterRef, Prefetch, QuerySet, Subquery

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.documents.models import KeptFile
from liangzhan.programme.choices import VisitState
from liangzhan.programme.models import Rectification, Submission, Visit, VisitItem, VisitItemPhoto, VisitStation
from liangzhan.programme.queries.checklist import checklist_of
from liangzhan.programme.rules.checklist import Item, items_for
from liangzhan.stations.choices import State
from liangzhan.stations.evidence import Evidence
from liangzhan.stations.models import Sign, SignTemplate, Site, Station
from liangzhan.stations.queries.dossier import dossier_of, with_evidence
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
    photos = Prefetch("items__photos", VisitItemPhoto.objects.select_related("file").order_by("id"))
    asked = Submission.objects.filter(station=OuterRef("station")).order_by("-id").values("score")[:1]
    rows = visit.stations.order_by("station__kind").annotate(self_check=Subquery(asked))
    rows = rows.prefetch_related("items", photos, "rectifications")
    if only is not None:
        rows = rows.filter(pk=only)
    found = list(rows)
    stations = {one.pk: one for one in with_evidence(Station.objects.filter(pk__in=[row.station_id for row in found]))}
    patterns: dict[str, SignTemplate] = {}
    for template in (
        SignTemplate.objects.filter(valid_from__lte=today()).select_related("file").order_by("valid_from", "id")
    ):
        patterns[template.kind] = template
    return [_part(row, stations[row.station_id], patterns) for row in found]


def _part(
    row: VisitStation,
    station: Station,
    patterns: dict[str, SignTemplate],
) -> Part:
    written = {item.item: item for item in row.items.all()}
    day = row.visit.held_on or today()
    shown = {one.item.code: one.evidence for one in checklist_of(station, on=day).rows}
    signs = dossier_of(station).section("signs")
    return Part(
        row,
        station,
        [Line(item, shown[item.code], written.get(item.code)) for item in items_for(station.kind)],
        signs[0] if signs else None,
        patterns.get(station.kind),
        list(row.rectifications.all()),
    )


def line_of_visit(row: VisitStation, code: str) -> tuple[Part, Line] | None:
    """One item of one station of a visit, None for a code that does not belong to its kind."""
    part = visit_lines(row.visit, only=row.pk)[0]
    return next(((part, line) for line in part.lines if line.item.code == code), None)


def photo_of_visit(visit: Visit, uuid: uuid_module.UUID) -> KeptFile | None:
    """A photo taken during this very visit."""
    photos = VisitItemPhoto.objects.filter(item__visit_station__visit=visit, file__uuid=uuid).select_related("file")
    first = photos.order_by("id").first()
    return first.file if first else None


def rectifications(scope: Scope, action: Action) -> QuerySet[Rectification]:
    """Things to mend within reach, the earliest due first."""
    return Rectification.objects.within(scope, action).select_related(
        "visit_station__station", "visit_station__visit", "proof"
    )
