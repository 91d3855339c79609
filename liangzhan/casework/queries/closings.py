"""How a case stands before its closing, and which closings wait for whom."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.casework.choices import ContactMode, ReferralState, ScaleMoment
from liangzhan.casework.models import Agreement, Assessment, Case, Closing, Contact, Objective, Plan, ScaleScore
from liangzhan.casework.queries.crises import has_open_crisis
from liangzhan.casework.rules.closing import Papers, Standing, attempts_within


def objectives_of(case: Case) -> list[Objective]:
    """The objectives of the plan in force, in order; none where there is no plan."""
    plan = Plan.objects.filter(case=case).order_by("-version").first()
    return list(plan.objectives.order_by("position")) if plan else []


def papers_of(case: Case) -> Papers:
    """Which papers of a formal case exist."""
    return Papers(
        accepted=case.accepted_on is not None,
        agreement=Agreement.objects.filter(case=case).exists(),
        assessment=Assessment.objects.filter(case=case).exists(),
        plan=Plan.objects.filter(case=case, client_agrees_on__isnull=False).exists(),
        contacts=Contact.objects.filter(case=case).count(),
    )


def standing_before_closing(case: Case, on: dt.date, *, attempt_days: int) -> Standing:
    """What the rules of C-08 look at."""
    contacts = Contact.objects.filter(case=case).order_by("on")
    vain = contacts.filter(with_client=False).exclude(mode=ContactMode.COORDINATE)
    arrived = [ReferralState.ACCEPTED, ReferralState.COMPLETED]
    return Standing(
        opened_on=case.opened_on,
        last_contact_on=contacts.values_list("on", flat=True).last(),
        papers=papers_of(case),
        attempts=attempts_within(vain.values_list("on", flat=True), until=on, span=attempt_days),
        open_crisis=has_open_crisis(case),
        referred=case.referrals.filter(state__in=arrived).exists(),
    )


def current_closing(case: Case) -> Closing | None:
    """The closing that was sent, returned or approved; one that a reopening made void is none."""
    return Closing.objects.filter(case=case, voided_on__isnull=True).select_related("score").first()


def first_total(case: Case) -> int | None:
    """The total of the scale before the service."""
    rows = ScaleScore.objects.filter(case=case, moment=ScaleMoment.PRE)
    return rows.order_by("on", "id").values_list("total", flat=True).first()


def waiting_closings(scope: Scope, action: Action) -> QuerySet[Closing]:
    """Closings that wait for approval, of cases within reach of the verb, the oldest first."""
    rows = Closing.objects.within(scope, action)  # type: ignore[attr-defined]
    rows = rows.filter(approved_on__isnull=True, returned_on__isnull=True, voided_on__isnull=True)
    found: QuerySet[Closing] = rows.select_related("case__station").order_by("on", "id")
    return found
