"""Words of the room, by noun. Event names are gathered here for the audit."""

from liangzhan.activities.choices.services import ServiceKind
from liangzhan.activities.choices.visits import Finding, PauseKind, VisitEvent, VisitMode

__all__ = [
    "Finding",
    "PauseKind",
    "ServiceKind",
    "VisitEvent",
    "VisitMode",
]
