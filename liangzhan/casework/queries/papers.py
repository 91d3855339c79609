"""Papers of a case as pages read them."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from liangzhan.casework.models import Agreement, Assessment, Case, Contact, EcoTie, Objective, Plan, Review
from liangzhan.casework.queries.cases import case_rows


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
