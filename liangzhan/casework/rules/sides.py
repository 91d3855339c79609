"""Side states of a case, its transfer, and what may still be done once consent was withdrawn (domain.md 5.1). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from liangzhan.casework.choices import CaseSide
from liangzhan.toolkit.transitions import Table

S = CaseSide

# Only what does not follow from papers is a state. A case that was handed away or closed comes back as 重开; one that was
# not accepted does not: whoever asks again opens a new case.
SIDES = Table(
    {
        S.ACTIVE: (S.NOT_ACCEPTED, S.REFERRED, S.SUSPENDED, S.REOPENED),
        S.SUSPENDED: (S.ACTIVE, S.REOPENED, S.REFERRED),
        S.REOPENED: (S.SUSPENDED, S.REFERRED, S.REOPENED),
        S.REFERRED: (S.REOPENED,),
        S.NOT_ACCEPTED: (),
    }
)

# Deeds that stay possible after the client took the consent back: what was done before stays lawful (PIPL §15), life and
# the law's own duties do not rest on consent (PIPL §13), a referral has its own, and the case has to be brought to an end.
AFTER_WITHDRAWAL = frozenset(
    {"closing", "crisis", "report", "follow_up", "agreement", "opinion", "transfer", "referral"}
)


def resumed_state(before: str) -> str:
    """中止 ends in the state from which it began: a reopened case stays one."""
    return S.REOPENED if before == S.REOPENED else S.ACTIVE


def suspend_problem(state: str, *, accepted: bool, closed: bool, open_crisis: bool) -> str:
    """May the work stand still? Not before it began, not after its end, and not in a crisis (domain.md 5.7)."""
    if closed:
        return "个案已经结案，不能中止。"
    if not accepted or state not in (S.ACTIVE, S.REOPENED):
        return "只有在办的个案可以中止。"
    return "有未解除的危机，不能中止；请先处置危机。" if open_crisis else ""


def reopen_problem(state: str, *, closed: bool) -> str:
    """May the case be taken up again?"""
    if state == S.NOT_ACCEPTED:
        return "不接案的不能重开，请重新接案登记。"
    return "" if closed or state == S.REFERRED else "个案正在办理，不用重开。"


def transfer_problem(*, closed: bool, same: bool, in_post: bool) -> str:
    """May this worker take the lead? A worker without a post at the station cannot; the case stays open."""
    if closed:
        return "个案已经结案，不能转案。"
    if same:
        return "这名社工已经是主责社工。"
    return "" if in_post else "接手的社工要在本站有岗位。"


def day_problem(on: dt.date, *, opened_on: dt.date, today: dt.date) -> str:
    """A deed on a case lies between the day help was asked for and today."""
    if on > today:
        return "日期不能晚于今天。"
    return f"日期不能早于求助日期 {opened_on:%Y-%m-%d}。" if on < opened_on else ""


def withdrawn_problem(deed: str, withdrawn_on: dt.date | None, allowed: Collection[str] = AFTER_WITHDRAWAL) -> str:
    """The sentence that stops a deed after the client withdrew the consent to the service; "" when it may be done."""
    if withdrawn_on is None or deed in allowed:
        return ""
    return (
        f"服务对象已于 {withdrawn_on:%Y-%m-%d} 撤回服务同意，不能再记录新的服务。"
        "可以办理结案、危机处置和强制报告；服务对象重新同意的，请先登记新的服务同意书。"
    )
