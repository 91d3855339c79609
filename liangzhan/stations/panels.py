"""What the register puts on the desk: filings and yearly papers that wait, papers that came back, stations without staff."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.stations.choices import StandingState, State, YearlyState
from liangzhan.stations.models import Standing, Station, YearlyPaper
from liangzhan.toolkit.panels import Todo, desk_panel, warning_panel
from liangzhan.toolkit.periods import add_workdays

ANSWER_WORKDAYS = 5  # how long the desk calls a waiting paper timely; it blocks nothing
SHOWN = 5


def _filings(actor: Actor, action: Action, state: StandingState, url_name: str) -> list[Todo]:
    rows = Standing.objects.within(actor.scope, action).filter(state=state).select_related("station")
    return [
        Todo("确认备案", one.station.name, reverse(url_name), due_on=add_workdays(one.state_since, ANSWER_WORKDAYS))
        for one in rows.order_by("state_since", "id")[:SHOWN]
    ]


@desk_panel
def filings_to_confirm(actor: Actor, today: dt.date) -> list[Todo]:
    """备案 that waits for the committee or for the street (2.1.3)."""
    found: list[Todo] = []
    if actor.may(Action.FILING_COMMITTEE):
        found += _filings(actor, Action.FILING_COMMITTEE, StandingState.APPLIED, "stations:filing-committee-list")
    if actor.may(Action.FILING_STREET):
        found += _filings(actor, Action.FILING_STREET, StandingState.COMMITTEE_CONFIRMED, "stations:filing-street-list")
    return found


@desk_panel
def yearly_papers_to_confirm(actor: Actor, today: dt.date) -> list[Todo]:
    """Yearly plans and reports that wait for the 两委 (2.1.4)."""
    if not actor.may(Action.YEARLY_PLAN_CONFIRM):
        return []
    rows = YearlyPaper.objects.within(actor.scope, Action.YEARLY_PLAN_CONFIRM).filter(state=YearlyState.SUBMITTED)
    return [
        Todo(
            "确认",
            f"{one.year} 年{one.get_kind_display()}",
            reverse("stations:yearly-view", args=[one.pk]),
            due_on=add_workdays(one.state_since, ANSWER_WORKDAYS),
        )
        for one in rows.order_by("state_since", "id")[:SHOWN]
    ]


@desk_panel
def papers_that_came_back(actor: Actor, today: dt.date) -> list[Todo]:
    """备案 and yearly papers that were sent back to the station, with the reason on their page."""
    found: list[Todo] = []
    if actor.may(Action.FILING_APPLY):
        standings = Standing.objects.within(actor.scope, Action.FILING_APPLY).filter(state=StandingState.RETURNED)
        found += [
            Todo("修改备案", one.station.name, reverse("stations:standing", args=[one.station_id]), tone="miss")
            for one in standings.select_related("station").order_by("id")[:SHOWN]
        ]
    if actor.may(Action.YEARLY_PLAN_EDIT):
        papers = YearlyPaper.objects.within(actor.scope, Action.YEARLY_PLAN_EDIT).filter(state=YearlyState.RETURNED)
        found += [
            Todo(
                "修改",
                f"{one.year} 年{one.get_kind_display()}",
                reverse("stations:yearly-edit", args=[one.pk]),
                tone="miss",
            )
            for one in papers.order_by("id")[:SHOWN]
        ]
    return found


@warning_panel
def stations_without_staff(actor: Actor, today: dt.date) -> list[Todo]:
    """Stations in operation that declare nobody (2.4.1, 2.4.4): one line with the number, linked to the list."""
    if not actor.may(Action.PROGRESS_VIEW):
        return []
    nobody = Q(staffing__isnull=True) | Q(staffing__full_time=0, staffing__part_time=0)
    rows = Station.objects.within(actor.scope, Action.STATION_VIEW).filter(nobody, state=State.OPERATING)
    count = rows.count()
    if not count:
        return []
    href = f"{reverse('stations:station-list')}?state={State.OPERATING}"
    return [Todo("查看", f"{count} 个运行站点没有在岗人员", href, count=count, tone="miss")]
