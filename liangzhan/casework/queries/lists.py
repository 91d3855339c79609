"""Lists of cases: mine, the station's; by phase, category, worker, what is late; and their rows for a page or a sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case as Choose
from django.db.models import CharField, F, Q, QuerySet, Value, When

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.casework.choices import CaseSide, MemberRole, Phase
from liangzhan.casework.models import Case, CaseMember
from liangzhan.casework.queries.cases import case_rows
from liangzhan.casework.queries.phases import standing_of
from liangzhan.casework.rules.limits import Due, Limits, due_of, latest_in_time
from liangzhan.casework.rules.phases import phase_of
from liangzhan.casework.settings import limits_at, limits_loader
from liangzhan.people.choices import ClientCategory
from liangzhan.people.queries.cards import faces_of, stations_for
from liangzhan.people.rules.showing import Face
from liangzhan.staff.models import Worker


def places_by_limits(actor: Actor, on: dt.date) -> dict[Limits, list[int]]:
    """{limits: stations where they hold} of the reader: a list is filtered by the settings of each place."""
    loaded = limits_loader()
    found: dict[Limits, list[int]] = {}
    for pk, code in stations_for(actor.scope, Action.CASE_VIEW).values_list("pk", "division_code"):
        found.setdefault(limits_at(on, code, loaded), []).append(pk)
    return found


def with_phase(rows: QuerySet[Case], places: dict[Limits, list[int]]) -> QuerySet[Case]:
    """Cases of `case_rows` with `phase`: `rules.phases.phase_of` said in SQL, so that a list can be filtered by it."""
    agreed, accepted = Q(p_agreed__isnull=True), Q(accepted_on__isnull=True)
    scored = Q(p_post__isnull=False) & (Q(p_reopened__isnull=True) | Q(p_post__gte=F("p_reopened")))
    enough = Q(pk__in=[])
    for limits, stations in places.items():
        enough |= Q(station__in=stations, p_contacts__gte=limits.min_contacts)
    return rows.annotate(
        phase=Choose(
            When(closed_on__isnull=False, p_follow__gt=0, then=Value(Phase.FOLLOW_UP.value)),
            When(closed_on__isnull=False, then=Value(Phase.CLOSED.value)),
            When(agreed | accepted, then=Value(Phase.INTAKE.value)),
            When(p_assessed__isnull=True, then=Value(Phase.ASSESS.value)),
            When(p_planned__isnull=True, then=Value(Phase.PLAN.value)),
            When(scored & enough, then=Value(Phase.EVALUATE.value)),
            default=Value(Phase.INTERVENE.value),
            output_field=CharField(),
        )
    )


def late_ones(rows: QuerySet[Case], places: dict[Limits, list[int]], on: dt.date) -> QuerySet[Case]:
    """Cases with a limit that is over: `rules.limits.due_of` said in SQL. `rows` came through `with_phase`."""
    late = Q(pk__in=[])
    for limits, stations in places.items():
        reassess = on - dt.timedelta(days=limits.reassess_days)
        late |= Q(station__in=stations) & (
            Q(phase=Phase.INTAKE, opened_on__lt=latest_in_time(on, limits.intake_days))
            | Q(phase=Phase.ASSESS, p_agreed__lt=latest_in_time(on, limits.assess_days))
            | Q(phase=Phase.PLAN, p_assessed__lt=latest_in_time(on, limits.plan_days))
            | Q(phase__in=[Phase.INTERVENE, Phase.EVALUATE], p_assessed__lt=reassess)
            & (Q(p_reviewed__isnull=True) | Q(p_reviewed__lt=reassess))
        )
    running = Q(closed_on__isnull=True, state__in=[CaseSide.ACTIVE, CaseSide.REOPENED])
    return rows.filter(running & late)


def narrowed(rows: QuerySet[Case], chosen: dict[str, Any], places: dict[Limits, list[int]], on: dt.date) -> Any:
    """The filters of the list: `show` running | closed | refused | all, phase, category, worker, late."""
    show = chosen.get("show") or "running"
    if show == "running" and chosen.get("phase") not in (Phase.CLOSED, Phase.FOLLOW_UP):
        rows = rows.filter(closed_on__isnull=True).exclude(state__in=[CaseSide.NOT_ACCEPTED, CaseSide.REFERRED])
    elif show == "closed":
        rows = rows.filter(closed_on__isnull=False)
    elif show == "refused":
        rows = rows.filter(state__in=[CaseSide.NOT_ACCEPTED, CaseSide.REFERRED])
    if chosen.get("category"):
        rows = rows.filter(category=chosen["category"])
    if chosen.get("worker"):
        rows = rows.filter(pk__in=CaseMember.objects.live().filter(worker=chosen["worker"]).values("case_id"))
    if chosen.get("phase"):
        rows = rows.filter(phase=chosen["phase"])
    return late_ones(rows, places, on) if chosen.get("late") else rows


def listed(actor: Actor, places: dict[Limits, list[int]], *, mine: bool) -> QuerySet[Case]:
    """Cases the reader may read; `mine` only those where the reader stands on the team."""
    rows = with_phase(case_rows(), places).within(actor.scope, Action.CASE_VIEW)  # type: ignore[attr-defined]
    if mine:
        team = CaseMember.objects.live().filter(worker__person__uuid=actor.person_uuid)
        rows = rows.filter(pk__in=team.values("case_id"))
    return rows  # type: ignore[no-any-return]


@dataclass(frozen=True)
class CaseLine:
    """A row of the list: the case, a masked face, its phase, what is due, who leads."""

    case: Case
    face: Face | None
    phase: str
    due: Due | None
    lead: str
    contacts: int
    category: str


def lines(cases: Iterable[Any], actor: Actor | None, places: dict[Limits, list[int]], on: dt.date) -> list[CaseLine]:
    """Rows for a page, with masked faces in one query; without an actor no face at all (a sheet without names)."""
    rows = list(cases)
    faces = faces_of({row.person_id: row.person for row in rows}.values(), actor) if actor is not None else {}
    by_station = {station: limits for limits, stations in places.items() for station in stations}
    return [_line(row, faces.get(row.person_id), by_station.get(row.station_id, Limits()), on) for row in rows]


def _line(case: Any, face: Face | None, limits: Limits, on: dt.date) -> CaseLine:
    standing = standing_of(case)
    lead = next((one.worker.display_name for one in case.team if one.role == MemberRole.LEAD), "")
    return CaseLine(
        case,
        face,
        phase=phase_of(standing, min_contacts=limits.min_contacts).label,
        due=due_of(standing, limits, on=on),
        lead=lead,
        contacts=standing.contacts,
        category=ClientCategory(case.category).label if case.category else "",
    )


def team_workers(actor: Actor) -> list[tuple[str, str]]:
    """Workers who stand on the team of a case that the reader may read: the choices of the filter."""
    cases = Case.objects.within(actor.scope, Action.CASE_VIEW).filter(closed_on__isnull=True)
    team = CaseMember.objects.live().filter(case__in=cases.values("pk"))
    rows = Worker.objects.filter(pk__in=team.values("worker_id")).order_by("display_name", "id")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "display_name")]


def words_of(chosen: dict[str, Any], workers: Sequence[tuple[str, str]]) -> str:
    """The filters as one sentence, for the head of the exported sheet."""
    parts = [
        dict(Phase.choices).get(chosen.get("phase", ""), ""),
        dict(ClientCategory.choices).get(chosen.get("category", ""), ""),
        dict(workers).get(str(chosen.get("worker") or ""), ""),
        "已超期" if chosen.get("late") else "",
    ]
    return " · ".join(part for part in parts if part) or "全部"
