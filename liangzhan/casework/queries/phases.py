"""The standing of cases read from their papers in one query, for lists and for one case."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, F, IntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from liangzhan.casework.models import (
    Agreement,
    Assessment,
    Case,
    Closing,
    Contact,
    FollowUp,
    Opinion,
    Plan,
    Review,
    ScaleScore,
)
from liangzhan.casework.rules.phases import Standing, phase_of


def _of(model: Any, **conditions: Any) -> QuerySet[Any]:
    return model.objects.filter(case=OuterRef("pk"), **conditions)


def _latest(rows: QuerySet[Any], field: str = "on") -> Subquery:
    """The greatest value of a day; None where there is none."""
    return Subquery(rows.order_by().values("case").annotate(_one=Max(field)).values("_one"))


def _count(rows: QuerySet[Any]) -> Coalesce:
    return Coalesce(
        Subquery(rows.order_by().values("case").annotate(_one=Count("pk")).values("_one"), output_field=IntegerField()),
        0,
    )


def _first(rows: QuerySet[Any], field: str, *order: str) -> Subquery:
    return Subquery(rows.order_by(*order).values(field)[:1])


def with_standing(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Each case with the days of its papers as `p_*`; read them with `standing_of`. One query, whatever the number.

    Of an imported case the days told by the old ledger stand in where there is no paper here."""
    return rows.annotate(
        p_agreed=Coalesce(_first(_of(Agreement), "consent__given_on", "on", "id"), F("carried__agreed_on")),
        p_withdrawn=_first(_of(Agreement), "consent__withdrawn_on", "-on", "-id"),
        p_assessed=Coalesce(_latest(_of(Assessment)), F("carried__assessed_on")),
        p_planned=Coalesce(
            _latest(_of(Plan, client_agrees_on__isnull=False), "client_agrees_on"), F("carried__planned_on")
        ),
        p_contacts=_count(_of(Contact)) + Coalesce(F("carried__contacts"), 0),
        p_last=Coalesce(_latest(_of(Contact)), F("carried__last_on")),
        p_next=Coalesce(_first(_of(Contact), "next_on", "-on", "-id"), F("carried__next_on")),
        p_reviewed=_latest(_of(Review)),
        p_pre=_latest(_of(ScaleScore, moment="PRE")),
        p_post=_latest(_of(ScaleScore, moment="POST")),
        p_opinion=_latest(_of(Opinion, about="PLAN")),
        p_reopened=_latest(_of(Closing, voided_on__isnull=False), "voided_on"),
        p_follow=_count(_of(FollowUp, done_on__isnull=True, closing__voided_on__isnull=True)),
    )


def standing_of(case: Any) -> Standing:
    """The standing of a case that came through `with_standing`."""
    looked: list[dt.date] = [day for day in (case.p_assessed, case.p_reviewed) if day is not None]
    return Standing(
        state=case.state,
        opened_on=case.opened_on,
        accepted_on=case.accepted_on,
        agreed_on=case.p_agreed,
        withdrawn_on=case.p_withdrawn,
        assessed_on=case.p_assessed,
        planned_on=case.p_planned,
        contacts=case.p_contacts,
        last_on=case.p_last,
        next_on=case.p_next,
        looked_on=max(looked) if looked else None,
        reviewed_on=case.p_reviewed,
        pre_on=case.p_pre,
        post_on=case.p_post,
        opinion_on=case.p_opinion,
        reopened_on=case.p_reopened,
        closed_on=case.closed_on,
        follow_ups_open=case.p_follow,
    )


def standing(case: Case) -> Standing:
    """The standing of one case, asked for by itself."""
    return standing_of(with_standing(Case.objects.filter(pk=case.pk)).get())


def phase_now(case: Case, *, min_contacts: int) -> str:
    """The phase of one case, asked for by itself."""
    return phase_of(standing(case), min_contacts=min_contacts)
