"""From what people write (a code, a name) to the division or station of a post, many at once in three queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import ROLES, Role, Seat
from liangzhan.accounts.rules import SEAT_LEVELS
from liangzhan.divisions.models import Division
from liangzhan.divisions.rules import level_of
from liangzhan.stations.choices import State, StationKind
from liangzhan.stations.models import Station

KINDS = {Role.VS_KEEPER: (StationKind.VS,), Role.SOCIAL_WORKER: (StationKind.SW,)}


@dataclass(frozen=True)
class Wanted:
    """A role with the place as it was written."""

    role: Role
    text: str


@dataclass(frozen=True)
class Found:
    """The division or station, or the problem as a sentence."""

    division: Division | None = None
    station: Station | None = None
    problem: str = ""

    @property
    def name(self) -> str:
        return self.station.name if self.station else self.division.name if self.division else ""

    def as_arguments(self) -> dict[str, Any]:
        """For `grant` and `invite_to_post`."""
        return {"station": self.station} if self.station else {"division": self.division} if self.division else {}


def find_places(wanted: Sequence[Wanted], *, actor: Actor, on: dt.date) -> list[Found]:
    """One answer for each wanted place, in order. Looks only inside the actor's area when he has one."""
    texts = {one.text.strip() for one in wanted if one.text.strip()}
    area = actor.scope.area(Action.GRANT_MANAGE)
    divisions = [
        row
        for row in Division.objects.on(on).filter(Q(code__in=texts) | Q(name__in=texts)).order_by("code")
        if not area.prefixes or area.covers_code(row.code)
    ]
    stations = Station.objects.filter(Q(division_code__in=texts) | Q(name__in=texts)).exclude(state=State.CLOSED)
    reachable = [
        row
        for row in stations.select_related("site").order_by("pk")
        if not area.prefixes or area.covers_code(row.division_code)
    ]
    return [_find(one, divisions, reachable) for one in wanted]


def _find(wanted: Wanted, divisions: Iterable[Division], stations: Iterable[Station]) -> Found:
    text, seat = wanted.text.strip(), ROLES[wanted.role].seat
    if seat == Seat.WHOLE:
        return Found(problem=f"{wanted.role.label}不属于任何地区，请不要填地区。" if text else "")
    if not text:
        return Found(problem=f"{wanted.role.label}要填写{seat.label}。")
    if seat == Seat.STATION:
        return _station(wanted, text, stations)
    fitting = [row for row in divisions if text in (row.code, row.name)]
    right = [row for row in fitting if level_of(row.code) in SEAT_LEVELS[seat]]
    if len(right) == 1:
        return Found(division=right[0])
    if right:
        return Found(problem=f"您的范围内有 {len(right)} 个“{text}”，请改填 12 位区划代码")
    if fitting:
        return Found(problem=f"“{text}”不是{seat.label}，{wanted.role.label}要填写{seat.label}")
    return Found(problem=f"在您的范围内没有找到“{text}”，请核对名称或填 12 位区划代码")


def _station(wanted: Wanted, text: str, stations: Iterable[Station]) -> Found:
    kinds = KINDS.get(wanted.role, tuple(StationKind))
    right = [row for row in stations if text == row.name or (text == row.division_code and row.kind in kinds)]
    if len(right) == 1:
        return Found(station=right[0])
    if right:
        return Found(problem=f"“{text}”有 {len(right)} 个站点，请填写站点全名")
    return Found(problem=f"在您的范围内没有找到站点“{text}”，请核对站点名称，或填站点所在社区（村）的 12 位区划代码")
