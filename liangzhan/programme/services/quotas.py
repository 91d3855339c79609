"""Setting the cities' tasks and dividing them further (A1, 4.1.5)."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.models import Division
from liangzhan.documents.models import KeptFile
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell
from liangzhan.programme.choices import PlanState, ProgrammeEvent
from liangzhan.programme.models import Plan, PlanDocument, Quota, QuotaChange
from liangzhan.programme.queries.quotas import officers_of, part_areas, sits_over, taken_by, top_areas
from liangzhan.programme.rules.plan import may_edit
from liangzhan.programme.rules.quotas import (
    KINDS,
    Share,
    Taken,
    allocation_problems,
    floor_problem,
    share_problems,
    split_problems,
)
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(ProgrammeEvent.QUOTAS_SET)
def set_city_quotas(*, plan: Plan, rows: Sequence[Share], by: Actor, source: KeptFile | None = None) -> Plan:
    """Confirm the task allocation table: every city once, zones as wanted, both sums equal to the targets.

    Only while the plan is a draft. Every change leaves a line of history; the workbook becomes a paper of the plan.
    """
    held = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if not may_edit(held.state):
        raise RuleBroken("计划已经下达，任务数只能通过任务调剂调整。")
    cities, zones = top_areas(held, today())
    problems = share_problems(rows, {one.code: one.name for one in cities}, {one.code: one.name for one in zones})
    problems += allocation_problems(rows, target_sw=held.target_sw, target_vs=held.target_vs)
    if problems:
        raise RuleBroken(*problems)
    Quota.objects.filter(plan=held, parent__isnull=True).exclude(division_code__in=[row.code for row in rows]).delete()
    _write(held, None, rows, [*cities, *zones], "任务分配表", by)
    if source is not None:
        PlanDocument.objects.create(plan=held, title="任务分配表（上传的工作簿）", file=source, added_by=by)
    return held


def _write(
    plan: Plan, parent: Quota | None, rows: Sequence[Share], areas: Sequence[Division], reason: str, by: Actor
) -> None:
    """Create or change the rows that differ, and write their history; the same few statements for any number of areas."""
    places = {one.code: one for one in areas}
    known = {one.division_code: one for one in Quota.objects.filter(plan=plan, parent=parent).order_by("id")}
    changes: list[QuotaChange] = []
    fresh: list[Quota] = []
    changed: list[Quota] = []
    for row in rows:
        quota = known.get(row.code)
        if quota is None:
            quota = Quota(plan=plan, parent=parent, division=places[row.code], division_code=row.code, sw=0, vs=0)
            fresh.append(quota)
        elif (quota.sw, quota.vs, quota.note) == (row.sw, row.vs, row.note):
            continue
        else:
            quota.version += 1
            changed.append(quota)
        changes.append(_change(quota, row, reason, by))
        quota.sw, quota.vs, quota.note = row.sw, row.vs, row.note
    Quota.objects.bulk_create(fresh)
    Quota.objects.bulk_update(changed, ["sw", "vs", "note", "version"])
    QuotaChange.objects.bulk_create(changes)


def _change(quota: Quota, row: Share, reason: str, by: Actor) -> QuotaChange:
    return QuotaChange(
        quota=quota,
        sw_before=quota.sw,
        vs_before=quota.vs,
        sw_after=row.sw,
        vs_after=row.vs,
        reason=reason[:200],
        changed_by=by,
    )


@recorded(ProgrammeEvent.QUOTAS_SPLIT, keep=["own_reason", "expected_version"])
def split_quota(
    *, quota: Quota, rows: Sequence[Share], expected_version: int, by: Actor, own_reason: str = ""
) -> Quota:
    """Divide an area's task among its parts: the whole of it, or more as 自加任务 with a reason.

    Of two officers the second is told and decides again (`expected_version`). Tells every part with a task.
    """
    held = Quota.objects.select_for_update(of=("self",)).select_related("plan", "division").get(pk=quota.pk)
    _may_split(held, by)
    if held.version != expected_version:
        raise RuleBroken(
            "您打开页面之后，另一位同事已经分解过这项任务，您的数字还没有保存。"
            "请对照右侧“现任务”核对，需要时改好再提交一次。"
        )
    areas = part_areas(held.division, today())
    problems = share_problems(rows, {one.code: one.name for one in areas})
    problems += split_problems(rows, sw=held.sw, vs=held.vs, own_reason=own_reason)
    problems += _below_floor(held, rows, taken_by(held.plan, areas))
    if problems:
        raise RuleBroken(*problems)
    _write(held.plan, held, rows, areas, own_reason.strip() or "分解任务", by)
    held.own_reason, held.version, held.split_on = own_reason.strip(), held.version + 1, today()
    held.save(update_fields=["own_reason", "version", "split_on"])
    _tell_parts(held, rows, areas, by)
    return held


def _may_split(held: Quota, by: Actor) -> None:
    if held.parent_id is not None:
        raise RuleBroken("县（市、区）的任务不再向下分解，由乡镇（街道）推荐社区。")
    if held.plan.state != PlanState.ISSUED:
        raise RuleBroken("计划没有下达或已经结束，现在不能分解任务。")
    if not sits_over(by, Action.QUOTA_SPLIT, held.division):
        raise RuleBroken(f"{held.division}的任务由{held.division}自己分解。")


def _below_floor(held: Quota, rows: Sequence[Share], taken: dict[str, Taken]) -> list[str]:
    known = {one.division_code: one for one in held.parts.order_by("id")}  # type: ignore[attr-defined]
    found = [
        floor_problem(
            row.name,
            kind,
            before=known[row.code].count(kind),
            after=row.count(kind),
            taken=taken.get(row.code, Taken()),
        )
        for row in rows
        if row.code in known
        for kind in KINDS
    ]
    return [problem for problem in found if problem]


def _tell_parts(held: Quota, rows: Sequence[Share], areas: Sequence[Division], by: Actor) -> None:
    with_task = {row.code for row in rows if row.sw or row.vs}
    tell(
        recipients=officers_of([one for one in areas if one.code in with_task], Action.SITE_CONFIRM, on=today()),
        kind=NoticeKind.TODO,
        subject=f"programme.split:{held.pk}",
        text=f"{held.plan.title}：{held.division}已分解任务，请查看本地区任务，组织选址。",
        href=reverse("programme:plan-page", args=[held.plan_id]),
        by=by,
    )
