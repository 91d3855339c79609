"""When the papers make a consultation a formal case (domain.md 5.1), it is counted as opened, once and for good."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.casework.models import Agreement, Assessment, Case, Contact, Plan
from liangzhan.casework.posting import post_case
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
    """The day on which, by the papers' own days, nothing was lacking any more."""
    first = [
        Agreement.objects.filter(case=case).order_by("consent__given_on").values_list("consent__given_on", flat=True),
        Assessment.objects.filter(case=case).order_by("on").values_list("on", flat=True),
        Plan.objects.filter(case=case, client_agrees_on__isnull=False)
        .order_by("client_agrees_on")
        .values_list("client_agrees_on", flat=True),
        Contact.objects.filter(case=case).order_by("on").values_list("on", flat=True)[least - 1 : least],
    ]
    return max(day for day in (case.accepted_on, *(rows[0] for rows in first)) if day is not None)
