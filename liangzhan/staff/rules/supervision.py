"""Who may supervise, what a session must hold, when it is confirmed, what a rating may show (domain.md 4.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from liangzhan.staff.choices.supervision import (
    ActionState,
    AgendaState,
    SessionState,
    SupervisionForm,
)
from liangzhan.toolkit.transitions import Table

SESSION = Table(
    {
        SessionState.PLANNED: (SessionState.HELD, SessionState.CANCELLED),
        SessionState.HELD: (SessionState.CONFIRMED,),
    }
)
ACTION = Table({ActionState.OPEN: (ActionState.DONE,), ActionState.DONE: (ActionState.CHECKED, ActionState.OPEN)})
AGENDA = Table(
    {
        AgendaState.WAITING: (AgendaState.TAKEN, AgendaState.POSTPONED, AgendaState.SETTLED),
        AgendaState.POSTPONED: (AgendaState.TAKEN, AgendaState.WAITING, AgendaState.SETTLED),
        AgendaState.TAKEN: (AgendaState.SETTLED, AgendaState.WAITING, AgendaState.POSTPONED),
    }
)
SHORTEST, LONGEST = 10, 600  # minutes: below it is no session, above it is no single one
AHEAD_DAYS = 366


def time_problem(held_on: dt.date, minutes: int, *, on: dt.date, back_days: int) -> tuple[str, str]:
    """(field, sentence) when a day or a duration cannot be; ("", "") when it can. `back_days`: how late one may enter it."""
    if not SHORTEST <= minutes <= LONGEST:
        return "minutes", f"时长应在 {SHORTEST} 到 {LONGEST} 分钟之间。"
    if held_on > on + dt.timedelta(days=AHEAD_DAYS):
        return "held_on", "日期在一年以后，请核对。"
    if held_on < on - dt.timedelta(days=back_days):
        return "held_on", f"只能补录最近 {back_days} 天的督导。"
    return "", ""


def people_problem(form: str, supervisees: int, others: str) -> str:
    """Does the number of people fit the form? A sentence, or ""."""
    if not supervisees:
        return "请选择受督导人。"
    if form == SupervisionForm.INDIVIDUAL and supervisees != 1:
        return "个别督导只能选一名受督导人；多人请选团体督导。"
    if form == SupervisionForm.PEER and supervisees < 2 and not others.strip():
        return "同辈督导至少两人：请再选一名同工，或在“其他参加人”里写明外站同工的姓名和单位。"
    return ""


def needs_paper(*, has_account: bool, form: str, others: str) -> bool:
    """Must a signed scan be kept? Yes for whoever cannot confirm on the page: a named supervisor, peers of elsewhere."""
    return bool(others.strip()) or (form != SupervisionForm.PEER and not has_account)


def is_confirmed(signed: Iterable[bool], *, paper: bool, paper_needed: bool) -> bool:
    """A scan signed by all confirms; otherwise every supervisee on the page, where no paper is needed."""
    marks = list(signed)
    return paper or (not paper_needed and bool(marks) and all(marks))


def action_problem(text: str, due_on: dt.date | None, *, held_on: dt.date) -> str:
    """An agreed action has words and a day that does not lie before the session."""
    if not text.strip():
        return "请写明行动内容。"
    if due_on is None:
        return "请写明行动的完成期限。"
    if due_on < held_on:
        return "行动的完成期限不能早于督导日期。"
    return ""


def may_check(*, is_owner: bool, is_supervisor: bool, is_peer: bool, covers_owner: bool) -> bool:
    """Who may check an action: never its owner; the session's supervisor, a peer who took part, or who supervises the owner."""
    return not is_owner and (is_supervisor or is_peer or covers_owner)


def shown_rating(ratings: Sequence[tuple[int, int]], *, least: int) -> Decimal | None:
    """The mean of (worker, 1–5) to one decimal; None below `least` different raters, so that nobody is found out."""
    if not ratings or len({worker for worker, _ in ratings}) < least:
        return None
    mean = Decimal(sum(score for _, score in ratings)) / len(ratings)
    return mean.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def emergency_open(opened_at: dt.datetime, closes_at: dt.datetime, now: dt.datetime) -> bool:
    """May the notes still be read under this emergency access?"""
    return opened_at <= now < closes_at
