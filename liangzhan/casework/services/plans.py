"""C-04: agreed with the client, version after version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid4

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent
from liangzhan.casework.formal import refresh_formal
from liangzhan.casework.models import Case, Objective, Plan
from liangzhan.casework.opened import begin, sent_before
from liangzhan.casework.rules.papers import Aim, agreed_day_problem, aims_problems, day_problem, plan_problems
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.services import keep_file
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@dataclass(frozen=True)
class PlanFacts:
    """C-04 as it is typed, without its objectives."""

    on: dt.date
    goal: str
    theory: str
    steps: str
    theory_note: str = ""
    frequency: str = ""
    resources: str = ""
    roles: str = ""
    indicators: str = ""


@recorded(CaseEvent.PLANNED, keep=["agrees_on"])
def save_plan(
    *,
    case: Case,
    facts: PlanFacts,
    aims: Sequence[Aim],
    by: Actor,
    agrees_on: dt.date | None = None,
    paper: Any = None,
    form_key: UUID | None = None,
) -> Plan:
    """Keep a plan. One that the client has not agreed to is written over; an agreed one stays and the next version
    follows. `agrees_on`: the client agreed on that day, `paper` shows it. Raises RuleBroken naming the field."""
    case, now = begin(case, "plan")
    if found := sent_before(Plan, form_key, case=case):
        return found
    if now.assessed_on is None:
        raise RuleBroken("请先完成预估，再商定计划。")
    _check(case, facts, aims, agrees_on)
    last = Plan.objects.filter(case=case).order_by("-version").first()
    draft = last if last is not None and last.client_agrees_on is None else None
    plan = draft or Plan(case=case, version=last.version + 1 if last else 1)
    for name, value in asdict(facts).items():
        setattr(plan, name, value.strip() if isinstance(value, str) else value)
    plan.client_agrees_on, plan.form_key, plan.saved_by = agrees_on, form_key, by
    plan.agreement_paper = _kept(paper, by) or plan.agreement_paper
    plan.save()
    _write_aims(plan, aims)
    refresh_formal(case, by=by)
    return plan


@recorded(CaseEvent.PLAN_AGREED, keep=["on"])
def agree_plan(*, plan: Plan, on: dt.date, by: Actor, paper: Any = None) -> Plan:
    """The client agreed to a plan that was written before; from then on it stays as it is."""
    case, _ = begin(plan.case, "plan")
    row = Plan.objects.get(pk=plan.pk)
    if row.client_agrees_on is not None:
        raise RuleBroken(f"服务对象已于 {row.client_agrees_on:%Y-%m-%d} 同意这份计划。")
    if problem := agreed_day_problem(on, plan_on=row.on, today=today()):
        raise RuleBroken(problem, field="on")
    row.client_agrees_on, row.saved_by = on, by
    row.agreement_paper = _kept(paper, by) or row.agreement_paper
    row.save(update_fields=["client_agrees_on", "agreement_paper", "saved_by", "saved_at"])
    refresh_formal(case, by=by)
    return row


def _check(case: Case, facts: PlanFacts, aims: Sequence[Aim], agrees_on: dt.date | None) -> None:
    problems = plan_problems(facts.goal, facts.theory, facts.theory_note, facts.steps)
    problems |= aims_problems(aims, on=facts.on)
    if problem := day_problem(facts.on, earliest=case.opened_on, today=today()):
        problems["on"] = problem
    if problem := agreed_day_problem(agrees_on, plan_on=facts.on, today=today()):
        problems["agrees_on"] = problem
    for field, sentence in problems.items():
        raise RuleBroken(sentence, field=field)


def _kept(paper: Any, by: Actor) -> KeptFile | None:
    if paper is None or isinstance(paper, KeptFile):
        return paper
    try:
        return keep_file(upload=paper, title="计划书签字", kind=FileKind.PAPER, by=by)
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field="paper") from refusal


def _write_aims(plan: Plan, aims: Sequence[Aim]) -> None:
    """A draft's objectives are written anew; nothing refers to them yet."""
    Objective.objects.filter(plan=plan).delete()
    Objective.objects.bulk_create(
        [
            Objective(
                uuid=uuid4(),
                plan=plan,
                position=position,
                text=aim.text.strip(),
                measure=aim.measure.strip(),
                due_on=aim.due_on,
            )
            for position, aim in enumerate(aims, 1)
            if aim.due_on is not None
        ]
    )
