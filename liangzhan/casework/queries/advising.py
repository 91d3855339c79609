"""The supervisor's cases: under a nickname, with what waits for an opinion; and one case without any identity."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.accounts.models import User
from liangzhan.casework.choices import MemberRole, OpinionOn, Second
from liangzhan.casework.models import (
    Assessment,
    Case,
    CaseMember,
    Closing,
    Contact,
    FollowUp,
    Opinion,
    Plan,
    Review,
    ScaleScore,
)
from liangzhan.casework.queries.cases import case_rows
from liangzhan.casework.queries.closings import current_closing
from liangzhan.casework.queries.phases import standing_of, with_standing
from liangzhan.casework.queries.reach import second_of
from liangzhan.casework.queries.veiling import veil_of
from liangzhan.casework.rules.phases import phase_of
from liangzhan.casework.rules.veiling import nickname_of
from liangzhan.casework.settings import MIN_CONTACTS
from liangzhan.protection.models import Crisis
from liangzhan.toolkit.parameters import load, value_of
from liangzhan.toolkit.periods import today

WAITS = {"waits_plan": "计划", "waits_closing": "结案", "waits_crisis": "危机处置"}


def advised_rows(scope: Scope, *, waiting: bool = False) -> QuerySet[Case]:
    """Cases in the supervisor's area that run or wait, each with `waits_*` and the lead; sealed ones are not there."""
    rows = Case.objects.within(scope, Action.CASE_ADVISE).filter(accepted_on__isnull=False)
    lead = CaseMember.objects.live().filter(role=MemberRole.LEAD).select_related("worker")
    rows = with_waiting(rows).select_related("station").prefetch_related(Prefetch("members", lead, to_attr="leads"))
    if waiting:
        return rows.filter(Q(waits_plan=True) | Q(waits_closing=True) | Q(waits_crisis=True))
    return rows.filter(closed_on__isnull=True)


def advised_case_rows() -> QuerySet[Case]:
    """Cases for the pages of one: with their standing, what waits, and the live team."""
    return with_waiting(case_rows())


def called_of(case: Case) -> str:
    """How the case is called where the person is not."""
    return nickname_of(case.nickname, case.uuid)


def with_waiting(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Each with what no opinion was given on yet: the plan in force, the closing in question, an open crisis."""
    plans = Plan.objects.filter(case=OuterRef("pk")).order_by("-version").values("uuid")[:1]
    rows = rows.annotate(plan_now=Subquery(plans))
    spoken = Opinion.objects.filter(case=OuterRef("pk"))
    closings = Closing.objects.filter(
        case=OuterRef("pk"), approved_on__isnull=True, returned_on__isnull=True, voided_on__isnull=True
    )
    of_closing = Opinion.objects.filter(case=OuterRef("case"), paper_uuid=OuterRef("uuid"))
    crises = Crisis.objects.filter(
        person=OuterRef("person"), station=OuterRef("station"), closed_on__isnull=True, sealed=False
    )
    said_since = Opinion.objects.filter(
        case__person=OuterRef("person"), about=OpinionOn.CRISIS, saved_at__gte=OuterRef("found_at")
    )
    running = Q(closed_on__isnull=True)
    return rows.annotate(
        waits_plan=Exists(Plan.objects.filter(case=OuterRef("pk")))
        & ~Exists(spoken.filter(paper_uuid=OuterRef("plan_now")))
        & running,
        waits_closing=Exists(closings.filter(~Exists(of_closing))),
        waits_crisis=Exists(crises.filter(~Exists(said_since))),
    )


def waiting_words(case: Any) -> list[str]:
    """What of a row from `with_waiting` waits, in words."""
    return [words for name, words in WAITS.items() if getattr(case, name)]


def list_lines(cases: list[Any]) -> list[dict[str, Any]]:
    """For the list: nickname, station, lead, phase, what waits. Two queries for any number."""
    settings = load([MIN_CONTACTS])
    standing = {one.pk: standing_of(one) for one in with_standing(Case.objects.filter(pk__in=[c.pk for c in cases]))}
    return [
        {
            "case": one,
            "called": called_of(one),
            "lead": one.leads[0].worker if one.leads else None,
            "phase": phase_of(
                standing[one.pk],
                min_contacts=int(settings.value_of(MIN_CONTACTS, on=today(), division_code=one.division_code)),
            ),
            "waits": waiting_words(one),
        }
        for one in cases
    ]


def advised_parts(case: Any, actor: Actor) -> dict[str, Any]:
    """Everything a supervisor reads of one case: papers in words, taken out whatever names the client."""
    veil = veil_of(case)
    least = int(value_of(MIN_CONTACTS, on=today(), division_code=case.division_code))
    closing = current_closing(case)
    seconds: list[User] = []
    kind = Second.NOBODY
    if closing is not None and closing.waits:
        kind, seconds = second_of(case, today(), besides=closing.saved_by.uuid)
    plan = Plan.objects.filter(case=case).prefetch_related("objectives").order_by("-version").first()
    return {
        "called": called_of(case),
        "veil": veil,
        "phase": phase_of(standing_of(case), min_contacts=least),
        "assessment": Assessment.objects.filter(case=case).order_by("-on", "-id").first(),
        "plan": plan,
        "objectives": sorted(plan.objectives.all(), key=lambda one: one.position) if plan else [],
        "contacts": list(Contact.objects.filter(case=case).order_by("-on", "-seq")[:30]),
        "reviews": list(Review.objects.filter(case=case).order_by("-on", "-id")[:5]),
        "scores": list(ScaleScore.objects.filter(case=case).order_by("on", "id")),
        "closing": closing,
        "decides": actor.uuid in {one.uuid for one in seconds},
        "approver": kind,
        "follow_ups": list(FollowUp.objects.filter(closing=closing).order_by("due_on")) if case.closed_on else [],
        "opinions": list(Opinion.objects.filter(case=case).order_by("-on", "-id")),
        "waits": waiting_words(case),
    }
