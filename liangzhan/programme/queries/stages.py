"""The lifecycle of a station as a row of stages with dates."""

from __future__ import annotations

from typing import Any

from liangzhan.stations.choices import State
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import moves_of

MAIN = (State.PLANNED, State.SITED, State.BUILDING, State.ACCEPTANCE_PENDING, State.ACCEPTED, State.OPERATING)


def stages_of(station: Station) -> list[dict[str, Any]]:
    """[{label, on, status}] of the main way, with 整改, 暂停 and 关闭 shown in place when the station is there (1 query)."""
    reached = {row.to_state: row.on for row in moves_of(station)}
    order = list(MAIN)
    if station.state == State.RECTIFYING:
        order.insert(order.index(State.ACCEPTANCE_PENDING) + 1, State.RECTIFYING)
    elif station.state not in MAIN:
        order.append(State(station.state))
    here = order.index(State(station.state))
    stages = []
    for index, state in enumerate(order):
        status = "done" if index < here else "now" if index == here else "next"
        on: Any = reached.get(state, "") if index < here else ""
        if index == here:
            on = (
                f"第 {(today() - station.state_since).days + 1} 天" if state != State.OPERATING else station.state_since
            )
        stages.append({"label": state.label, "on": on, "status": status})
    return stages
