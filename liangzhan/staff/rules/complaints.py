"""Complaints: states, desks, deadlines (issue 3, Ethics). Deadlines are parameters [D], counted in workdays."""

from __future__ import annotations

import datetime as dt

from liangzhan.staff.choices.complaints import ComplaintAbout, ComplaintDesk, ComplaintOutcome, ComplaintState
from liangzhan.toolkit.periods import add_workdays
from liangzhan.toolkit.transitions import Table

COMPLAINT = Table(
    {
        ComplaintState.RECEIVED: (ComplaintState.ACCEPTED, ComplaintState.NOT_ACCEPTED),
        ComplaintState.ACCEPTED: (ComplaintState.HANDLING,),
        ComplaintState.HANDLING: (ComplaintState.ANSWERED,),
        ComplaintState.ANSWERED: (ComplaintState.CLOSED,),
    }
)
OPEN = (ComplaintState.RECEIVED, ComplaintState.ACCEPTED, ComplaintState.HANDLING, ComplaintState.ANSWERED)
UPWARD = {
    ComplaintDesk.STATION: (ComplaintDesk.STREET, ComplaintDesk.COUNTY),
    ComplaintDesk.STREET: (ComplaintDesk.COUNTY,),
    ComplaintDesk.COUNTY: (ComplaintDesk.STREET,),
}


def desk_for(about: str, wished: str) -> ComplaintDesk:
    """Where a complaint goes: where it was sent, but one about the head never to the station."""
    if about == ComplaintAbout.HEAD and wished == ComplaintDesk.STATION:
        return ComplaintDesk.STREET
    return ComplaintDesk(wished)


def sees_identity(desk: str) -> bool:
    """Who complained is hidden from the station and its community: only street and county desks read name and contact."""
    return desk != ComplaintDesk.STATION


def passing_problem(desk: str, to: str) -> str:
    """A desk passes upward, or the county to the street; nobody passes a matter to the station. A sentence, or ""."""
    if to in UPWARD[ComplaintDesk(desk)]:
        return ""
    return f"{ComplaintDesk(desk).label}不能移交给{ComplaintDesk(to).label}。"


def acknowledge_due(received_on: dt.date, workdays: int) -> dt.date:
    """Until when it must be accepted or not."""
    return add_workdays(received_on, workdays)


def answer_due(accepted_on: dt.date, workdays: int) -> dt.date:
    """Until when it must be answered."""
    return add_workdays(accepted_on, workdays)


def due_of(state: str, acknowledge_due_on: dt.date, answer_due_on: dt.date | None) -> dt.date | None:
    """The deadline that runs in a state; None when none does."""
    if state == ComplaintState.RECEIVED:
        return acknowledge_due_on
    return answer_due_on if state in (ComplaintState.ACCEPTED, ComplaintState.HANDLING) else None


def answer_problem(outcome: str, opinion: str, employer: str, answer: str) -> tuple[str, str]:
    """(field, sentence): an opinion or an employer, and always words for the complainer. There is no punishment here."""
    if outcome == ComplaintOutcome.OPINION and not opinion.strip():
        return "opinion", "请写明处理意见。"
    if outcome == ComplaintOutcome.TRANSFERRED and not employer.strip():
        return "employer", "请写明移送给哪个用人单位。"
    if not answer.strip():
        return "answer", "请写明给投诉人的答复。"
    return "", ""


def next_step(state: str) -> str:
    """What happens next, for whoever asks with the receipt code."""
    return {
        ComplaintState.RECEIVED: "受理单位会在期限内决定是否受理。",
        ComplaintState.ACCEPTED: "已经受理，会在期限内答复。",
        ComplaintState.HANDLING: "正在了解情况，会在期限内答复。",
        ComplaintState.ANSWERED: "已经答复。对答复不满意，可以向上一级反映。",
        ComplaintState.NOT_ACCEPTED: "没有受理，理由见下。可以向上一级反映。",
        ComplaintState.CLOSED: "已经办结。对结果不满意，可以向上一级反映。",
    }[ComplaintState(state)]
