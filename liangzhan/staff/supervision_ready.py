"""What supervision, ethics and complaints register when the platform starts: settings, menu, desk, cards, evidence."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.occasions.choices import OccasionKind
from liangzhan.occasions.owners import owner_link, roll_names
from liangzhan.staff.cards import Card, worker_card
from liangzhan.staff.checks import supervision as checks
from liangzhan.staff.models import Worker
from liangzhan.staff.panels import supervision as panels  # noqa: F401 -- registers its panels
from liangzhan.staff.queries.supervision import link_of, roll_names_of, summary_of
from liangzhan.staff.supervision_settings import declare_parameters
from liangzhan.stations.evidence import register as register_check
from liangzhan.toolkit.menu import menu_item, menu_pages
from liangzhan.toolkit.templating import day

RANK = 10


def register() -> None:
    """Called once."""
    declare_parameters()
    add_entries()
    worker_card(supervision_card, order=40)
    owner_link(OccasionKind.SUPERVISION, link_of)
    roll_names(OccasionKind.SUPERVISION, roll_names_of)
    register_check("2.6.3", checks.supervision, rank=RANK)
    register_check("2.6.4", checks.ethics, rank=RANK)


def supervision_card(worker: Worker, own: bool, on: dt.date) -> Card | None:
    """Last and next session, open actions; no word of what was talked about."""
    last, coming, actions, late = summary_of(worker, on)
    lines = (
        f"最近一次：{day(last)}" if last else "还没有已确认的督导",
        f"下一次：{day(coming)}" if coming else "没有安排下一次",
        f"待落实行动 {actions} 项" + (f"，其中逾期 {late} 项" if late else ""),
    )
    href = reverse("staff:supervision-own" if own else "staff:supervision-register")
    return Card("督导", lines, href, "我的督导" if own else "督导台账", "miss" if late else "met" if last else "none")


def add_entries() -> None:
    """Lines of the menu and tabs."""
    menu_item("运行", "督导", "staff:supervision-home", Action.SUPERVISION_VIEW, order=40)
    menu_item(
        "运行",
        "督导台账",
        "staff:supervision-register",
        Action.SUPERVISION_REGISTER,
        order=41,
        standard_only=True,
        under="staff:supervision-home",
    )
    menu_item(
        "运行",
        "督导统计",
        "staff:supervision-figures",
        Action.SUPERVISION_FIGURES,
        order=41,
        standard_only=True,
        under="staff:supervision-home",
    )
    menu_item("运行", "职业道德", "staff:ethics-overview", Action.ETHICS_VIEW, order=42)
    menu_item("", "我的职业道德", "staff:ethics-own", Action.STAFF_OWN, order=43, under="staff:me")
    menu_item(
        "运行", "投诉处理", "staff:complaint-queue", Action.COMPLAINT_HANDLE, order=50, under="staff:ethics-overview"
    )
    menu_item(
        "运行",
        "紧急调阅",
        "staff:emergency-list",
        Action.SUPERVISION_EMERGENCY,
        order=52,
        standard_only=True,
        under="staff:supervision-home",
    )
    menu_pages("staff:supervision-home", "staff", "supervision-own", "supervision-desk", "session-page")
