"""What the page of a person shows, read in one place."""

from __future__ import annotations

from dataclasses import dataclass

from liangzhan.access.actor import Actor
from liangzhan.people.choices import ConsentPurpose, PersonState
from liangzhan.people.models import Card, Consent, HouseholdMember, Person
from liangzhan.people.queries.cards import TieRow, ties_shown, to_check
from liangzhan.people.queries.consents import consents_shown, lacks_registration
from liangzhan.people.queries.duplicates import Likeness, possible_duplicates, with_faces
from liangzhan.people.queries.history import Happening, happenings
from liangzhan.people.queries.households import MemberRow, household_of, members_of
from liangzhan.stations.queries.register import area_names


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
    )
