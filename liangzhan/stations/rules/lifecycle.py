"""State tables of the register and what a move asks for (domain.md 3.1, 3.6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from liangzhan.stations.choices import ClosingItemKind, ClosingReason, StandingState, State, YearlyState
from liangzhan.toolkit.transitions import Table

S = State
LIFECYCLE = Table(
    {
        S.PLANNED: (S.SITED, S.CLOSED),
        S.SITED: (S.BUILDING, S.CLOSED),
        S.BUILDING: (S.ACCEPTANCE_PENDING, S.CLOSED),
        S.ACCEPTANCE_PENDING: (S.RECTIFYING, S.ACCEPTED),
        S.RECTIFYING: (S.ACCEPTANCE_PENDING,),
        S.ACCEPTED: (S.OPERATING, S.CLOSING),
        S.OPERATING: (S.SUSPENDED, S.CLOSING),
        S.SUSPENDED: (S.OPERATING, S.CLOSING),
        S.CLOSING: (S.CLOSED,),
        S.CLOSED: (),
    }
)
"""The one state table of a station (domain.md 3.1). Closing before acceptance is a withdrawal and frees the quota."""

STANDING = Table(
    {
        StandingState.DRAFT: (StandingState.APPLIED, StandingState.IN_FORCE),
        StandingState.APPLIED: (StandingState.COMMITTEE_CONFIRMED, StandingState.IN_FORCE, StandingState.RETURNED),
        StandingState.COMMITTEE_CONFIRMED: (StandingState.IN_FORCE, StandingState.RETURNED),
        StandingState.RETURNED: (StandingState.APPLIED, StandingState.IN_FORCE),
        StandingState.IN_FORCE: (StandingState.SUPERSEDED, StandingState.LAPSED),
        StandingState.SUPERSEDED: (),
        StandingState.LAPSED: (),
    }
)
"""登记 goes DRAFT → IN_FORCE (the certificate is the proof); 备案 passes committee and street, both or either by a parameter."""

YEARLY = Table(
    {
        YearlyState.DRAFT: (YearlyState.SUBMITTED,),
        YearlyState.SUBMITTED: (YearlyState.CONFIRMED, YearlyState.RETURNED),
        YearlyState.RETURNED: (YearlyState.SUBMITTED,),
        YearlyState.CONFIRMED: (),
    }
)

# States in which the construction file may still be changed by the station.
FILE_OPEN = frozenset({S.SITED, S.BUILDING, S.RECTIFYING, S.ACCEPTED, S.OPERATING, S.SUSPENDED})
COMPLETED = frozenset({S.ACCEPTED, S.OPERATING, S.SUSPENDED, S.CLOSING})
WITHDRAWABLE = frozenset({S.PLANNED, S.SITED, S.BUILDING})

NEEDS_REASON = frozenset({S.SUSPENDED, S.CLOSING})


def withdraws(from_state: str, to_state: str) -> bool:
    """Closing before acceptance is a withdrawal: it frees the quota and needs no closing checklist."""
    return to_state == S.CLOSED and from_state in WITHDRAWABLE


def move_problems(
    from_state: str,
    to_state: str,
    *,
    on: dt.date,
    today: dt.date,
    accepted_on: dt.date | None,
    reason: str,
    closing_reason: str,
    closing_open: Iterable[str] = (),
) -> list[str]:
    """What speaks against a move that the table allows: a day in the future, a missing reason, an open closing item."""
    found = []
    if on > today:
        found.append("日期不能晚于今天。")
    if accepted_on and to_state in (S.OPERATING, S.CLOSING, S.CLOSED) and on < accepted_on:
        found.append(f"日期不能早于验收合格日期（{accepted_on}）。")
    if (to_state in NEEDS_REASON or withdraws(from_state, to_state)) and not reason.strip():
        found.append("请写明理由。")
    if to_state == S.CLOSING and closing_reason not in set(ClosingReason.values) - {ClosingReason.WITHDRAWN}:
        found.append("请选择关闭原因。")
    if from_state == S.CLOSING and to_state == S.CLOSED:
        found += [f"关闭清单还没有办结：{ClosingItemKind(one).label}。" for one in closing_open]
    return found


def dates_of_move(
    from_state: str, to_state: str, on: dt.date, *, reason: str, closing_reason: str
) -> dict[str, object]:
    """The fields that a move writes beside the state: the dates of acceptance, opening and closing."""
    if to_state == S.ACCEPTED:
        return {"accepted_on": on}
    if to_state == S.OPERATING and from_state == S.ACCEPTED:
        return {"opened_on": on}
    if to_state == S.CLOSING:
        return {"closing_reason": closing_reason, "closing_note": reason[:300]}
    if withdraws(from_state, to_state):
        return {"closed_on": on, "closing_reason": ClosingReason.WITHDRAWN, "closing_note": reason[:300]}
    if to_state == S.CLOSED:
        return {"closed_on": on}
    return {}


def file_problem(states: Iterable[str]) -> str:
    """Why the construction file may not be changed now; "" when one of the stations on it still may be.

    A file handed in for acceptance rests until the inspectors have been (domain.md 3.1).
    """
    held = set(states)
    if not held or held & FILE_OPEN:
        return ""
    if S.ACCEPTANCE_PENDING in held:
        return "已提交验收，建设档案暂不能修改；如需补充，请与验收单位联系。"
    if S.PLANNED in held:
        return "选址还没有确认，确认后即可填写建设档案。"
    return "站点正在关闭或已关闭，建设档案不能修改。"


# The way by which a roster brings a station to its state: every step is a legal move (log rows say so).
ROSTER_WAY = (S.PLANNED, S.SITED, S.BUILDING, S.ACCEPTANCE_PENDING, S.ACCEPTED, S.OPERATING)


def roster_steps(to_state: str) -> tuple[tuple[State, State], ...]:
    """(from, to) of each move from 纳入计划 up to the state a roster claims."""
    last = ROSTER_WAY.index(State(to_state))
    return tuple(zip(ROSTER_WAY[:last], ROSTER_WAY[1 : last + 1], strict=True))
