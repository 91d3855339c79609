"""Words of the room, by noun."""

from liangzhan.reporting.choices.gate import GateEvent, Repeat, RequestState, RowKind, Verdict
from liangzhan.reporting.choices.release import ReleaseEvent

__all__ = ["GateEvent", "ReleaseEvent", "Repeat", "RequestState", "RowKind", "Verdict"]
