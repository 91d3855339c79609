"""Tables of the room, by noun."""

from liangzhan.activities.models.activity import (
    Activity,
    ActivityPhoto,
    ActivityRecord,
    ActivitySummary,
)
from liangzhan.activities.models.activity_ratings import RatingComment, RatingSheet, RatingTry
from liangzhan.activities.models.coordination import Coordination, CoordinationParty, CoordinationStep
from liangzhan.activities.models.cycle import VisitPlan
from liangzhan.activities.models.group import Group, GroupMember
from liangzhan.activities.models.group_papers import (
    ContractSignature,
    GroupContract,
    GroupReport,
    GroupTest,
    TestScore,
)
from liangzhan.activities.models.group_sessions import GroupSession, SessionPhoto
from liangzhan.activities.models.visits import Visit, VisitPerson, VisitUnderway

__all__ = [
    "Activity",
    "ActivityPhoto",
    "ActivityRecord",
    "ActivitySummary",
    "ContractSignature",
    "Coordination",
    "CoordinationParty",
    "CoordinationStep",
    "Group",
    "GroupContract",
    "GroupMember",
    "GroupReport",
    "GroupSession",
    "GroupTest",
    "RatingComment",
    "RatingSheet",
    "RatingTry",
    "SessionPhoto",
    "TestScore",
    "Visit",
    "VisitPerson",
    "VisitPlan",
    "VisitUnderway",
]
