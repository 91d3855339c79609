"""Desk and warnings about money: claims that wait, claims that came back, a month to close."""

from __future__ import annotations

import datetime as dt

from django.db.models import Min
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.funds.choices import ClaimState
from liangzhan.funds.models import Book, Claim
from liangzhan.funds.rules.money import first_day_of, is_legal_person, next_period, period_of, period_words
from liangzhan.toolkit.panels import Todo, desk_panel
from liangzhan.toolkit.periods import add_workdays

ANSWER_WORKDAYS = 5
SHOWN = 5
READ = 20  # rows looked at, so that one's own do not hide the others


def _waiting(actor: Actor, action: Action, state: ClaimState, verb: str) -> list[Todo]:
    """Claims on which this very person may act: not the handler's own, not paid by who approved, not inside a filed station."""
    if not actor.may(action):
        return []
    rows = Claim.objects.within(actor.scope, action).filter(state=state).select_related("station").order_by("id")
    outside = actor.holds(Role.COMMITTEE, Role.STREET)
    found = []
    for one in rows[:READ]:
        mine = one.made_by.uuid == actor.uuid or (one.approved_by is not None and one.approved_by.uuid == actor.uuid)
        if mine or not (outside or is_legal_person(one.station.legal_form)):
            continue
        due_on = add_workdays(one.state_since, ANSWER_WORKDAYS)
        words = f"{one.station.name}：{one.summary}"
        found.append(Todo(verb, words, reverse("funds:claim-page", args=[one.pk]), due_on=due_on))
    return found[:SHOWN]


@desk_panel
def claims_to_approve(actor: Actor, today: dt.date) -> list[Todo]:
    """Claims that wait for an approver."""
    return _waiting(actor, Action.CLAIM_APPROVE, ClaimState.SUBMITTED, "审批")


@desk_panel
def claims_to_pay(actor: Actor, today: dt.date) -> list[Todo]:
    """Claims that wait for a cashier."""
    return _waiting(actor, Action.CASHIER, ClaimState.APPROVED, "支付")


@desk_panel
def claims_that_came_back(actor: Actor, today: dt.date) -> list[Todo]:
    """The handler's own that were returned."""
    if not actor.may(Action.CLAIM_MAKE):
        return []
    rows = Claim.objects.within(actor.scope, Action.CLAIM_MAKE).filter(state=ClaimState.RETURNED)
    return [
        Todo("修改", f"报账：{one.summary}", reverse("funds:claim-page", args=[one.pk]), tone="miss")
        for one in rows.order_by("id")[:READ]
        if one.made_by.uuid == actor.uuid
    ][:SHOWN]


@desk_panel
def months_to_close(actor: Actor, today: dt.date) -> list[Todo]:
    """Books of the reader's stations with a month that is over and open; due on the tenth of the next."""
    if not actor.may(Action.FUND_RECORD):
        return []
    rows = Book.objects.within(actor.scope, Action.FUND_RECORD).select_related("station")
    found = []
    for one in rows.annotate(first=Min("station__entries__period")).filter(first__isnull=False).order_by("id")[:READ]:
        due = next_period(one.closed_through) if one.closed_through else one.first
        if due < period_of(today):
            href = reverse("funds:book-page", args=[one.station_id])
            due_on = first_day_of(next_period(due)) + dt.timedelta(days=9)
            found.append(Todo("结账", f"{one.station.name}{period_words(due)}", href, due_on=due_on))
    return found[:SHOWN]
