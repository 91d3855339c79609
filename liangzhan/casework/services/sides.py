"""中止, 恢复, 重开: the side states of a case, each with a reason from a list."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent, CaseSide, ReopenReason, SuspendReason
from liangzhan.casework.counting import uncount
from liangzhan.casework.filing import unfile_case
from liangzhan.casework.models import Case, Closing
from liangzhan.casework.opened import locked
from liangzhan.casework.queries.crises import has_open_crisis
from liangzhan.casework.rules.sides import SIDES, reopen_problem, resumed_state, suspend_problem
from liangzhan.people.choices import TieKind
from liangzhan.people.services.register import open_tie
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move, moves_of


@recorded(CaseEvent.SUSPENDED, keep=["reason"])
def suspend_case(*, case: Case, reason: str, by: Actor) -> Case:
    """The work stands still. Refused in a crisis; the story belongs into a contact record. Raises RuleBroken."""
    case = locked(case)
    _check_reason(reason, SuspendReason)
    problem = suspend_problem(
        case.state,
        accepted=case.accepted_on is not None,
        closed=case.closed_on is not None,
        open_crisis=has_open_crisis(case),
    )
    if problem:
        raise RuleBroken(problem)
    return move(case, CaseSide.SUSPENDED, table=SIDES, by=by, reason=SuspendReason(reason).label)


@recorded(CaseEvent.RESUMED)
def resume_case(*, case: Case, by: Actor) -> Case:
    """The work goes on, in the state from which it was suspended."""
    case = locked(case)
    if case.state != CaseSide.SUSPENDED:
        raise RuleBroken("个案没有中止，不用恢复。")
    last = moves_of(case).filter(to_state=CaseSide.SUSPENDED).last()
    return move(case, resumed_state(last.from_state if last else ""), table=SIDES, by=by, reason="恢复服务")


@recorded(CaseEvent.REOPENED, keep=["reason"])
def reopen_case(*, case: Case, reason: str, by: Actor) -> Case:
    """A closed or handed-away case is taken up again. Its closing no longer counts (decision 0019): a case is closed once.

    Undone follow-ups of that closing are not asked for any more. Raises RuleBroken.
    """
    case = locked(case)
    _check_reason(reason, ReopenReason)
    if problem := reopen_problem(case.state, closed=case.closed_on is not None):
        raise RuleBroken(problem)
    closing = Closing.objects.select_for_update(of=("self",)).filter(case=case, voided_on__isnull=True).first()
    if closing is not None:
        closing.voided_on = today()
        uncount(closing, case, reason="个案重开", by=by)
        closing.save()
    unfile_case(case, by)
    if not case.sealed:  # whom a sealed service is for is tied to nobody (decision 0020)
        open_tie(person=case.person, station=case.station, kind=TieKind.CLIENT, on=today(), by=by)
    return move(case, CaseSide.REOPENED, table=SIDES, by=by, reason=ReopenReason(reason).label, closed_on=None)


def _check_reason(reason: str, known: type[SuspendReason] | type[ReopenReason]) -> None:
    if reason not in known.values:
        raise RuleBroken("请选择原因。", field="reason")
