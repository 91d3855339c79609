"""Tables of the room, by noun."""

from liangzhan.activities.models.coordination import Coordination, CoordinationParty, CoordinationStep
from liangzhan.activities.models.cycle import VisitPlan
from liangzhan.activities.models.visits import Visit, VisitAddendum, VisitPerson, VisitUnderway

__all__ = [
    "Coordination",
    "CoordinationParty",
    "CoordinationStep",
    "Visit",
    "VisitAddendum",
    "VisitPerson",
    "VisitPlan",
    "VisitUnderway",
]
