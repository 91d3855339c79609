"""Natural persons. Other rooms hold the foreign key and never copy a name."""

from liangzhan.people.models.card import Card
from liangzhan.people.models.category import Category
from liangzhan.people.models.changes import Forgetting, Merge
from liangzhan.people.models.consent import Consent, ConsentText
from liangzhan.people.models.family import FamilyLink, Guardian
from liangzhan.people.models.household import Household, HouseholdMember
from liangzhan.people.models.person import Person, Tie
from liangzhan.people.models.rights import ImpactAssessment, RightsRequest
from liangzhan.people.models.sealed import SealedCard

__all__ = [
    "Card",
    "Category",
    "Consent",
    "ConsentText",
    "FamilyLink",
    "Forgetting",
    "Guardian",
    "Household",
    "HouseholdMember",
    "ImpactAssessment",
    "Merge",
    "Person",
    "RightsRequest",
    "SealedCard",
    "Tie",
]
