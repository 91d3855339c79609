"""What the larger pages of plan, tasks and siting show, gathered once: the views only pass it on."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.divisions.models import Division
from liangzhan.programme.choices import NominationState, PlanState
from liangzhan.programme.models import Nomination, Plan, Quota
from liangzhan.programme.queries.quotas import (
    changes_of,
    parts_of,
    quotas_within,
    responsible_quota,
    shares_of,
    sits_over,
    sums_of,
    taken_by,
    top_quotas,
)
from liangzhan.programme.queries.siting import history_of, nominations, ranked, slots_of, weights_on
from liangzhan.programme.rules.plan import may_edit, stages
from liangzhan.programme.rules.quotas import is_divided, own_added
from liangzhan.programme.rules.siting import DIFFICULTY_FIELDS, OPEN, PART_LABELS


def plan_facts(plan: Plan, actor: Actor) -> dict[str, Any]:
    """The plan's page: the whole table for the province, the own areas for everybody else."""
    whole = sits_over(actor, Action.PLAN_VIEW, plan.province)
    top = list(top_quotas(plan))
    shown = top if whole else list(quotas_within(plan, actor.scope))
    taken = taken_by(plan, [one.division for one in shown])
    return {
        "stages": stages(plan.state, has_quotas=bool(top)),
        "sums": sums_of(shown, taken),
        "lines": [(one, taken[one.division_code]) for one in shown],
        "may_manage": whole and actor.may(Action.PLAN_MANAGE),
        "is_draft": may_edit(plan.state),
        "to_split": {one.pk for one in shown if _splits(one, plan, actor)},
    }


def _splits(quota: Quota, plan: Plan, actor: Actor) -> bool:
    return is_divided(quota.parent_id, plan.state) and sits_over(actor, Action.QUOTA_SPLIT, quota.division)


def task_facts(quota: Quota, actor: Actor) -> dict[str, Any]:
    """The page of one task: what is used of it, its parts, its history, what this actor may do with it."""
    parts = list(parts_of(quota))
    taken = taken_by(quota.plan, [quota.division])
    by_part = taken_by(quota.plan, [one.division for one in parts]) if parts else {}
    asks = actor.may_at(Action.QUOTA_TRANSFER, code=quota.division_code)
    return {
        "parts": [(one, by_part[one.division_code]) for one in parts],
        "taken": taken[quota.division_code],
        "extra": own_added(shares_of(parts), sw=quota.sw, vs=quota.vs),
        "changes": changes_of(quota),
        "may_split": _splits(quota, quota.plan, actor),
        "may_transfer": asks and quota.plan.state == PlanState.ISSUED,
    }


def ranking_facts(plan: Plan, county: Division | None, scope: Scope) -> dict[str, Any]:
    """The ranking inside a county with what is left of its task, and the nominations that are out of it."""
    decided = nominations(plan, scope).exclude(state__in=[NominationState.NOMINATED, NominationState.CONFIRMED])
    quota = responsible_quota(plan, county.code) if county else None
    return {
        "county": county,
        "rows": ranked(plan, county.code, scope) if county else [],
        "others": decided,
        "quota": quota,
        "taken": taken_by(plan, [quota.division])[quota.division_code] if quota else None,
    }


def nomination_facts(row: Nomination, actor: Actor) -> dict[str, Any]:
    """The page of a nomination: score by part, counts, ranking around it, history, what this actor may do."""
    highest = weights_on(row.state_since, row.division_code).highest()
    street = actor.may_at(Action.SITE_NOMINATE, code=row.division_code)
    county = actor.may_at(Action.SITE_CONFIRM, code=row.division_code)
    return {
        "parts": [(label, row.score_parts.get(key, 0), highest[key]) for key, label in PART_LABELS.items()],
        "order": ranked(row.plan, row.division_code[:6] + "000000", actor.scope),
        "counts": [(str(row._meta.get_field(name).verbose_name), getattr(row, name)) for name in DIFFICULTY_FIELDS],  # type: ignore[union-attr]
        "slots": slots_of(row),
        "moves": history_of(row),
        "decides": county and row.state == NominationState.NOMINATED,
        "edits": street and row.state in OPEN,
        "withdraws": _withdrawer(row, street=street, county=county),
        "builds": actor.may_at(Action.STATION_EDIT, code=row.division_code),
    }


def _withdrawer(row: Nomination, *, street: bool, county: bool) -> str:
    """Who takes it back: the street a live one, the county one it has confirmed."""
    if street and row.state in (*OPEN, NominationState.CONFIRMED):
        return "street"
    return "county" if county and row.state == NominationState.CONFIRMED else ""
