"""G-08: the evaluation report ends a group. Without it no group is closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.access.actor import Actor
from liangzhan.activities.choices.groups import GroupEvent, GroupState
from liangzhan.activities.filing import file_plan
from liangzhan.activities.models import Group, GroupReport
from liangzhan.activities.queries.group_figures import figures_of
from liangzhan.activities.queries.group_sessions import sessions_of
from liangzhan.activities.rules.activity_posting import closing_lines
from liangzhan.activities.rules.group_plan import GROUP_TABLE, closing_problem, too_long
from liangzhan.activities.services.activity_posting import count_paper
from liangzhan.audit.services import recorded
from liangzhan.documents.queries.locking import record_locked
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move


@dataclass(frozen=True)
class ReportFacts:
    """G-08 as it is filled in; what can be counted is not among it. `budget_used_fen` is whole fen."""

    outcome: str
    follow_up: str
    closed_on: dt.date
    output: str = ""
    satisfaction_note: str = ""
    budget_used_fen: int = 0
    budget_note: str = ""


@recorded(GroupEvent.CLOSED, keep=["group"])
def close_group(*, group: Group, facts: ReportFacts, by: Actor) -> GroupReport:
    """Write the report and end the group on its day, or correct a report (the ledger follows another day).

    Raises RuleBroken at the field; while a session is open, or none was held; money over budget without a word why.
    """
    held = Group.objects.select_for_update(of=("self",)).select_related("leader", "station").get(pk=group.pk)
    if held.state not in (GroupState.RUNNING, GroupState.CLOSED):
        raise RuleBroken(f"小组{held.get_state_display()}，不能写总结。")
    if held.closed_on and record_locked(held.closed_on, held.division_code, today=today()):
        raise RuleBroken("总结报告已经锁定，不能再改；有补充的请写补记。")
    _check(held, facts)
    report = GroupReport.objects.filter(group=held).first() or GroupReport(group=held)
    for name, value in vars(facts).items():
        setattr(report, name, value.strip() if isinstance(value, str) else value)
    report.figures, report.saved_by = figures_of(held).kept(), by
    report.save()
    lines = closing_lines(facts.closed_on, held.leader.person_id)
    count_paper(paper=report, station=held.station, lines=lines, reason="小组总结评估报告", by=by)
    if held.state == GroupState.RUNNING:
        move(held, GroupState.CLOSED, table=GROUP_TABLE, by=by, closed_on=facts.closed_on)
    else:
        held.closed_on = facts.closed_on
        held.save(update_fields=["closed_on"])
    file_plan(held, closed_on=facts.closed_on, by=by)
    return report


def _check(group: Group, facts: ReportFacts) -> None:
    for field, sentence in (("outcome", "请写明成效。"), ("follow_up", "请写明跟进计划。")):
        if not getattr(facts, field).strip():
            raise RuleBroken(sentence, field=field)
    for field, sentence in too_long(facts).items():
        raise RuleBroken(sentence, field=field)
    if facts.closed_on > today():
        raise RuleBroken("结束日期不能晚于今天。", field="closed_on")
    sessions = sessions_of(group)
    days = [one.held_on for one in sessions if one.held_on is not None]
    problem = closing_problem(
        held=len(days),
        open_sessions=sum(one.recorded_at is None for one in sessions),
        closed_on=facts.closed_on,
        last_held_on=max(days, default=None),
    )
    if problem:
        raise RuleBroken(problem, field="closed_on")
    if facts.budget_used_fen > group.budget_fen and not facts.budget_note.strip():
        raise RuleBroken("实际支出超过预算，请在经费使用说明里写明原因。", field="budget_note")
