"""The global search: one query per kind of thing, each within the asker's scope."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.queries import visible_grants
from liangzhan.divisions import queries as divisions
from liangzhan.programme.models import Plan
from liangzhan.stations.models import Station

LIMIT = 20


@dataclass(frozen=True)
class Hit:
    """One line: name, a grey note, link ("" when there is no page for it)."""

    name: str
    note: str
    href: str


@dataclass(frozen=True)
class Group:
    """Hits of one kind; `more` when there are more than shown."""

    title: str
    hits: list[Hit] = field(default_factory=list)
    more: bool = False


def find(text: str, *, actor: Actor, on: dt.date) -> list[Group]:
    """Everything that matches, by kind; empty groups are left out. At most seven queries."""
    text = text.strip()
    if not text:
        return []
    groups = [stations(text, actor), units(text, actor, on), plans(text, actor), users(text, actor)]
    return [group for group in groups if group.hits]


def stations(text: str, actor: Actor) -> Group:
    """Stations by name, code, national number, or the initials of their community."""
    match = Q(name__contains=text) | Q(site__name__contains=text) | Q(national_team_no=text)
    if text.isdigit():
        match |= Q(division_code__startswith=text)
    elif text.isascii():
        match |= Q(site__division__initials__startswith=text.lower())
    rows = (
        Station.objects.within(actor.scope, Action.STATION_VIEW).filter(match).order_by("division_code", "kind", "pk")
    )
    found = list(rows[: LIMIT + 1])
    paths = divisions.path_names(row.division_code for row in found)
    hits = [
        Hit(
            row.name,
            f"{' '.join(paths[row.division_code].values())} · {row.get_state_display()}",
            address("stations:station-page", pk=row.pk),
        )
        for row in found[:LIMIT]
    ]
    return Group("站点", hits, len(found) > LIMIT)


def units(text: str, actor: Actor, on: dt.date) -> Group:
    """Units of the register; their names are public."""
    if not actor.may(Action.DIVISION_VIEW):
        return Group("行政区划")
    found = divisions.search(text, on=on, limit=LIMIT + 1)
    paths = divisions.path_names(row.code for row in found)
    hits = [
        Hit(
            row.name,
            f"{' '.join(paths[row.code].values())} · {row.code}",
            address("divisions:division-page", pk=row.pk),
        )
        for row in found[:LIMIT]
    ]
    return Group("行政区划", hits, len(found) > LIMIT)


def plans(text: str, actor: Actor) -> Group:
    """Construction plans by title or year."""
    if not actor.may(Action.PLAN_VIEW):
        return Group("建设计划")
    match = Q(title__contains=text)
    if text.isdigit() and len(text) == 4:
        match |= Q(year=int(text))
    rows = Plan.objects.filter(match).order_by("-year")[:LIMIT]
    return Group(
        "建设计划",
        [
            Hit(row.title, f"{row.year} 年 · {row.get_state_display()}", address("programme:plan-page", pk=row.pk))
            for row in rows
        ],
    )


def users(text: str, actor: Actor) -> Group:
    """Users whose posts the actor may see, by shown name or user name."""
    if not actor.may(Action.GRANT_VIEW):
        return Group("用户")
    rows = visible_grants(actor).filter(Q(user__display_name__contains=text) | Q(user__username__startswith=text))
    found = list(rows.select_related("user", "division", "station").order_by("user_id", "pk")[: LIMIT * 2])
    by_user = {row.user_id: row for row in found}
    hits = [
        Hit(
            row.user.display_name,
            f"{row.get_role_display()} · {row.place_name}",
            address("accounts:user-page", pk=row.user_id),
        )
        for row in by_user.values()
    ]
    return Group("用户", hits[:LIMIT], len(hits) > LIMIT)


def address(name: str, **kwargs: object) -> str:
    """The address of a page, or "" when the platform has no such page."""
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""
