"""待办 and 预警 of plan, tasks and siting. Three queries each at most."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import Count, F, Q, Sum
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.divisions.choices import Level
from liangzhan.programme.choices import NominationState, PlanState, TransferState
from liangzhan.programme.models import Nomination, Plan, Quota, Slot, Transfer
from liangzhan.programme.queries.progress import counts_by_area
from liangzhan.programme.queries.quotas import setter_of, sits_over
from liangzhan.programme.rules.progress import AreaCounts, percent
from liangzhan.stations.choices import State, StationKind
from liangzhan.toolkit.panels import Todo, desk_panel, warning_panel

BEHIND = 60  # the lowest step of the map


@desk_panel
def plans_to_issue(actor: Actor, today: dt.date) -> list[Todo]:
    """The province's plans that are still drafts."""
    if not actor.may(Action.PLAN_MANAGE):
        return []
    drafts = Plan.objects.filter(state=PlanState.DRAFT).order_by("year")
    return [Todo("完成编制并下达", one.title, reverse("programme:plan-page", args=[one.pk])) for one in drafts]


@desk_panel
def tasks_to_split(actor: Actor, today: dt.date) -> list[Todo]:
    """A city's task that is not divided yet, or no longer wholly since a transfer brought more."""
    rows = Quota.objects.within(actor.scope, Action.QUOTA_SPLIT).filter(
        parent__isnull=True, plan__state=PlanState.ISSUED
    )
    rows = rows.annotate(given_sw=Sum("parts__sw", default=0), given_vs=Sum("parts__vs", default=0)).filter(
        Q(split_on__isnull=True) | Q(given_sw__lt=F("sw")) | Q(given_vs__lt=F("vs"))
    )
    return [
        Todo(
            "补充分解" if one.split_on else "分解",
            f"{one.plan.title}任务",
            reverse("programme:split-quota", args=[one.pk]),
            one.plan.cutoff_on,
        )
        for one in rows.select_related("plan", "division").order_by("plan__year", "division_code")
        if sits_over(actor, Action.QUOTA_SPLIT, one.division)
    ]


@desk_panel
def transfers_to_decide(actor: Actor, today: dt.date) -> list[Todo]:
    """Transfers that this officer's level decides."""
    if not actor.may(Action.QUOTA_TRANSFER_DECIDE):
        return []
    mine = Quota.objects.within(actor.scope, Action.QUOTA_TRANSFER_DECIDE).values("pk")
    rows = Transfer.objects.filter(state=TransferState.REQUESTED, source__in=mine).select_related(
        "source__division", "target__division", "source__parent__division", "source__plan__province"
    )
    return [
        Todo(
            "办理",
            f"{one.source.division}向{one.target.division}调剂{one.get_kind_display()} {one.count} 个",
            reverse("programme:decide-transfer", args=[one.pk]),
        )
        for one in rows.order_by("id")
        if sits_over(actor, Action.QUOTA_TRANSFER_DECIDE, setter_of(one.source))
    ]


@desk_panel
def nominations_to_decide(actor: Actor, today: dt.date) -> list[Todo]:
    """Nominations that wait for the county, one line per plan."""
    return _nominations(actor, Action.SITE_CONFIRM, NominationState.NOMINATED, "确认", "wait")


@desk_panel
def nominations_to_mend(actor: Actor, today: dt.date) -> list[Todo]:
    """Nominations sent back to the street."""
    return _nominations(actor, Action.SITE_NOMINATE, NominationState.RETURNED, "修改退回的", "miss")


def _nominations(actor: Actor, action: Action, state: NominationState, verb: str, tone: str) -> list[Todo]:
    rows = Nomination.objects.within(actor.scope, action).filter(state=state, plan__state=PlanState.ISSUED)
    groups = rows.values("plan", "plan__title", "plan__cutoff_on").annotate(n=Count("pk")).order_by("plan")
    return [
        Todo(
            verb,
            f"{one['plan__title']}选址推荐",
            reverse("programme:nomination-list", args=[one["plan"]]),
            one["plan__cutoff_on"],
            one["n"],
            tone,
        )
        for one in groups
    ]


@desk_panel
def stations_to_start(actor: Actor, today: dt.date) -> list[Todo]:
    """Confirmed sites where construction has not begun, for whoever keeps the construction file."""
    if not actor.may(Action.SITE_NOMINATE) and not actor.scope.area(Action.STATION_EDIT).stations:
        return []
    rows = Slot.objects.within(actor.scope, Action.STATION_EDIT).filter(
        freed_on__isnull=True, station__state=State.SITED, plan__state=PlanState.ISSUED
    )
    return [
        Todo("开始建设", str(one.station), reverse("programme:checklist", args=[one.station_id]), one.plan.cutoff_on)
        for one in rows.select_related("station", "plan").order_by("division_code", "id")[:10]
    ]


@warning_panel
def areas_behind(actor: Actor, today: dt.date) -> list[Todo]:
    """Areas whose completion is on the lowest step, one line per plan and kind; for province and city."""
    if not any(actor.may(one) for one in (Action.PLAN_MANAGE, Action.QUOTA_SPLIT)):
        return []
    quotas = Quota.objects.within(actor.scope, Action.PROGRESS_VIEW).filter(plan__state=PlanState.ISSUED)
    if not actor.may(Action.PLAN_MANAGE):
        quotas = quotas.filter(parent__isnull=False)
    else:
        quotas = quotas.filter(parent__isnull=True)
    by_plan: dict[Plan, list[Quota]] = defaultdict(list)
    for one in quotas.select_related("plan", "division").order_by("-plan__year", "division_code"):
        by_plan[one.plan].append(one)
    plan = next(iter(by_plan), None)
    return [] if plan is None else _behind(actor, plan, by_plan[plan])


def _behind(actor: Actor, plan: Plan, quotas: list[Quota]) -> list[Todo]:
    length = 4 if quotas[0].division.level in (Level.CITY, Level.ZONE) else 6
    counts = counts_by_area(plan, length, plan.cutoff_on, actor.scope, with_both=False)
    found = []
    for kind in StationKind:
        behind = [
            one
            for one in quotas
            if (rate := percent(counts.get(one.division_code, AreaCounts()).kind(kind).completed, one.count(kind)))
            is not None
            and rate < BEHIND
        ]
        if behind:
            href = f"{reverse('programme:progress', args=[plan.pk])}?kind={kind}"
            text = f"{kind.label}完成率低于 {BEHIND}%：{len(behind)} 个地区"
            found.append(Todo("查看", text, href, plan.cutoff_on, 1, "miss"))
    return found
