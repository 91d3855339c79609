"""How a case stands before its closing, and which closings wait for whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Prefetch, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.casework.choices import ContactMode, ReferralState, ScaleMoment, Second
from liangzhan.casework.models import (
    Agreement,
    Assessment,
    Case,
    Closing,
    Contact,
    Objective,
    Opinion,
    Plan,
    ScaleScore,
)
from liangzhan.casework.queries.carrying import carried_of
from liangzhan.casework.queries.cases import case_rows
from liangzhan.casework.queries.crises import has_open_crisis
from liangzhan.casework.queries.papers import objectives_in_force
from liangzhan.casework.queries.reach import second_of
from liangzhan.casework.rules.closing import Papers, Standing, attempts_within
from liangzhan.casework.rules.scale import unpacked
from liangzhan.toolkit.periods import today


def papers_of(case: Case) -> Papers:
    """Which papers of a formal case exist, here or, of an imported case, on paper."""
    told = carried_of(case)
    return Papers(
        accepted=case.accepted_on is not None,
        agreement=bool(told and told.agreed_on) or Agreement.objects.filter(case=case).exists(),
        assessment=bool(told and told.assessed_on) or Assessment.objects.filter(case=case).exists(),
        plan=bool(told and told.planned_on) or Plan.objects.filter(case=case, client_agrees_on__isnull=False).exists(),
        contacts=Contact.objects.filter(case=case).count() + (told.contacts if told else 0),
    )


def standing_before_closing(case: Case, on: dt.date, *, attempt_days: int) -> Standing:
    """What the rules of C-08 look at."""
    contacts = Contact.objects.filter(case=case).order_by("on")
    told = carried_of(case)
    vain = contacts.filter(with_client=False).exclude(mode=ContactMode.COORDINATE)
    arrived = [ReferralState.ACCEPTED, ReferralState.COMPLETED]
    return Standing(
        opened_on=case.opened_on,
        last_contact_on=contacts.values_list("on", flat=True).last() or (told.last_on if told else None),
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


def returned_closings(scope: Scope) -> QuerySet[Closing]:
    """Closings that came back, of the reader's own cases."""
    rows = Closing.objects.within(scope, Action.CASE_WORK)  # type: ignore[attr-defined]
    rows = rows.filter(returned_on__isnull=False, voided_on__isnull=True)
    found: QuerySet[Closing] = rows.select_related("case").order_by("returned_on", "id")
    return found


def closings() -> QuerySet[Closing]:
    """C-08 as pages read it."""
    return Closing.objects.select_related("score").prefetch_related(Prefetch("case", queryset=case_rows()))


def closing_beginning(case: Case) -> dict[str, Any]:
    """What the form begins with: what was returned, else the progress of the last review."""
    held = current_closing(case)
    last = case.reviews.order_by("-on", "-id").first()
    marks = held.progress if held else last.progress if last else {}
    found: dict[str, Any] = {
        f"progress_{number}": marks.get(str(one.uuid)) for number, one in enumerate(objectives_in_force(case), 1)
    }
    if held is None:
        return found
    scores = unpacked(held.score.items) if held.score else []
    names = ("reason", "client_opinion", "open_issues", "separation", "follow_up_plan")
    return {
        **found,
        **{f"scale_{number}": str(mark) for number, mark in enumerate(scores, 1)},
        **{name: getattr(held, name) for name in names},
        "satisfaction": str(held.satisfaction or ""),
    }


def closing_view(closing: Closing, actor: Actor) -> dict[str, Any]:
    """Beside the row: objectives with their progress, both totals, who approves, and what this reader may do."""
    kind, users = second_of(closing.case, today(), besides=closing.saved_by.uuid)
    waits = closing.waits
    aims = Objective.objects.filter(uuid__in=list(closing.progress)).order_by("position")
    return {
        "aims": [(one, closing.progress.get(str(one.uuid))) for one in aims],
        "pre": first_total(closing.case),
        "approver": kind,
        "decides": waits and actor.uuid in {one.uuid for one in users},
        "alone": waits and kind == Second.NOBODY,
        "remarks": list(Opinion.objects.filter(case=closing.case, paper_uuid=closing.uuid).order_by("on", "id")),
    }
