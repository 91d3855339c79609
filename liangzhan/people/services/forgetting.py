"""Deleting a person's data (PIPL §47), or freezing them while a law forbids deletion."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.audit.services import recorded
from liangzhan.people.choices import PersonEvent, PersonState
from liangzhan.people.decisions import blank_cards, blank_consents, blank_identity, end_ties, leave_households
from liangzhan.people.decisions_clients import blank_bonds, blank_categories, blank_requests
from liangzhan.people.erasing import ERASURES
from liangzhan.people.models import (
    Card,
    Category,
    Consent,
    FamilyLink,
    Forgetting,
    Guardian,
    HouseholdMember,
    Person,
    RightsRequest,
    Tie,
)
from liangzhan.people.queries.cards import VIEW, known_elsewhere
from liangzhan.people.queries.forgetting import holds_on
from liangzhan.people.rules.states import PERSON_STATES
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.transitions import move


@recorded(PersonEvent.FORGOTTEN)
def forget_person(*, person: Person, reason: str, by: Actor) -> Person:
    """Delete the personal data of somebody, for good: identity, indexes, cards, and what each room holds.

    Aliases are blanked as well. While another station still knows the person, only what the actor's own stations hold is
    deleted, and the answer is the same. Entries that stay are numbers without a name. Raises RuleBroken while a law or an
    open matter holds the data (then they can be frozen). Writes what was blanked into a Forgetting row.
    """
    if not reason.strip():
        raise RuleBroken("请写明依据，例如“本人申请”。", field="reason")
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.state not in (PersonState.ACTIVE, PersonState.FROZEN):
        raise RuleBroken(f"这条人员记录{person.get_state_display()}。")
    if holds := holds_on(person, by.scope):
        raise RuleBroken(*holds)
    counts = _leave(person, by) if known_elsewhere(person, by.scope) else _erase(person, by)
    Forgetting.objects.create(
        person=person,
        blanked={label: count for label, count in counts.items() if count},
        reason=reason.strip()[:200],
        forgotten_by=by,
    )
    return person


@recorded(PersonEvent.FROZEN)
def freeze_person(*, person: Person, reason: str, by: Actor) -> Person:
    """Keep the data but no longer use them (PIPL §47, second paragraph): out of lists and searches, readable to the head."""
    if not reason.strip():
        raise RuleBroken("请写明依据。", field="reason")
    if known_elsewhere(person, by.scope):
        raise RuleBroken("这条人员记录现在不能封存。不再服务的，请结束关联。")
    return move(person, PersonState.FROZEN, table=PERSON_STATES, by=by, reason=reason.strip())


def _erase(person: Person, by: Actor) -> dict[str, int]:
    """Everything, in every room, the aliases included."""
    counts: dict[str, int] = {}
    for row in Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person)).order_by("pk"):
        for label, erasure in ERASURES.items():
            counts[label] = counts.get(label, 0) + erasure.erase(row)
        blank_identity(row)
    User.objects.filter(person_uuid=person.uuid).update(person_uuid=None)
    move(person, PersonState.FORGOTTEN, table=PERSON_STATES, by=by)
    return counts


def _leave(person: Person, by: Actor) -> dict[str, int]:
    """Only what the actor's own stations hold; the others go on serving the person."""
    own: dict[str, tuple[Any, Any]] = {
        "people.Tie.person": (Tie, end_ties),
        "people.Card.person": (Card, blank_cards),
        "people.HouseholdMember.person": (HouseholdMember, leave_households),
        "people.Consent.person": (Consent, blank_consents),
        "people.Category.person": (Category, blank_categories),
        "people.Guardian.person": (Guardian, blank_bonds),
        "people.FamilyLink.person": (FamilyLink, blank_bonds),
        "people.RightsRequest.person": (RightsRequest, blank_requests),
    }
    return {
        label: blank(model.objects.within(by.scope, VIEW).filter(person=person).order_by("pk"))
        for label, (model, blank) in own.items()
    }
