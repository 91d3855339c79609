"""What the room puts on the desk: what a level asks for next, reports whose clock runs. The reporter sees his own."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.protection.queries.clocks import clocks_of
from liangzhan.protection.queries.reports import reports
from liangzhan.protection.queries.risks import open_risks
from liangzhan.protection.rules.clocks import next_clock
from liangzhan.protection.rules.reports import elapsed_words
from liangzhan.toolkit.panels import Todo, desk_panel, warning_panel

SHOWN, MOST = 5, 200


@desk_panel
def risk_times(actor: Actor, today: dt.date) -> list[Todo]:
    """The next time of each open risk within reach, the earliest first; late ones as such."""
    if not actor.may(Action.RISK_VIEW):
        return []
    risks = {risk.pk: risk for risk in open_risks(actor.scope).order_by("-raised_on", "-pk")[:MOST]}
    now, found = timezone.now(), []
    for pk, held in clocks_of(risks.values()).items():
        if (clock := next_clock(held)) is not None:
            found.append((clock, risks[pk]))
    return [
        Todo(
            clock.duty.label,
            f"（一项{risk.get_level_display()}）",
            reverse("protection:risk-page", args=[risk.uuid]),
            due_on=timezone.localtime(clock.due_at).date(),
            tone="miss" if clock.is_late(now) else "wait",
        )
        for clock, risk in sorted(found, key=lambda pair: pair[0].due_at)[:SHOWN]
    ]


@warning_panel
def report_clocks(actor: Actor, today: dt.date) -> list[Todo]:
    """Mandatory reports within reach whose clock has not been stopped."""
    if not actor.may(Action.MANDATORY_VIEW):
        return []
    now = timezone.now()
    page = "report-next" if actor.may(Action.MANDATORY_REPORT) else "report-page"
    return [
        Todo(
            "补齐",
            f"强制报告的接报人、时间和回执编号（自发现已 {elapsed_words(one.found_at, now)}）",
            reverse(f"protection:{page}", args=[one.uuid]),
            due_on=timezone.localtime(one.found_at).date(),
            tone="miss",
        )
        for one in reports(actor.scope).running().order_by("found_at", "id")[:SHOWN]
    ]
