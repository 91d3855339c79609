"""Papers of a case as pages read them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Prefetch, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.casework.models import Agreement, Assessment, Case, Contact, EcoTie, Objective, Plan, Review
from liangzhan.casework.queries.cases import case_rows
from liangzhan.casework.rules.papers import is_minor
from liangzhan.casework.rules.phases import WORKED_ON
from liangzhan.documents.queries.locking import record_locked
from liangzhan.people.choices import ConsentWay
from liangzhan.people.queries.consents import told_birth
from liangzhan.people.queries.family import guardians_of


def _with_case() -> Prefetch:
    return Prefetch("case", queryset=case_rows())


def agreements() -> QuerySet[Agreement]:
    """C-02 with the consent behind it."""
    return Agreement.objects.select_related("consent__text", "consent__paper").prefetch_related(_with_case())


def assessments() -> QuerySet[Assessment]:
    """C-03 with its ties."""
    ties = Prefetch("eco_ties", queryset=EcoTie.objects.order_by("id"))
    return Assessment.objects.prefetch_related(_with_case(), ties)


def plans() -> QuerySet[Plan]:
    """C-04 with its objectives."""
    aims = Prefetch("objectives", queryset=Objective.objects.order_by("position"))
    return Plan.objects.select_related("agreement_paper").prefetch_related(_with_case(), aims)


def reviews() -> QuerySet[Review]:
    """C-06."""
    return Review.objects.prefetch_related(_with_case())


def contacts() -> QuerySet[Contact]:
    """C-05 with its worker."""
    return Contact.objects.select_related("worker__person").prefetch_related(_with_case())


def agreement_in_force(case: Case) -> Agreement | None:
    """The latest agreement that was not withdrawn."""
    rows = Agreement.objects.filter(case=case, consent__withdrawn_on__isnull=True).select_related("consent")
    return rows.order_by("-on", "-id").first()


def objectives_in_force(case: Case) -> list[Objective]:
    """Objectives of the latest plan that the client agreed to."""
    plan = Plan.objects.filter(case=case, client_agrees_on__isnull=False).order_by("-version").first()
    return list(Objective.objects.filter(plan=plan).order_by("position")) if plan else []


def plan_beginning(case: Case) -> dict[str, Any]:
    """What the form of the next version begins with: what the last one says."""
    last = plans().filter(case=case).order_by("-version").first()
    if last is None:
        return {}
    names = ("goal", "theory", "theory_note", "steps", "frequency", "resources", "roles", "indicators")
    found = {name: getattr(last, name) for name in names}
    for aim in last.objectives.all():
        found |= {f"aim{aim.position}_{part}": getattr(aim, part) for part in ("text", "measure", "due_on")}
    return found


def may_edit(paper: Any, actor: Actor, on: dt.date) -> bool:
    """A paper of a running case that is not locked, for whoever works on the case."""
    case = paper.case
    if case.closed_on is not None or case.state not in WORKED_ON:
        return False
    works = actor.may_at(Action.CASE_WORK, code=case.division_code, station_id=case.station_id)
    return works and not record_locked(paper.on, case.division_code, today=on)


def agreement_beginning(case: Case, on: dt.date) -> dict[str, Any]:
    """For a minor the guardian signs: the name the station wrote down stands in the form already."""
    born_on = told_birth(case.person, case.station) or case.person.born_on
    if not is_minor(born_on, on):
        return {}
    known = guardians_of(case.person, case.station)
    first = known[0] if known else None
    name = first.name or (first.guardian.name if first.guardian else "") if first else ""
    return {"way": ConsentWay.GUARDIAN, "signer": name}
