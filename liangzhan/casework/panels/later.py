"""On the desk: follow-ups, referrals, closings to approve or mend, withdrawn consents, suspended and stranded cases, opinions.

No line names a client; the page behind it does, for whoever may read it.
"""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.casework.queries.advising import advised_rows
from liangzhan.casework.queries.closings import returned_closings, waiting_closings
from liangzhan.casework.queries.follow_ups import due_follow_ups
from liangzhan.casework.queries.referrals import to_follow_up, waiting_incoming
from liangzhan.casework.queries.stranded import stranded_cases
from liangzhan.casework.queries.waiting import suspended_long, withdrawn_cases
from liangzhan.toolkit.panels import Todo, desk_panel, warning_panel

SHOWN = 5


def _tone(due_on: dt.date, today: dt.date) -> str:
    return "miss" if due_on < today else "wait"


@desk_panel
def follow_ups_due(actor: Actor, today: dt.date) -> list[Todo]:
    """Closed cases of the own teams to ask after."""
    if not actor.may(Action.CASE_WORK):
        return []
    return [
        Todo(
            "回访",
            f"（{one.case.number}）",
            reverse("casework:follow-up-done", args=[one.pk]),
            due_on=one.due_on,
            tone=_tone(one.due_on, today),
        )
        for one in due_follow_ups(actor.scope, today)[:SHOWN]
    ]


@desk_panel
def referrals_to_follow_up(actor: Actor, today: dt.date) -> list[Todo]:
    """Own referrals whose day has come, and those sent to the own station."""
    found: list[Todo] = []
    if actor.may(Action.CASE_WORK):
        found += [
            Todo(
                "跟进转介",
                f"（{one.get_state_display()}）",
                reverse("casework:referral-page", args=[one.pk]),
                due_on=one.follow_up_on,
                tone=_tone(one.follow_up_on, today),
            )
            for one in to_follow_up(actor.scope, today)[:SHOWN]
        ]
    if actor.may(Action.CASE_OPEN):
        found += [
            Todo("答复转介", f"（{one.case.station.name}）", reverse("casework:incoming-page", args=[one.pk]))
            for one in waiting_incoming(actor.scope)[:SHOWN]
        ]
    return found


@desk_panel
def closings_to_decide(actor: Actor, today: dt.date) -> list[Todo]:
    """For the head; whoever asked himself has nothing to decide. And what came back to the worker."""
    found: list[Todo] = []
    if actor.may(Action.CASE_OVERSEE):
        found += [
            Todo("审批结案", f"（{one.case.number}）", reverse("casework:closing-page", args=[one.pk]))
            for one in waiting_closings(actor.scope, Action.CASE_OVERSEE)[:SHOWN]
            if one.saved_by.uuid != actor.uuid
        ]
    if actor.may(Action.CASE_WORK):
        found += [
            Todo("修改结案表", f"（{one.case.number}）", reverse("casework:closing-page", args=[one.pk]), tone="miss")
            for one in returned_closings(actor.scope)[:SHOWN]
        ]
    return found


@desk_panel
def opinions_awaited(actor: Actor, today: dt.date) -> list[Todo]:
    """For the supervisor: how many cases wait."""
    if not actor.may(Action.CASE_ADVISE) or not actor.holds(Role.SUPERVISOR):
        return []
    count = len(advised_rows(actor.scope, waiting=True).order_by("pk").values_list("pk", flat=True)[:100])
    if not count:
        return []
    return [Todo("出具意见", f"：{count} 个个案在等您", reverse("casework:advised-list"), count=count)]


@desk_panel
def consents_withdrawn(actor: Actor, today: dt.date) -> list[Todo]:
    """The client took the consent back: bring the case to an end, or agree anew."""
    if not actor.may(Action.CASE_WORK):
        return []
    return [
        Todo("商定结案", f"（{one.number}，已撤回同意）", _case(one.pk), tone="miss")
        for one in withdrawn_cases(actor.scope)[:SHOWN]
    ]


@warning_panel
def cases_standing_still(actor: Actor, today: dt.date) -> list[Todo]:
    """Suspended for long; and, for the head, cases that nobody leads."""
    found: list[Todo] = []
    if actor.may(Action.CASE_WORK):
        found += [
            Todo("恢复或结案", f"（{one.number}，中止已久）", _case(one.pk), tone="miss")
            for one in suspended_long(actor.scope, today)[:SHOWN]
        ]
    if actor.may(Action.CASE_OVERSEE):
        count = len(stranded_cases(actor.scope, today).values_list("pk", flat=True)[:100])
        if count:
            href = reverse("casework:stranded-list")
            found.append(Todo("转案", f"：{count} 个个案的主责社工已离岗", href, count=count, tone="miss"))
    return found


def _case(pk: int) -> str:
    return reverse("casework:case-page", args=[pk])
