"""Reading the tree: search, children, the area a task speaks of, names along a path."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Case, IntegerField, Q, Value, When

from liangzhan.access.querysets import code_range
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division, DivisionQuerySet, ZoneMember
from liangzhan.divisions.rules import LEVEL_ORDER, ancestors, level_below, level_of, prefix


def search(text: str, *, on: dt.date, level: str = "", under: str = "", limit: int = 20) -> list[Division]:
    """Units whose name holds the text, or whose initials or code begin with it; higher levels first.

    `under` is a code prefix. Names are public, so no scope is asked.
    """
    text = text.strip()
    if not text:
        return []
    match = Q(name__contains=text)
    if text.isascii():
        match |= Q(code__startswith=text) if text.isdigit() else Q(initials__startswith=text.lower())
    rows = Division.objects.on(on).filter(match)
    if level:
        rows = rows.filter(level=level)
    if under:
        rows = rows.filter(code_range("code", under))
    order = [str(one) for one in (*LEVEL_ORDER[:4], Level.ZONE, Level.COMMUNITY)]
    rank = Case(*(When(level=one, then=Value(at)) for at, one in enumerate(order)), output_field=IntegerField())
    exact = Case(When(name=text, then=Value(0)), When(name__startswith=text, then=Value(1)), default=Value(2))
    return list(rows.annotate(rank=rank, exact=exact).order_by("rank", "exact", "code")[:limit])


def children(division: Division, *, on: dt.date) -> DivisionQuerySet:
    """Units directly under this one that exist on the day, by code; of the province also its zones, of a zone its members.

    Read by code, not by the parent key, so that the tree of an earlier day comes out as it was.
    """
    rows = Division.objects.on(on).order_by("code")
    if division.level == Level.ZONE:
        return rows.filter(zones__zone=division)
    below = level_below(division.level)
    if below is None:
        return rows.none()
    levels = [below, Level.ZONE] if division.level == Level.PROVINCE else [below]
    return rows.filter(code_range("code", prefix(division.code, Level(division.level))), level__in=levels)


def zone_members() -> list[tuple[int, str]]:
    """(zone's key, member's code) of every functional zone, by code: read once where many areas are asked for."""
    return list(ZoneMember.objects.order_by("member__code").values_list("zone_id", "member__code"))


def areas_of(
    division: Division, members: list[tuple[int, str]] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(included code prefixes, excluded code prefixes) of a task area.

    A zone's area is that of its members; an ordinary area leaves out the members of zones that report on their own
    (domain.md 1.3). `members` are `zone_members()` where they were read already.
    """
    own = "" if division.level == Level.ZONE else prefix(division.code, Level(division.level))
    if division.level == Level.PROVINCE:
        return (own,), ()
    members = zone_members() if members is None else members
    if division.level == Level.ZONE:
        return tuple(prefix(code, level_of(code)) for zone, code in members if zone == division.pk), ()
    return (own,), tuple(prefix(code, level_of(code)) for _, code in members if code.startswith(own))


def in_area(path: str, division: Division) -> Q:
    """`areas_of` as a condition on a code column, e.g. in_area("division_code", city)."""
    included, excluded = areas_of(division)
    condition = Q(pk__in=[])
    for one in included:
        condition |= code_range(path, one)
    for one in excluded:
        condition &= ~code_range(path, one)
    return condition


def path_names(codes: Iterable[str]) -> dict[str, dict[str, str]]:
    """{code: {level: name}} of each code and everything above it, in one query; the latest unit of a reused code."""
    wanted = set(codes)
    needed = wanted | {upper for code in wanted for upper in ancestors(code)}
    names: dict[str, tuple[str, str]] = {}
    rows = Division.objects.filter(code__in=needed).order_by("valid_from", "id").values_list("code", "level", "name")
    for code, level, name in rows:
        names[code] = (level, name)
    return {code: dict(names[one] for one in (*ancestors(code), code) if one in names) for code in wanted}
