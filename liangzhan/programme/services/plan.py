"""Opening a plan, its basis documents, handing it down, closing it (0.1, 0.4, 0.5)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.documents.models import KeptFile
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell
from liangzhan.programme.choices import PlanState, ProgrammeEvent
from liangzhan.programme.models import Plan, PlanDocument
from liangzhan.programme.queries.plan import top_sums
from liangzhan.programme.queries.quotas import officers_of, top_quotas
from liangzhan.programme.rules.plan import PLAN, RECIPIENT, may_edit, missing_before_issue, plan_problems
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move


@recorded(ProgrammeEvent.PLAN_OPENED, keep=["year", "title", "target_sw", "target_vs"])
def open_plan(
    *,
    year: int,
    title: str,
    target_sw: int,
    target_vs: int,
    cutoff_on: dt.date,
    due_on: dt.date,
    by: Actor,
    preamble: str = "",
    recipient: str = RECIPIENT,
    recipient_office: str = "",
    is_sample: bool = False,
) -> Plan:
    """Open the plan of a year, as a draft. One plan a year; a sample plan says 示例 wherever it is shown."""
    facts = {
        "year": year,
        "title": title.strip(),
        "target_sw": target_sw,
        "target_vs": target_vs,
        "cutoff_on": cutoff_on,
        "due_on": due_on,
    }
    _check(facts)
    province = Division.objects.on(today()).get(level=Level.PROVINCE)
    try:
        with transaction.atomic():
            return Plan.objects.create(
                **facts,
                province=province,
                preamble=preamble,
                recipient=recipient,
                recipient_office=recipient_office,
                is_sample=is_sample,
                state_since=today(),
            )
    except IntegrityError as clash:
        raise RuleBroken(f"{year} 年的计划已经有了。", field="year") from clash


def _check(facts: dict[str, Any]) -> None:
    if problems := plan_problems(**facts):
        raise RuleBroken(*problems)


@recorded(ProgrammeEvent.PLAN_EDITED, keep=["title", "target_sw", "target_vs", "cutoff_on", "due_on"])
def edit_plan(
    *,
    plan: Plan,
    title: str,
    target_sw: int,
    target_vs: int,
    cutoff_on: dt.date,
    due_on: dt.date,
    by: Actor,
    preamble: str = "",
    recipient: str = RECIPIENT,
    recipient_office: str = "",
) -> Plan:
    """Change a plan while it is a draft."""
    held = _draft(plan)
    changed = {
        "title": title.strip(),
        "target_sw": target_sw,
        "target_vs": target_vs,
        "cutoff_on": cutoff_on,
        "due_on": due_on,
    }
    _check({"year": held.year, **changed})
    changed |= {"preamble": preamble, "recipient": recipient, "recipient_office": recipient_office}
    for name, value in changed.items():
        setattr(held, name, value)
    held.save(update_fields=list(changed))
    return held


def _draft(plan: Plan) -> Plan:
    held = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if not may_edit(held.state):
        raise RuleBroken("计划已经下达，不能再改；任务数可以通过任务调剂调整。")
    return held


@recorded(ProgrammeEvent.PLAN_DOCUMENT, keep=["title", "number"])
def add_document(*, plan: Plan, title: str, by: Actor, number: str = "", file: KeptFile | None = None) -> PlanDocument:
    """Attach a basis document: a file, or only its title and number."""
    if not title.strip():
        raise RuleBroken("请填写文件名称。", field="title")
    if not number.strip() and file is None:
        raise RuleBroken("请填写文号，或上传文件。", field="number")
    return PlanDocument.objects.create(plan=plan, title=title.strip(), number=number.strip(), file=file, added_by=by)


@recorded(ProgrammeEvent.PLAN_MOVED)
def issue_plan(*, plan: Plan, by: Actor) -> Plan:
    """Hand the plan down to the cities; from then on numbers change only by 任务调剂. Tells every city."""
    held = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    given_sw, given_vs, areas = top_sums(held)
    missing = missing_before_issue(
        target_sw=held.target_sw, target_vs=held.target_vs, given_sw=given_sw, given_vs=given_vs, areas=areas
    )
    if missing:
        raise RuleBroken(*missing)
    move(held, PlanState.ISSUED, table=PLAN, by=by)
    tell(
        recipients=officers_of([one.division for one in top_quotas(held)], Action.QUOTA_SPLIT, on=today()),
        kind=NoticeKind.TODO,
        subject=f"programme.plan:{held.pk}",
        text=f"{held.title}已下达，请查看任务并分解到县（市、区）。",
        href=reverse("programme:plan-page", args=[held.pk]),
        by=by,
    )
    return held


@recorded(ProgrammeEvent.PLAN_MOVED)
def close_plan(*, plan: Plan, by: Actor) -> Plan:
    """End the plan: its tasks and nominations stay as they are, for reading."""
    return move(plan, PlanState.CLOSED, table=PLAN, by=by)
