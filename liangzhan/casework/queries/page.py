"""What the sections of the case page show: head, C-01 … C-06, the scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from liangzhan.casework.choices import IntakeDecision, Phase
from liangzhan.casework.models import Agreement, Assessment, Objective, Plan, Review, ScaleScore
from liangzhan.casework.queries.carrying import carried_of
from liangzhan.casework.queries.cases import may_manage_team
from liangzhan.casework.queries.contacts import contacts_of
from liangzhan.casework.rules.intake import ACCEPTING
from liangzhan.casework.rules.limits import due_of, next_contact_of
from liangzhan.casework.rules.phases import missing_in
from liangzhan.casework.rules.scale import rows_of, unpacked
from liangzhan.casework.sections import CaseReading, sections_of
from liangzhan.people.choices import ClientCategory
from liangzhan.protection.queries.crises import open_crises

LATEST = 5
STEPS = (Phase.INTAKE, Phase.ASSESS, Phase.PLAN, Phase.INTERVENE, Phase.EVALUATE, Phase.CLOSED, Phase.FOLLOW_UP)
NEXT = {
    Phase.ASSESS: ("做预估", "assessment-add"),
    Phase.PLAN: ("商定计划", "plan-add"),
    Phase.INTERVENE: ("记过程", "contact-add"),
    Phase.EVALUATE: ("申请结案", "closing-add"),
}


@dataclass(frozen=True)
class Link:
    """A button."""

    label: str
    href: str


def next_step(reading: CaseReading) -> Link | None:
    """The one thing to do next, as the large button of the page."""
    if not reading.works:
        return None
    pk = reading.case.pk
    if reading.phase == Phase.INTAKE:
        decided = reading.standing.accepted_on is not None
        name, label = ("agreement-add", "签服务同意书") if decided else ("case-decide", "决定是否接案")
        return Link(label, reverse(f"casework:{name}", args=[pk]))
    if reading.standing.withdrawn_on is not None:
        return Link("重新签服务同意书", reverse("casework:agreement-add", args=[pk]))
    label, name = NEXT[Phase(reading.phase)]
    return Link(label, reverse(f"casework:{name}", args=[pk]))


def stages_of(reading: CaseReading) -> list[dict[str, Any]]:
    """The phases as a row, with the days on which each paper was made."""
    one = reading.standing
    days = {
        Phase.INTAKE: one.agreed_on,
        Phase.ASSESS: one.assessed_on,
        Phase.PLAN: one.planned_on,
        Phase.EVALUATE: one.reviewed_on,
        Phase.CLOSED: one.closed_on,
    }
    at = STEPS.index(Phase(reading.phase))
    return [
        {
            "label": step.label,
            "on": days.get(step) or "",
            "status": "done" if place < at else "now" if place == at else "next",
        }
        for place, step in enumerate(STEPS)
    ]


def basics(reading: CaseReading) -> dict[str, Any]:
    """The head of the page: open crises that the reader may read, what is due, what the phase lacks, the team."""
    case, one = reading.case, reading.standing
    return {
        "due": due_of(one, reading.limits, on=reading.on),
        "contact_due": next_contact_of(one, on=reading.on),
        "missing": missing_in(one, min_contacts=reading.limits.min_contacts),
        "category": ClientCategory(case.category).label if case.category else "",
        "kind": "正式个案" if case.formal else "咨询（未达到正式个案）",
        "team": reading.team,
        "crises": open_crises([case.person_id], reading.actor.scope).get(case.person_id, []),
    }


def intake(reading: CaseReading) -> Any:
    """C-01."""
    row = getattr(reading.case, "intake", None)  # read with the case on its page
    if row is None:
        return None
    return {"row": row, "accepted": row.decision in ACCEPTING, "crisis": row.decision == IntakeDecision.CRISIS}


def carried(reading: CaseReading) -> Any:
    """What the old ledger told of an imported case."""
    return carried_of(reading.case)


def agreements(reading: CaseReading) -> Any:
    """C-02, the latest first; nothing before a decision."""
    if reading.standing.accepted_on is None:
        return None
    rows = Agreement.objects.filter(case=reading.case).select_related("consent__text").order_by("-on", "-id")
    return {"rows": list(rows)}


def assessments(reading: CaseReading) -> Any:
    """C-03, the latest first."""
    if reading.standing.agreed_on is None:
        return None
    return {"rows": list(Assessment.objects.filter(case=reading.case).order_by("-on", "-id"))}


def scale(reading: CaseReading) -> Any:
    """The scale as a table, the change from the first to the last score."""
    if reading.standing.agreed_on is None:
        return None
    rows = list(ScaleScore.objects.filter(case=reading.case).order_by("on", "id"))
    return {"taken": rows, "rows": rows_of([unpacked(one.items) for one in rows])}


def plans(reading: CaseReading) -> Any:
    """C-04, the latest version with its objectives, each with the progress of the latest review."""
    if reading.standing.assessed_on is None:
        return None
    aims = Prefetch("objectives", queryset=Objective.objects.order_by("position"))
    rows = list(Plan.objects.filter(case=reading.case).prefetch_related(aims).order_by("-version"))
    last = next(iter(_reviews(reading.case)), None)
    return {"rows": rows, "progress": last.progress if last else {}}


def contacts(reading: CaseReading) -> Any:
    """C-05, the latest few."""
    if reading.standing.accepted_on is None:
        return None
    return {"rows": list(contacts_of(reading.case)[:LATEST]), "count": reading.standing.contacts}


def reviews(reading: CaseReading) -> Any:
    """C-06, the latest first."""
    if reading.standing.planned_on is None:
        return None
    return {"rows": _reviews(reading.case)}


def _reviews(case: Any) -> list[Review]:
    """C-06 of the case, the latest first; read once for the sections that want it."""
    if not hasattr(case, "reviews_read"):
        case.reviews_read = list(Review.objects.filter(case=case).order_by("-on", "-id"))
    found: list[Review] = case.reviews_read
    return found


def page_parts(reading: CaseReading) -> dict[str, Any]:
    """The whole page: the next step, the phases as a row, who may change the team, every section."""
    return {
        "reading": reading,
        "step": next_step(reading),
        "stages": stages_of(reading),
        "manages": may_manage_team(reading.case, reading.actor),
        "sections": sections_of(reading),
    }
