"""Desk and warnings about things: loans overdue, supplies that expire, counts that are due, signatures that wait."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max, Min, Q
from django.urls import reverse
from django.utils.timezone import localtime

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.funds.choices import DisposalState, HandoverState, StocktakeState
from liangzhan.funds.models import KEPT, Disposal, Handover, Loan, Stocktake, SupplyBatch
from liangzhan.funds.queries.supplies import expiring
from liangzhan.funds.rules.assets import stocktake_due
from liangzhan.stations.models import Station
from liangzhan.toolkit.panels import Todo, desk_panel, warning_panel
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import add_workdays

ANSWER_WORKDAYS = 5
SHOWN = 5
SOON = dt.timedelta(days=30)


@desk_panel
def signatures_and_disposals(actor: Actor, today: dt.date) -> list[Todo]:
    """Counts and handovers that wait for a second person, disposals that wait for a decision."""
    found: list[Todo] = []
    if actor.may(Action.ASSET_WITNESS):
        counts = Stocktake.objects.within(actor.scope, Action.ASSET_WITNESS).filter(state=StocktakeState.SETTLED)
        for one in counts.select_related("station").order_by("id")[:SHOWN]:
            if one.settled_by is None or one.settled_by.uuid != actor.uuid:
                href = reverse("funds:stocktake-page", args=[one.pk])
                due_on = add_workdays(one.state_since, ANSWER_WORKDAYS)
                found.append(Todo("签字", f"{one.station.name}的盘点", href, due_on=due_on))
        rows = Handover.objects.within(actor.scope, Action.ASSET_WITNESS).filter(state=HandoverState.OPEN)
        for row in rows.select_related("station").order_by("id")[:SHOWN]:
            if row.opened_by.uuid != actor.uuid:
                href = reverse("funds:handover-page", args=[row.pk])
                due_on = add_workdays(row.state_since, ANSWER_WORKDAYS)
                found.append(Todo("签收", f"{row.station.name}的财物交接", href, due_on=due_on))
    return [*found, *_disposals(actor)]


def _disposals(actor: Actor) -> list[Todo]:
    if not actor.may(Action.ASSET_DECIDE):
        return []
    open_ones = [DisposalState.REQUESTED, DisposalState.COMMITTEE]
    rows = Disposal.objects.within(actor.scope, Action.ASSET_DECIDE).filter(state__in=open_ones)
    return [
        Todo(
            "审批",
            f"{one.asset.station.name}的资产处置",
            reverse("funds:disposal-page", args=[one.pk]),
            due_on=add_workdays(one.state_since, ANSWER_WORKDAYS),
        )
        for one in rows.select_related("asset__station").order_by("id")[:SHOWN]
    ]


@warning_panel
def loans_overdue(actor: Actor, today: dt.date) -> list[Todo]:
    """Things that should have come back."""
    if not actor.may(Action.ASSET_MANAGE):
        return []
    rows = Loan.objects.within(actor.scope, Action.ASSET_MANAGE).filter(returned_on__isnull=True, due_on__lt=today)
    return [
        Todo("催还", f"{one.asset}", reverse("funds:asset-page", args=[one.asset_id]), due_on=one.due_on, tone="miss")
        for one in rows.select_related("asset").order_by("due_on", "id")[:SHOWN]
    ]


@warning_panel
def supplies_expiring(actor: Actor, today: dt.date) -> list[Todo]:
    """Batches that expire within the days set, or have expired."""
    if not actor.may(Action.ASSET_MANAGE):
        return []
    days = int(value_of("supply.expiry_warning_days", on=today, division_code=actor.home_code))
    rows = expiring(SupplyBatch.objects.within(actor.scope, Action.ASSET_MANAGE), today + dt.timedelta(days=days))
    return [
        Todo(
            "处理",
            f"{one.supply.name}{'已过期' if one.expires_on and one.expires_on < today else '临期'}"
            f"（{one.balance} {one.supply.unit}）",
            reverse("funds:supply-page", args=[one.supply_id]),
            due_on=one.expires_on,
            tone="miss" if one.expires_on and one.expires_on < today else "wait",
        )
        for one in rows.select_related("supply")[:SHOWN]
    ]


@warning_panel
def stocktakes_due(actor: Actor, today: dt.date) -> list[Todo]:
    """Stations of the reader whose yearly count is due within a month."""
    if not actor.may(Action.ASSET_MANAGE):
        return []
    days = int(value_of("stocktake.interval_days", on=today, division_code=actor.home_code))
    signed = Q(stocktakes__state__in=[StocktakeState.SIGNED, StocktakeState.SETTLED], stocktakes__room__isnull=True)
    rows = (
        Station.objects.within(actor.scope, Action.ASSET_MANAGE)
        .filter(assets__state__in=KEPT)
        .annotate(first_on=Min("assets__registered_at"), last_on=Max("stocktakes__state_since", filter=signed))
        .order_by("id")[:SHOWN]
    )
    found = []
    for one in rows:
        due_on = stocktake_due(one.last_on, localtime(one.first_on).date(), days)
        if due_on <= today + SOON:
            href = reverse("funds:stocktake-list", args=[one.pk])
            tone = "miss" if due_on < today else "wait"
            found.append(Todo("盘点", f"{one.name}资产（每年一次）", href, due_on=due_on, tone=tone))
    return found
