"""What the October report is made of: completed stations of an area under a plan, at a cut-off day (domain.md 9.2)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum

from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import in_area, path_names
from liangzhan.divisions.rules import is_urban
from liangzhan.programme.models import OctoberReport, Plan, Quota, Slot
from liangzhan.programme.rules.october import (
    DEFINITION,
    PARTS,
    Figures,
    ListedStation,
    ListRow,
    figures_of,
    gap_sentence,
    list_rows,
    progress_sentences,
)
from liangzhan.stations.choices import EquipmentKind, LegalForm, StandingState, Tier
from liangzhan.stations.models import AdoptedSystem, Equipment, Room, Sign, Standing, Station
from liangzhan.toolkit.periods import today

FORM_WORDS = {
    LegalForm.SOCIAL_SERVICE_ORG: "登记",
    LegalForm.SOCIAL_GROUP: "登记",
    LegalForm.FILED_COMMUNITY_ORG: "备案",
}


@dataclass(frozen=True)
class Computed:
    """A report computed now: figures, list, supplement list (增补名单)."""

    figures: Figures
    rows: tuple[ListRow, ...]
    supplement: tuple[ListRow, ...]


def stations_counted(plan: Plan, area: Division, *, cutoff: dt.date) -> QuerySet[Station]:
    """Community-tier stations of the plan in the area, accepted on or before the cut-off and not closed by then."""
    slots = Slot.objects.filter(plan=plan).filter(Q(freed_on__isnull=True) | Q(freed_on__gt=cutoff))
    return (
        Station.objects.completed_by(cutoff)
        .filter(in_area("division_code", area), tier=Tier.COMMUNITY, id__in=slots.values("station_id"))
        .order_by("division_code", "kind")
    )


def stations_supplementary(plan: Plan, area: Division, *, cutoff: dt.date) -> QuerySet[Station]:
    """Those accepted after the cut-off and by the day the report is due: named, never counted."""
    return stations_counted(plan, area, cutoff=plan.due_on).filter(accepted_on__gt=cutoff)


def _described(stations: QuerySet[Station]) -> tuple[list[ListedStation], dict[int, str]]:
    """Stations with everything the list shows, and the legal form of each: one query per kind of thing."""
    in_force = Standing.objects.filter(station=OuterRef("pk"), state=StandingState.IN_FORCE).order_by("-id")
    rows = list(
        stations.select_related("site__division", "staffing", "roster_fact").annotate(
            form=Subquery(in_force.values("form")[:1]),
            number=Subquery(in_force.values("number")[:1]),
            effective=Subquery(in_force.values("effective_on")[:1]),
        )
    )
    ids = [row.pk for row in rows]
    sites = {row.site_id for row in rows}
    areas = dict(Room.objects.filter(site__in=sites).values_list("site").annotate(Sum("area")).order_by())
    signed = set(Sign.objects.filter(station__in=ids, removed_on__isnull=True).values_list("station_id", flat=True))
    adopted = AdoptedSystem.objects.filter(station__in=ids).values_list("station")
    systems = dict(adopted.annotate(n=Count("kind", distinct=True)).order_by())
    things: dict[int, dict[str, int]] = {}
    for site, kind, count in Equipment.objects.filter(site__in=sites).values_list("site_id", "kind", "count"):
        things.setdefault(site, {})[kind] = count
    listed = [_listed(row, areas, signed, systems, things) for row in rows]
    return listed, {row.pk: row.form or "" for row in rows}


def _listed(
    row: Any,  # a station with its annotations
    areas: dict[int, float],
    signed: set[int],
    systems: dict[int, int],
    things: dict[int, dict[str, int]],
) -> ListedStation:
    staffing = getattr(row, "staffing", None)
    roster = getattr(row, "roster_fact", None)  # what an imported roster said, until the platform holds the evidence
    place = row.site.division
    held = things.get(row.site_id, {})
    words = [
        f"{kind.label}{held.get(kind, 0)}" for kind in (EquipmentKind.DESK, EquipmentKind.CHAIR, EquipmentKind.PHONE)
    ]
    return ListedStation(
        station_id=row.pk,
        code=row.division_code,
        kind=row.kind,
        urban=is_urban(place.community_type, place.urban_rural),
        accepted_on=row.accepted_on,
        legal_form=FORM_WORDS.get(row.form, ""),
        standing_number=row.number or "",
        standing_on=row.effective,
        head_name=row.head_name,
        head_phone=row.head_phone,
        full_time=staffing.full_time if staffing else 0,
        part_time=staffing.part_time if staffing else 0,
        certified=staffing.certified if staffing else 0,
        area=float(areas.get(row.site_id, 0)),
        equipment=" ".join(words),
        has_sign=row.pk in signed or bool(roster and roster.sign_hung),
        systems=systems.get(row.pk) or (roster.systems_count if roster else 0),
    )


def compute(plan: Plan, area: Division, *, cutoff: dt.date) -> Computed:
    """Figures and lists of one area (a city or a zone; the province gives the whole). About 14 queries, whatever the size."""
    listed, forms = _described(stations_counted(plan, area, cutoff=cutoff))
    later, _ = _described(stations_supplementary(plan, area, cutoff=cutoff))
    names = path_names({one.code for one in (*listed, *later)})
    sw, vs = task_of(plan, area)
    figures = figures_of(listed, quota_sw=sw, quota_vs=vs, forms=forms, supplement=later)
    return Computed(figures, tuple(list_rows(listed, names)), tuple(list_rows(later, names)))


def task_of(plan: Plan, area: Division) -> tuple[int, int]:
    """The task of an area: its own quota, or for the province the sum of the rows it set itself."""
    rows = Quota.objects.filter(plan=plan)
    rows = rows.filter(parent__isnull=True) if area.level == Level.PROVINCE else rows.filter(division=area)
    found = rows.aggregate(sw=Sum("sw"), vs=Sum("vs"))
    return found["sw"] or 0, found["vs"] or 0


def reporting_areas(plan: Plan) -> list[Division]:
    """The cities and zones that report: those with a task set by the province, in the order of codes."""
    return list(Division.objects.filter(id__in=plan.quotas.filter(parent=None).values("division_id")).order_by("code"))


def latest_version(plan: Plan, area: Division) -> int:
    """The highest version number of an area's report; 0 when there is none."""
    return plan.reports.filter(division=area).aggregate(top=Max("version"))["top"] or 0


def unsaved_report(plan: Plan, division: Division, cutoff: dt.date, computed: Computed) -> OctoberReport:
    """A report with the words the platform can write, not kept: the start of a draft, and what the command prints."""
    last = plan.reports.filter(division=division).order_by("-version").first()
    words = {name: getattr(last, name) for name, _ in PARTS} if last else {}
    words["progress"] = progress_sentences(division.name, computed.figures, cutoff)
    words.setdefault("problems", gap_sentence(computed.figures))
    return OctoberReport(
        plan=plan,
        division=division,
        division_code=division.code,
        cutoff_on=cutoff,
        state_since=today(),
        definition=DEFINITION,
        issuer=last.issuer if last else f"{division.name}民政局",
        signer=last.signer if last else "",
        **words,
    )
