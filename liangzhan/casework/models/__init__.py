"""Tables of the room, by noun."""

from liangzhan.casework.models.carried import Carried
from liangzhan.casework.models.case import Case, CaseMember, CasePaper, CasePaperQuerySet
from liangzhan.casework.models.contact import Contact, EarlierContact
from liangzhan.casework.models.later import Closing, FollowUp, Opinion, Referral
from liangzhan.casework.models.papers import (
    Agreement,
    Assessment,
    EcoTie,
    Intake,
    Objective,
    Plan,
    Review,
    ScaleScore,
)
from liangzhan.casework.models.sealing import Commission, EmergencyAccess

__all__ = [
    "Agreement",
    "Assessment",
    "Carried",
    "Case",
    "CaseMember",
    "CasePaper",
    "CasePaperQuerySet",
    "Closing",
    "Commission",
    "Contact",
    "EarlierContact",
    "EcoTie",
    "EmergencyAccess",
    "FollowUp",
    "Intake",
    "Objective",
    "Opinion",
    "Plan",
    "Referral",
    "Review",
    "ScaleScore",
]
