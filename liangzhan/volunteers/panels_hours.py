"""What hours put on the desk: to record, to confirm, to verify, disputes, back entries; anomalies among the warnings."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.toolkit.panels import Todo, counted, desk_panel, warning_panel
from liangzhan.volunteers.queries.hours import (
    activities_to_record,
    anomalies_shown,
    back_entries_shown,
    open_disputes,
    to_confirm,
    to_verify,
)


@desk_panel
def hours_of_leader(actor: Actor, today: dt.date) -> list[Todo]:
    """What whoever confirms has to do; two counted lines at most."""
    if not actor.may(Action.HOURS_CONFIRM):
        return []
    lines = [
        ("记录", "{} 项志愿活动的时长", reverse("volunteers:hours-list"), activities_to_record(actor.scope)),
        ("确认", "志愿服务时长 {} 条", reverse("volunteers:hours-confirm"), to_confirm(actor)),
    ]
    return counted(lines)


@desk_panel
def hours_of_second(actor: Actor, today: dt.date) -> list[Todo]:
    """What waits for the second person at a station; three counted lines at most."""
    if not actor.may(Action.HOURS_VERIFY):
        return []
    lines = [
        ("核实", "志愿服务时长 {} 条", reverse("volunteers:hours-verify"), to_verify(actor)),
        (
            "答复",
            "志愿者的异议 {} 条",
            reverse("volunteers:hours-disputes"),
            open_disputes(actor.scope, Action.HOURS_VERIFY),
        ),
        (
            "审批",
            "补录 {} 条",
            reverse("volunteers:hours-back"),
            back_entries_shown(actor.scope, Action.HOURS_BACK, waiting=True),
        ),
    ]
    return counted(lines)


@warning_panel
def odd_hours(actor: Actor, today: dt.date) -> list[Todo]:
    """Records somebody should look at again."""
    if not actor.may(Action.HOURS_VERIFY):
        return []
    return counted(
        [
            (
                "核对",
                "异常的志愿服务记录 {} 条",
                reverse("volunteers:hours-anomalies"),
                anomalies_shown(actor.scope, action=Action.HOURS_VERIFY),
            )
        ]
    )
