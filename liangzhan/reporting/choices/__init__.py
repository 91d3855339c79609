"""Words of the room, by noun."""

from liangzhan.reporting.choices.gate import GateEvent, Repeat, RequestState, RowKind, Verdict
from liangzhan.reporting.choices.release import ReleaseEvent
from liangzhan.reporting.choices.returns import ReturnCause, ReturnCycle, ReturnEvent, ReturnLevel, ReturnState

__all__ = [
    "GateEvent",
    "ReleaseEvent",
    "Repeat",
    "RequestState",
    "ReturnCause",
    "ReturnCycle",
    "ReturnEvent",
    "ReturnLevel",
    "ReturnState",
    "RowKind",
    "Verdict",
]
