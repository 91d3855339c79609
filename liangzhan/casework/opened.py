"""What every service of the room asks first: the case is locked, worked on, and the paper was not sent before."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.casework.choices import CaseSide
from liangzhan.casework.models import Case, CaseMember
from liangzhan.casework.queries.phases import standing
from liangzhan.casework.rules.phases import WORKED_ON, Standing
from liangzhan.casework.rules.sides import withdrawn_problem
from liangzhan.staff.models import Post, Worker
from liangzhan.staff.queries.workers import worker_of
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today

R = TypeVar("R")


def locked(case: Case) -> Case:
    """The case as it is now, locked until the end of the transaction."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("station", "person", "household")
    return rows.get(pk=case.pk)


def sent_before(model: type[R], form_key: UUID | None, **same: Any) -> R | None:
    """The row that the same form made the first time, of the same case."""
    if form_key is None:
        return None
    return model._default_manager.filter(form_key=form_key, **same).first()  # type: ignore[attr-defined, no-any-return]


def begin(case: Case, deed: str, *, halted: bool = False) -> tuple[Case, Standing]:
    """Lock the case and say what it is, or raise RuleBroken when nothing may be added to it.

    `deed` is the word by which `rules.sides.withdrawn_problem` knows it; `halted`: also possible while 中止.
    """
    held = locked(case)
    if held.closed_on is not None:
        raise RuleBroken("个案已经结案，不能再添加；需要继续服务的，请先重开。")
    if held.state not in WORKED_ON:
        raise RuleBroken(f"个案现在是“{held.get_state_display()}”，不能再添加。")
    if held.state == CaseSide.SUSPENDED and not halted:
        raise RuleBroken("个案已经中止，请先恢复。")
    if held.accepted_on is None:
        raise RuleBroken("还没有决定接案，请先在接案登记中作出决定。")
    now = standing(held)
    if problem := withdrawn_problem(deed, now.withdrawn_on):
        raise RuleBroken(problem)
    return held, now


def own_worker(by: Actor, worker: Worker | None = None) -> Worker:
    """The worker who acts: that of the account, or the named one where a job acts. Raises RuleBroken without one."""
    found = worker if by.unlimited and worker is not None else worker_of(by)
    if found is None:
        raise RuleBroken("您的账户没有关联工作人员，请站长先在人员名册中关联。")
    return found


def check_post(worker: Worker, station: Station) -> None:
    """Only who has a post at the station works on its cases."""
    if not Post.objects.in_force(today()).filter(worker=worker, station=station).exists():
        raise RuleBroken("这名工作人员在本站没有在岗岗位。", field="worker")


def check_team(worker: Worker, case: Case) -> None:
    """Only the team records what happened with the client."""
    if not CaseMember.objects.live().filter(case=case, worker=worker).exists():
        raise RuleBroken("只有个案团队成员可以记录。站长需要参与服务的，请先加入团队。")
