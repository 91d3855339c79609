"""The workbook of a bulk invitation: read, checked row by row, shown before anything is opened."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.accounts.imports.places import Found, Wanted, find_places
from liangzhan.accounts.models import User
from liangzhan.accounts.rules import Post, grantable_roles, may_grant, seat_problem, username_problem
from liangzhan.toolkit.identity import phone_problem
from liangzhan.toolkit.spreadsheets import Column, Layout, Row, Table, read_table, template_workbook

MOST_ROWS = 2000


@dataclass(frozen=True)
class Invitee:
    """One row that is in order: arguments of `invite_to_post`, and the words for the preview."""

    number: int
    display_name: str
    role: Role
    place: Found
    username: str
    office_phone: str

    def arguments(self) -> dict[str, Any]:
        return {
            "display_name": self.display_name,
            "role": self.role,
            "username": self.username,
            "office_phone": self.office_phone,
            **self.place.as_arguments(),
        }


@dataclass(frozen=True)
class Invitees:
    """What was read: the table with its problems, and the rows in order."""

    table: Table
    people: list[Invitee]

    @property
    def by_role(self) -> list[tuple[str, int]]:
        counted = Counter(one.role for one in self.people)
        return [(role.label, counted[role]) for role in Role if counted[role]]


def layout(actor: Actor) -> Layout:
    """Columns of the workbook; the choices of 角色 are those the actor may give."""
    roles = list(Role) if actor.unlimited else grantable_roles(actor.grants)
    return Layout(
        [
            Column("显示名", "display_name", required=True, max_length=40, aliases=("姓名",)),
            Column(
                "角色",
                "role",
                kind="choice",
                required=True,
                choices=[(str(role), role.label) for role in roles],
                width=20,
            ),
            Column(
                "区划代码或社区/站点名称", "place", max_length=80, aliases=("地区", "区划代码", "站点名称"), width=36
            ),
            Column("办公电话", "office_phone", max_length=20, width=18),
            Column("用户名", "username", max_length=60, width=18),
        ]
    )


def template(actor: Actor) -> bytes:
    """An empty workbook to fill in."""
    return template_workbook(layout(actor), title="邀请名单", heading="批量邀请名单（用户名可不填，由平台给出）")


def read_invitees(content: bytes, *, actor: Actor, on: dt.date) -> Invitees:
    """Read and check. Raises RuleBroken when it is no such workbook; wrong cells are problems of the table."""
    table = read_table(content, layout(actor), max_rows=MOST_ROWS)
    rows = [row for row in table.rows if row.values.get("role")]
    wanted = [Wanted(Role(row.values["role"]), str(row.values.get("place") or "")) for row in rows]
    places = find_places(wanted, actor=actor, on=on)
    names = [str(row.values.get("username") or "").strip() for row in table.rows]
    repeated = {name for name, n in Counter(name.lower() for name in names if name).items() if n > 1}
    taken = set(User.objects.filter(username__in=[name for name in names if name]).values_list("username", flat=True))
    people = []
    for row, one, place in zip(rows, wanted, places, strict=True):
        _check(table, row, one.role, place, actor)
        _check_username(table, row, repeated, taken)
        people.append(
            Invitee(
                row.number,
                row.values.get("display_name") or "",
                one.role,
                place,
                str(row.values.get("username") or "").strip(),
                str(row.values.get("office_phone") or "").strip(),
            )
        )
    return Invitees(table, [] if table.all_problems else people)


def _check(table: Table, row: Row, role: Role, place: Found, actor: Actor) -> None:
    if place.problem:
        table.refuse(row, "place", place.problem)
        return
    code = place.station.division_code if place.station else place.division.code if place.division else ""
    post = Post(role, code, place.station.pk if place.station else None)
    allowed = "" if actor.unlimited else may_grant(actor.grants, post)
    if problem := seat_problem(post) or allowed:
        table.refuse(row, "role", problem)
    phone = str(row.values.get("office_phone") or "").strip()
    if phone and (problem := phone_problem(phone)):
        table.refuse(row, "office_phone", problem)


def _check_username(table: Table, row: Row, repeated: set[str], taken: set[str]) -> None:
    name = str(row.values.get("username") or "").strip()
    if name and (problem := username_problem(name)):
        table.refuse(row, "username", problem)
    elif name.lower() in repeated:
        table.refuse(row, "username", f"用户名“{name}”在表里出现了不止一次")
    elif name in taken:
        table.refuse(row, "username", f"用户名“{name}”已被使用，请换一个或留空")
