"""Tables of the room, by noun."""

from liangzhan.activities.models.cycle import VisitPlan
from liangzhan.activities.models.visits import Visit, VisitAddendum, VisitPerson, VisitUnderway

__all__ = [
    "Visit",
    "VisitAddendum",
    "VisitPerson",
    "VisitPlan",
    "VisitUnderway",
]
