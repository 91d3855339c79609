"""When the papers make a consultation a formal case (domain.md 5.1), it is counted as opened, once and for good."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from liangzhan.access.actor import Actor
from liangzhan.casework.models import Agreement, Assessment, Case, Contact, Plan
from liangzhan.casework.posting import post_case
from liangzhan.casework.queries.carrying import carried_of
from liangzhan.casework.queries.phases import standing
from liangzhan.casework.rules.phases import is_formal
from liangzhan.casework.settings import MIN_CONTACTS
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today


def refresh_formal(case: Case, *, by: Actor) -> None:
    """Look again after a paper was added. The day is that of the last paper that was lacking (decision 0018)."""
    if case.formal or case.accepted_on is None:
        return
    least = int(value_of(MIN_CONTACTS, on=today(), division_code=case.division_code))
    if not is_formal(standing(case), min_contacts=least):
        return
    case.formal, case.formal_on = True, _day(case, least)
    case.counted_person = case.person_id
    case.save(update_fields=["formal", "formal_on", "counted_person"])
    post_case(case, by=by)


def _day(case: Case, least: int) -> dt.date:
    """The day on which, by the papers' own days, nothing was lacking any more. What an old ledger told comes first."""
    told = carried_of(case)
    before = told.contacts if told else 0
    found = [
        told and told.agreed_on or _first(Agreement.objects.filter(case=case), "consent__given_on"),
        told and told.assessed_on or _first(Assessment.objects.filter(case=case), "on"),
        told
        and told.planned_on
        or _first(Plan.objects.filter(case=case, client_agrees_on__isnull=False), "client_agrees_on"),
        told.last_on
        if told and before >= least
        else _first(Contact.objects.filter(case=case), "on", least - before - 1),
    ]
    return max(day for day in (case.accepted_on, *found) if day is not None)


def _first(rows: QuerySet[Any], name: str, at: int = 0) -> dt.date | None:
    day: dt.date = rows.order_by(name).values_list(name, flat=True)[at]
    return day
