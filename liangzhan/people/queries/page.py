"""What the page of a person shows, read in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.people.choices import ConsentPurpose, LegalBasis, PersonState
from liangzhan.people.models import Card, Consent, HouseholdMember, Person, RightsRequest
from liangzhan.people.queries.cards import TieRow, ties_shown, to_check
from liangzhan.people.queries.categories import CategoryRow, rows_shown
from liangzhan.people.queries.consents import consents_shown, lacks_registration
from liangzhan.people.queries.duplicates import Likeness, possible_duplicates, with_faces
from liangzhan.people.queries.family import GuardianRow, KinRow, guardians_shown, kin_shown
from liangzhan.people.queries.history import Happening, happenings
from liangzhan.people.queries.households import MemberRow, household_of, members_of
from liangzhan.people.queries.rights import requests_of
from liangzhan.people.rules.family import needs_guardian
from liangzhan.stations.queries.register import area_names
from liangzhan.toolkit.periods import today


@dataclass(frozen=True)
class PageParts:
    """The sections of the page."""

    ties: list[TieRow]
    consents: list[Consent]
    lacks_consent: bool
    membership: HouseholdMember | None
    family: list[MemberRow]
    twins: list[Likeness]
    story: list[Happening]
    unclear: bool
    active: bool
    residence: str
    basis: str
    purposes: list[tuple[str, str]]
    reads_categories: bool
    categories: list[CategoryRow]
    lacks_primary: bool
    lacks_sensitive: bool
    guardians: list[GuardianRow]
    kin: list[KinRow]
    needs_guardian: bool
    has_guardian: bool
    requests: list[RightsRequest]


def page_parts(person: Person, card: Card | None, actor: Actor) -> PageParts:
    """Ties, consents, household, likenesses and story, as far as the reader's own stations know them."""
    ties, consents = ties_shown(person, actor.scope), consents_shown(person, actor.scope)
    membership = household_of(person, actor.scope)
    place = card.division_code if card else ""
    return PageParts(
        ties=ties,
        consents=consents,
        lacks_consent=lacks_registration(card, consents),
        membership=membership,
        family=members_of(membership.household, actor) if membership else [],
        twins=with_faces(possible_duplicates(person, actor.scope), actor),
        story=happenings(card, ties, consents),
        unclear=to_check(person, card),
        active=person.state == PersonState.ACTIVE,
        residence=area_names([place]).get(place, "") if place else "",
        basis=card.get_legal_basis_display() if card else "",
        purposes=list(ConsentPurpose.choices),
        **_client_parts(person, card, consents, actor),
    )


def _client_parts(person: Person, card: Card | None, consents: list[Consent], actor: Actor) -> dict[str, Any]:
    """Categories (for readers of P3 only), guardians, kin, requests."""
    reads = actor.reads("P3")
    categories = rows_shown(person, actor.scope) if reads else []
    live = [one.category for one in categories if one.category.ended_on is None]
    agreed = any(one.live and one.text.purpose == ConsentPurpose.SENSITIVE for one in consents)
    guardians = guardians_shown(person, actor)
    return {
        "reads_categories": reads,
        "categories": categories,
        "lacks_primary": bool(live) and not any(one.primary for one in live),
        "lacks_sensitive": bool(live) and not agreed and any(one.legal_basis == LegalBasis.CONSENT for one in live),
        "guardians": guardians,
        "kin": kin_shown(person, actor),
        "needs_guardian": needs_guardian(card.born_on if card else None, today=today()),
        "has_guardian": any(one.row.ended_on is None for one in guardians),
        "requests": requests_of(person, actor.scope, Action.PERSON_REGISTER),
    }
