"""A plan of a group or an activity is submitted, decided, called off. One door for both."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.activities.choices.activity import ActivityEvent, ActivityState
from liangzhan.activities.filing import file_plan
from liangzhan.activities.models import Activity, Group
from liangzhan.activities.queries.activity_leaders import minors_words, takes_minors
from liangzhan.activities.rules.activity_plan import ACTIVITY_TABLE, approver_problem, decision_problem
from liangzhan.activities.rules.activity_plan import BEFORE_APPROVAL as ACTIVITY_WORDS
from liangzhan.activities.rules.group_plan import BEFORE_APPROVAL as GROUP_WORDS
from liangzhan.activities.rules.group_plan import GROUP_TABLE, missing_words
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import settle, tell
from liangzhan.occasions.choices import OccasionState
from liangzhan.occasions.services.arranging import cancel_occasion
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import Table, move

Plan = Group | Activity
DRAFT, SUBMITTED, APPROVED, CANCELLED = (
    ActivityState.DRAFT,
    ActivityState.SUBMITTED,
    ActivityState.APPROVED,
    ActivityState.CANCELLED,
)  # the states of a group have the same names


@recorded(ActivityEvent.SUBMITTED)
def submit_plan(*, plan: Plan, by: Actor) -> Plan:
    """Ask for approval; whoever may approve is told. Where nobody else can, the planner's own word counts and is marked.

    Raises RuleBroken in another state, half written, and when minors would be led by somebody without the yearly query (§62).
    """
    held = _held(plan)
    if problem := missing_words(held, GROUP_WORDS if isinstance(held, Group) else ACTIVITY_WORDS):
        raise RuleBroken(problem)
    _check_minors(held)
    at: dict[str, Any] = {"submitted_at": moment(), "submitted_by": by, "decision_reason": ""}
    move(held, SUBMITTED, table=_table(held), by=by, **at)
    others = _others(held, by)
    if not others.exists():
        return _approve(held, by, "没有其他审批人，由本人确认。", alone=True)
    text = f"{held.station.name}提交了{_word(held)}“{held.name}”，请审批。"
    tell(recipients=others, kind=NoticeKind.TODO, subject=_subject(held), text=text, href=_href(held), by=by)
    return held


@recorded(ActivityEvent.DECIDED, keep=["approved"])
def decide_plan(*, plan: Plan, approved: bool, reason: str, by: Actor) -> Plan:
    """Approve (the number is taken now) or send back with a reason; whoever submitted hears of it.

    Raises RuleBroken for the planner while others can approve, without a reason, in another state.
    """
    held = _held(plan)
    alone = _is_planner(held, by)
    if problem := approver_problem(is_planner=alone, others=_others(held, by).count() if alone else 0):
        raise RuleBroken(problem)
    if problem := decision_problem(approved, reason):
        raise RuleBroken(problem, field="reason")
    if approved:
        _check_minors(held)
        held = _approve(held, by, reason.strip(), alone=alone)
    else:
        told: dict[str, Any] = {"decided_at": moment(), "decided_by": by, "decision_reason": reason.strip()[:500]}
        move(held, DRAFT, table=_table(held), by=by, reason=reason.strip(), **told)
    settle(subject=_subject(held), by=by)
    kind, word = (NoticeKind.RESULT, "已批准") if approved else (NoticeKind.RETURNED, "已退回修改")
    submitters = User.objects.filter(uuid=held.submitted_by.uuid, is_active=True).exclude(uuid=by.uuid)
    tell(
        recipients=submitters,
        kind=kind,
        subject=f"{_subject(held)}:decided",
        text=f"{_word(held)}“{held.name}”{word}。",
        href=_href(held),
        by=by,
    )
    return held


@recorded(ActivityEvent.CANCELLED, keep=["reason"])
def cancel_plan(*, plan: Plan, reason: str, by: Actor) -> Plan:
    """It will not take place; what was arranged for it is called off too.

    Raises RuleBroken without a reason, once it was held, and while a roll says that somebody came.
    """
    if not reason.strip():
        raise RuleBroken("请写明取消的原因。", field="reason")
    held = _held(plan)
    words = reason.strip()[:200]
    move(held, CANCELLED, table=_table(held), by=by, reason=words, cancelled_reason=words)
    for occasion in _occasions(held):
        if occasion.state == OccasionState.PLANNED:
            cancel_occasion(occasion=occasion, reason=words, by=by)
    file_plan(held, closed_on=held.state_since, by=by)
    settle(subject=_subject(held), by=by)
    return held


def _held(plan: Plan) -> Any:
    """The row as it stands now, locked. Raises RuleBroken when it is no longer what the reader decided on."""
    held: Any = type(plan)._default_manager.select_for_update(of=("self",)).get(pk=plan.pk)
    if held.state != plan.state:
        raise RuleBroken(f"计划刚刚变为“{held.get_state_display()}”，请刷新页面、核对后再办理。")
    return held


def _approve(held: Any, by: Actor, reason: str, *, alone: bool) -> Any:
    kind = "GRP" if isinstance(held, Group) else "ACT"
    series = f"{held.division_code}-{held.station.kind}-{kind}-{today().year}"
    told: dict[str, Any] = {
        "decided_at": moment(),
        "decided_by": by,
        "decision_reason": reason[:500],
        "self_approved": alone,
    }
    number = f"{series}-{next_number(series):04d}"
    return move(held, APPROVED, table=_table(held), by=by, reason=reason, number=number, **told)


def _table(plan: Plan) -> Table:
    return GROUP_TABLE if isinstance(plan, Group) else ACTIVITY_TABLE


def _planners(plan: Plan) -> set[Any]:
    """Accounts' and persons' uuids behind a plan: who submitted, who leads."""
    persons = {one.person.uuid for one in plan.leaders}
    return persons | ({plan.submitted_by.uuid} if plan.submitted_by else set())


def _is_planner(plan: Plan, by: Actor) -> bool:
    return bool(_planners(plan) & {by.uuid, by.person_uuid})


def _others(plan: Plan, by: Actor) -> QuerySet[User]:
    """Whoever may approve and has not planned it himself."""
    found = users_with(Action.ACTIVITY_APPROVE, code=plan.division_code, on=today(), station_id=plan.station_id)
    known = _planners(plan)
    return found.exclude(uuid__in=[*known, by.uuid]).exclude(person_uuid__in=list(known))


def _check_minors(plan: Plan) -> None:
    if takes_minors(plan) and (problem := minors_words(plan.leaders, today())):
        raise RuleBroken(problem)


def _occasions(plan: Plan) -> list[Any]:
    if isinstance(plan, Activity):
        return [plan.occasion]
    return [one.occasion for one in plan.sessions.select_related("occasion").order_by("number")]


def _word(plan: Plan) -> str:
    return "小组计划" if isinstance(plan, Group) else "活动计划"


def _subject(plan: Plan) -> str:
    return f"activities.plan:{plan.uuid}"


def _href(plan: Plan) -> str:
    page = "group-page" if isinstance(plan, Group) else "activity-page"
    return reverse(f"activities:{page}", args=[plan.uuid])
