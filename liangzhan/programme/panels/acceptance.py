"""待办 and 预警 of acceptance and rectification. Three queries each at most."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Min, Q
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.programme.choices import RectificationState, VisitState
from liangzhan.programme.models import Visit
from liangzhan.programme.queries.acceptance import rectifications, sites_waiting
from liangzhan.programme.rules.checklist import BY_CODE
from liangzhan.stations.choices import State
from liangzhan.stations.models import Station
from liangzhan.toolkit.panels import Todo, desk_panel, warning_panel
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import add_workdays

SHOWN = 5


@desk_panel
def visits_to_plan(actor: Actor, today: dt.date) -> list[Todo]:
    """Sites that wait for a visit: one line, due by the one that has waited longest."""
    if not actor.may(Action.ACCEPTANCE_INSPECT):
        return []
    rows = sites_waiting(actor.scope).filter(is_planned=False).order_by()
    found = rows.aggregate(count=Count("pk"), first=Min("since"))
    if not found["count"]:
        return []
    days = int(value_of("acceptance.visit_days", on=today, division_code=actor.home_code))
    due_on = add_workdays(found["first"], days)
    words = f"{found['count']} 个场所的验收"
    href = f"{reverse('programme:acceptance-queue')}?planned=no"
    return [Todo("安排", words, href, due_on, 1, "miss" if due_on < today else "wait")]


@desk_panel
def visits_to_hold(actor: Actor, today: dt.date) -> list[Todo]:
    """Planned visits, the earliest first."""
    if not actor.may(Action.ACCEPTANCE_INSPECT):
        return []
    rows = Visit.objects.within(actor.scope, Action.ACCEPTANCE_INSPECT).filter(state=VisitState.PLANNED)
    return [
        Todo(
            "验收",
            one.site.name,
            reverse("programme:visit-page", args=[one.pk]),
            one.scheduled_on,
            1,
            "miss" if one.scheduled_on < today else "wait",
        )
        for one in rows.select_related("site").order_by("scheduled_on", "id")[:SHOWN]
    ]


@desk_panel
def answers_to_check(actor: Actor, today: dt.date) -> list[Todo]:
    """Rectifications that the stations have answered: one line."""
    if not actor.may(Action.ACCEPTANCE_INSPECT):
        return []
    rows = rectifications(actor.scope, Action.ACCEPTANCE_INSPECT).filter(state=RectificationState.ANSWERED)
    count = rows.count()
    href = f"{reverse('programme:rectification-list')}?state=ANSWERED"
    return [Todo("核实", f"{count} 项整改反馈", href)] if count else []


@desk_panel
def things_to_mend(actor: Actor, today: dt.date) -> list[Todo]:
    """What one's own station has to mend."""
    if not actor.may(Action.RECTIFICATION_ANSWER):
        return []
    rows = rectifications(actor.scope, Action.RECTIFICATION_ANSWER).filter(state=RectificationState.OPEN)
    return [
        Todo(
            "反馈整改",
            f"{one.visit_station.station.name} {BY_CODE[one.item].title}",
            reverse("programme:answer-rectification", args=[one.pk]),
            one.due_on,
            1,
            "miss" if one.due_on < today else "wait",
        )
        for one in rows.order_by("due_on", "id")[:SHOWN]
    ]


STEPS = {
    State.BUILDING: ("补齐建设材料并提交验收", "programme:checklist"),
    State.ACCEPTED: ("填好开放时间并开站", "programme:open-station"),
}


@desk_panel
def station_next_steps(actor: Actor, today: dt.date) -> list[Todo]:
    """The next step of one's own stations: complete the file, open."""
    own = actor.scope.area(Action.ACCEPTANCE_SUBMIT).stations
    if not own:
        return []
    rows = Station.objects.filter(pk__in=own, state__in=list(STEPS)).order_by("division_code", "kind")
    found = []
    for one in rows[:SHOWN]:
        words, name = STEPS[State(one.state)]
        found.append(Todo(words, f"{one.name}", reverse(name, args=[one.pk])))
    return found


@warning_panel
def late_rectifications(actor: Actor, today: dt.date) -> list[Todo]:
    """Rectifications past their day, and visits planned for a day that has gone by; for inspectors."""
    if not actor.may(Action.ACCEPTANCE_INSPECT):
        return []
    rows = rectifications(actor.scope, Action.ACCEPTANCE_INSPECT).order_by()
    late = rows.aggregate(
        count=Count("pk", filter=Q(state=RectificationState.OPEN, due_on__lt=today)),
        first=Min("due_on", filter=Q(state=RectificationState.OPEN, due_on__lt=today)),
    )
    if not late["count"]:
        return []
    href = f"{reverse('programme:rectification-list')}?state=OPEN"
    return [Todo("督促", f"{late['count']} 项逾期未反馈的整改", href, late["first"], 1, "miss")]
