"""Which area a reader asks about: his own unless he names one within his reach."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.divisions.models import Division
from liangzhan.reporting.queries.asked import ACTION
from liangzhan.stations.models import Station


def area_of(actor: Actor, code: str) -> Division | None:
    """The area with this code, the reader's own when none is named (the latest unit of a code used again).

    None when it is unknown or out of reach.
    """
    wanted = code or actor.home_code
    rows = list(Division.objects.filter(code=wanted).select_related("parent__parent__parent"))
    found = max(rows, key=lambda one: one.valid_to or dt.date.max, default=None)
    if found is None or not (actor.may_at(ACTION, code=found.code) or _of_own_station(actor, found.code)):
        return None
    return found


def ended_words(area: Division, *, on: dt.date) -> str:
    """Why an area has no figures of the day: it ended before, or did not exist yet; "" otherwise."""
    if area.valid_to is not None and area.valid_to < on:
        return f"{area.name}已于 {area.valid_to:%Y-%m-%d} 撤销或变更，请选择更早的统计期，或选择现在的区划。"
    if area.valid_from is not None and area.valid_from > on:
        return f"{area.name}自 {area.valid_from:%Y-%m-%d} 起设立，请选择之后的统计期。"
    return ""


def above(area: Division, actor: Actor) -> list[Division]:
    """The areas above that the reader may open, the nearest last."""
    found: list[Division] = []
    one = area.parent
    while one is not None and actor.may_at(ACTION, code=one.code):
        found.insert(0, one)
        one = one.parent
    return found


def own_station(actor: Actor, pk: int) -> Station | None:
    """A station of the reader's reach."""
    return Station.objects.within(actor.scope, ACTION).filter(pk=pk).first()


def _of_own_station(actor: Actor, code: str) -> bool:
    return any(code in grant.site_prefixes for grant in actor.grants)
