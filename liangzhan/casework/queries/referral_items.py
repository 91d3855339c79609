"""What a named data item of a referral says, from the station's own card and the case's papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from liangzhan.casework.choices import ReferralItem
from liangzhan.casework.models import Assessment, Case, Contact, Objective, Plan
from liangzhan.casework.rules.referral import only_named
from liangzhan.people.choices import Sex
from liangzhan.people.models import Card, SealedCard
from liangzhan.people.queries.cards import shown_facts
from liangzhan.people.queries.sealed import facts_on_sealed
from liangzhan.people.rules.identity import PersonFacts

I = ReferralItem  # noqa: E741 -- the list of items, read like a word
# Which item carries which facts of the card: the receiving station's card gets these and no others.
FACTS_OF = {
    I.NAME: ("name", "alias"),
    I.SEX_BIRTH: ("sex", "born_on"),
    I.MOBILE: ("mobile",),
    I.ADDRESS: ("address",),
    I.ID_NUMBER: ("id_kind", "id_number"),
}


def facts_of(case: Case) -> PersonFacts:
    """What the case's own station was told of the client; of a sealed case what its own card says (decision 0021)."""
    if case.sealed:
        sealed = SealedCard.objects.filter(person=case.person).first()
        return facts_on_sealed(sealed) if sealed else PersonFacts(alias=case.nickname)
    card = Card.objects.filter(person=case.person, station=case.station).select_related("station").first()
    return shown_facts(case.person, card)


def named_facts(case: Case, items: Sequence[str]) -> dict[str, Any]:
    """Exactly the facts of the card that the named items carry."""
    told = facts_of(case)
    return {name: getattr(told, name) for item in items for name in FACTS_OF.get(I(item), ()) if getattr(told, name)}


def named_contents(case: Case, items: Sequence[str]) -> list[tuple[str, str]]:
    """(label, words) of exactly the named items."""
    return only_named({item: _words(case, I(item)) for item in items}, items)


def _words(case: Case, item: ReferralItem) -> str:
    told = facts_of(case) if item in FACTS_OF else None
    if told is not None:
        return _of_card(told, item)
    if item == I.PROBLEM:
        return case.problem
    if item == I.PLAN:
        plan = Plan.objects.filter(case=case).order_by("-version").first()
        return "；".join(one.text for one in Objective.objects.filter(plan=plan).order_by("position")) if plan else ""
    if item == I.SERVICE:
        days = list(Contact.objects.filter(case=case).order_by("on").values_list("on", flat=True))
        return f"{len(days)} 次，{days[0]:%Y-%m-%d} 至 {days[-1]:%Y-%m-%d}" if days else ""
    latest = Assessment.objects.filter(case=case).order_by("-on", "-id").first()
    column = {I.ASSESSMENT: "conclusion", I.NEEDS: "needs_ranked", I.RISKS: "risks"}[item]
    return getattr(latest, column) if latest else ""


def _of_card(told: PersonFacts, item: ReferralItem) -> str:
    if item == I.NAME:
        return told.name or told.alias
    if item == I.SEX_BIRTH:
        sex = Sex(told.sex).label if told.sex not in ("", Sex.UNKNOWN) else ""
        return "，".join(part for part in (sex, f"{told.born_on:%Y-%m-%d}" if told.born_on else "") if part)
    return str(getattr(told, {I.MOBILE: "mobile", I.ADDRESS: "address", I.ID_NUMBER: "id_number"}[item]))
