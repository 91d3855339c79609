"""Words of the room, by noun. Event names are gathered here for the audit."""

from liangzhan.activities.choices.activity import ActivityEvent
from liangzhan.activities.choices.coordination import CoordinationEvent, CoordinationKind, Outcome, Topic
from liangzhan.activities.choices.groups import GroupEvent
from liangzhan.activities.choices.visits import Finding, PauseKind, VisitEvent, VisitMode

__all__ = [
    "ActivityEvent",
    "CoordinationEvent",
    "CoordinationKind",
    "Finding",
    "GroupEvent",
    "Outcome",
    "PauseKind",
    "Topic",
    "VisitEvent",
    "VisitMode",
]
