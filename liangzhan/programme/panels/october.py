"""待办 and 预警 of the October report. Three queries each at most."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.programme.choices import PlanState, ReportState
from liangzhan.programme.models import Plan
from liangzhan.programme.queries.plan import current_plan
from liangzhan.programme.queries.reports import AreaReport, completeness
from liangzhan.toolkit.panels import Todo, desk_panel, warning_panel

AHEAD = dt.timedelta(days=60)
"""How long before the due date the report appears on the desk."""


def _plan(today: dt.date) -> Plan | None:
    plan = current_plan(today)
    return plan if plan is not None and plan.state == PlanState.ISSUED and today >= plan.due_on - AHEAD else None


@desk_panel
def reports_to_write(actor: Actor, today: dt.date) -> list[Todo]:
    """One's own area: write, submit, or mend what was returned."""
    plan = _plan(today) if actor.may(Action.OCTOBER_DRAFT) else None
    if plan is None:
        return []
    reach = actor.scope.area(Action.OCTOBER_DRAFT)
    return [
        _own(plan, one)
        for one in completeness(plan, actor.scope, on=today)
        if one.is_missing and reach.covers_code(one.area.code)
    ]


def _own(plan: Plan, one: AreaReport) -> Todo:
    words = f"{one.area.name}{plan.year}年十月报告"
    tone = "miss" if one.late else "wait"
    if one.report is None:
        return Todo("编制", words, reverse("programme:report-list", args=[plan.pk]), one.due_on, 1, tone)
    returned = one.report.state == ReportState.RETURNED
    href = reverse("programme:report-page", args=[one.report.pk])
    return Todo("修改退回的" if returned else "报送", words, href, one.due_on, 1, "miss" if returned else tone)


@desk_panel
def reports_to_review(actor: Actor, today: dt.date) -> list[Todo]:
    """Reports that lie with the province: one line."""
    plan = _plan(today) if actor.may(Action.OCTOBER_REVIEW) else None
    if plan is None:
        return []
    rows = completeness(plan, actor.scope, on=today)
    count = sum(one.report is not None and one.report.state == ReportState.SUBMITTED for one in rows)
    href = reverse("programme:report-list", args=[plan.pk])
    return [Todo("审核", f"{count} 份十月报告", href)] if count else []


@warning_panel
def reports_late(actor: Actor, today: dt.date) -> list[Todo]:
    """Areas whose report is late: one line, for the province."""
    plan = _plan(today) if actor.may(Action.OCTOBER_REVIEW) else None
    if plan is None:
        return []
    late = [one.area.name for one in completeness(plan, actor.scope, on=today) if one.late]
    words = "、".join(late[:3]) + (f"等 {len(late)} 个地区" if len(late) > 3 else "")
    href = reverse("programme:report-list", args=[plan.pk])
    return [Todo("催报", f"十月报告：{words}", href, plan.due_on, 1, "miss")] if late else []
