"""A formal case that can be closed, and what comes later, written directly."""

import datetime as dt
import json
from dataclasses import replace
from typing import Any

from liangzhan.casework.models import Case, Closing, FollowUp, Opinion, Referral
from liangzhan.casework.rules.closing import ClosingFacts
from liangzhan.casework.services.referrals import ReferralForm
from liangzhan.people.models import Person
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
from tests.factories.casework import ago, make_case, make_scores
from tests.factories.people import BY


def make_formal(station: Station, worker: Worker | None, person: Person | None = None, **fields: Any) -> Case:
    """A formal case with three contacts and the scores before the service."""
    fields.setdefault("formal", True)
    fields.setdefault("formal_on", ago(18))
    case = make_case(station, person, worker, papers=True, contacts=3 if worker else 0, **fields)
    make_scores(case, "PRE", each=2, on=ago(29))
    return case


def closing_facts(case: Case, **changed: Any) -> ClosingFacts:
    """C-08 of a case whose goal was met."""
    plan = case.plans.order_by("-version").first()
    marks = {str(one.uuid): 80 for one in plan.objectives.all()} if plan else {}
    facts = ClosingFacts(
        reason="GOAL_MET",
        on=today(),
        progress=marks,
        scores=[4] * 8,
        client_opinion="比以前好多了",
        satisfaction=5,
        open_issues="",
        separation="当面道别",
        follow_up_plan="一个月后电话回访",
    )
    return replace(facts, **changed)


def referral_form(**changed: Any) -> ReferralForm:
    """To an outside agency, in a danger to life (needs no signature)."""
    form = ReferralForm(
        reason="PROFESSION",
        on=today(),
        items=("NAME", "PROBLEM"),
        letter="请提供心理治疗",
        follow_up_on=today() + dt.timedelta(days=14),
        to_agency="示例医院",
        without_consent="LIFE",
    )
    return replace(form, **changed)


def make_closing(case: Case, *, approved: dt.date | None = None, **fields: Any) -> Closing:
    """Sent, or approved on a day; an approved one closes the case."""
    given: dict[str, Any] = {"on": today(), "reason": "GOAL_MET", "goal_percent": 80, "satisfaction": 4, "saved_by": BY}
    if approved:
        given |= {"approved_on": approved, "approved_by": BY, "on": approved}
        Case.objects.filter(pk=case.pk).update(closed_on=approved)
        case.closed_on = approved
    return Closing.objects.create(case=case, **{**given, **fields})


def make_follow_up(closing: Closing, due_on: dt.date | None = None, **fields: Any) -> FollowUp:
    day = due_on or today()
    return FollowUp.objects.create(case=closing.case, closing=closing, on=day, due_on=day, **{"saved_by": BY, **fields})


def make_referral(case: Case, **fields: Any) -> Referral:
    """Sent two days ago to an agency (or `to_station`), with the name only."""
    sent = {"shown": [["姓名或称呼", case.person.name]], "facts": {"name": case.person.name}}
    given: dict[str, Any] = {
        "on": ago(2),
        "reason": "PROFESSION",
        "to_agency": "" if fields.get("to_station") else "示例医院",
        "without_consent": "LIFE",
        "items": ["NAME"],
        "sent": json.dumps(sent, ensure_ascii=False),
        "letter": "请提供心理治疗",
        "state_since": ago(2),
        "follow_up_on": today(),
        "saved_by": BY,
        **fields,
    }
    return Referral.objects.create(case=case, **given)


def make_opinion(case: Case, about: str = "PLAN", **fields: Any) -> Opinion:
    return Opinion.objects.create(
        case=case, on=today(), about=about, **{"text": "同意", "agrees": True, "saved_by": BY, **fields}
    )
