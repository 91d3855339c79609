"""The page of a unit: counts beneath it, its history, who is in charge. Names of units are public (P0)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Substr

from liangzhan.access.querysets import code_range
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Authority, Division, Succession, ZoneMember
from liangzhan.divisions.queries.tree import children, in_area
from liangzhan.divisions.rules import LEVEL_ORDER, PREFIX_LENGTH, ancestors, prefix


def province() -> Division | None:
    """The root of the tree; None before the register is loaded."""
    return Division.objects.filter(level=Level.PROVINCE, valid_to__isnull=True).order_by("id").first()


def unit(pk: int) -> Division | None:
    """One unit, living or not."""
    return Division.objects.select_related("managed_by").filter(pk=pk).first()


def live() -> QuerySet[Division]:
    """All units in use."""
    return Division.objects.filter(valid_to__isnull=True)


def authorities() -> QuerySet[Authority]:
    """All departments in charge, past and present."""
    return Authority.objects.select_related("division")


def live_units(codes: list[str]) -> dict[str, Division]:
    """{code: unit} of the codes that are in use."""
    return {one.code: one for one in Division.objects.filter(code__in=codes, valid_to__isnull=True).order_by("id")}


def path_of(division: Division, *, on: dt.date) -> list[Division]:
    """The units above this one on the day, province first."""
    found = Division.objects.on(on).filter(code__in=ancestors(division.code)).order_by("level", "id")
    return sorted(found, key=lambda one: LEVEL_ORDER.index(Level(one.level)))


def counts_beneath(division: Division, *, on: dt.date) -> dict[str, int]:
    """{level: number of units} beneath this one on the day."""
    place = in_area("code", division) if division.level == Level.ZONE else _beneath(division)
    rows = Division.objects.on(on).filter(place).exclude(code=division.code)
    return dict(rows.order_by("level").values_list("level").annotate(Count("pk")))


def _beneath(division: Division) -> Q:
    return code_range("code", prefix(division.code, Level(division.level)))


@dataclass(frozen=True)
class Branch:
    """A unit directly beneath, with the number of communities in it."""

    unit: Division
    communities: int


def branches(division: Division, *, on: dt.date) -> list[Branch]:
    """Units directly beneath with their communities counted, in two queries."""
    beneath = list(children(division, on=on).select_related("managed_by"))
    if not beneath or beneath[0].level == Level.COMMUNITY:
        return [Branch(one, 0) for one in beneath]
    communities = Division.objects.on(on).filter(level=Level.COMMUNITY)
    if division.level != Level.ZONE:
        communities = communities.filter(_beneath(division))
    counted: Counter[str] = Counter()
    for length in {PREFIX_LENGTH[Level(one.level)] for one in beneath if one.level != Level.ZONE}:
        rows = communities.annotate(start=Substr("code", 1, length)).order_by("start").values_list("start")
        counted.update(dict(rows.annotate(Count("pk"))))
    return [
        Branch(one, 0 if one.level == Level.ZONE else counted[prefix(one.code, Level(one.level))]) for one in beneath
    ]


def history_of(division: Division) -> list[Succession]:
    """What this unit came from and what it became, oldest first; a reused code tells of all units that bore it."""
    mine = Q(old__code=division.code) | Q(new__code=division.code)
    return list(Succession.objects.filter(mine).select_related("old", "new").order_by("on", "id"))


def successions() -> QuerySet[Succession]:
    """All recorded changes."""
    return Succession.objects.select_related("old", "new")


def successors_of(division: Division, *, on: dt.date) -> list[Division]:
    """The units that stand for this one on the day: itself while it lives, else whatever followed, step by step."""
    found, waiting, seen = [], [division], set()
    while waiting:
        one = waiting.pop()
        if one.pk in seen:
            continue
        seen.add(one.pk)
        if (one.valid_to is None or one.valid_to >= on) and (one.valid_from is None or one.valid_from <= on):
            found.append(one)
        else:
            rows = Succession.objects.filter(old=one, on__lte=on).select_related("new").order_by("id")
            waiting += [row.new for row in rows]
    return sorted(found, key=lambda one: one.code)


def stranded(*, on: dt.date) -> QuerySet[Division]:
    """Live units whose parent has ended: their own change is still to be recorded."""
    return Division.objects.on(on).filter(valid_to__isnull=True, parent__valid_to__lt=on).order_by("code")


def authorities_of(division: Division) -> list[Authority]:
    """Departments in charge of this very area, the present ones first."""
    rows = Authority.objects.filter(division_code=division.code)
    return list(rows.order_by(F("valid_to").desc(nulls_first=True), "-valid_from", "id"))


def authority_over(code: str, *, on: dt.date, department: str = "") -> Authority | None:
    """Who is in charge of a place on the day: the row of the place itself, else of the nearest area above it."""
    rows = Authority.objects.filter(division_code__in=[code, *ancestors(code)], valid_from__lte=on)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    if department:
        rows = rows.filter(department=department)
    found = sorted(rows.order_by("id"), key=lambda row: (row.division_code, row.valid_from))
    return found[-1] if found else None


def zones() -> list[Division]:
    """Functional zones that report on their own, with their members ready."""
    rows = Division.objects.filter(level=Level.ZONE, valid_to__isnull=True).order_by("code")
    return list(rows.prefetch_related("members__member"))


def members_of(zone: Division) -> list[Division]:
    """The units a zone answers for, by code."""
    return [
        row.member for row in ZoneMember.objects.filter(zone=zone).select_related("member").order_by("member__code")
    ]


def export_rows(division: Division, *, on: dt.date) -> Iterator[dict[str, Any]]:
    """Every unit of an area on the day, for a workbook."""
    rows = Division.objects.on(on).filter(
        in_area("code", division) if division.level == Level.ZONE else _beneath(division)
    )
    for one in rows.select_related("parent", "managed_by").order_by("code").iterator(chunk_size=2000):
        yield {
            "code": one.code,
            "name": one.name,
            "level": one.get_level_display(),
            "parent": one.parent.name if one.parent else "",
            "community_type": one.get_community_type_display(),
            "urban_rural": one.urban_rural,
            "managed_by": one.managed_by.name if one.managed_by else "",
            "valid_from": one.valid_from,
            "valid_to": one.valid_to,
        }
