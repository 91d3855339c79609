"""Reading tasks: which areas share a task, what of it is taken, what a proposal starts from."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from django.db.models import Count, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.querysets import code_range
from liangzhan.access.scope import Scope
from liangzhan.accounts.models import User
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division, ZoneMember
from liangzhan.divisions.rules import level_of, prefix
from liangzhan.notices.queries import users_with
from liangzhan.programme.models import Nomination, Plan, Quota, QuotaChange, Slot, Transfer
from liangzhan.programme.rules.quotas import Share, Taken, combined_weights, largest_remainder
from liangzhan.programme.rules.siting import OPEN
from liangzhan.toolkit.parameters import declare, value_of

declare("quota.weight.communities", 0.5, "任务分配建议：社区数所占权重（其余为困难群众数）", "D")


def top_areas(plan: Plan, on: dt.date) -> tuple[list[Division], list[Division]]:
    """(cities, zones) that share the plan, by code. A city must have a row; a zone may have one of its own."""
    rows = Division.objects.on(on).filter(parent=plan.province, level__in=[Level.CITY, Level.ZONE]).order_by("code")
    found = list(rows)
    return [one for one in found if one.level == Level.CITY], [one for one in found if one.level == Level.ZONE]


def part_areas(division: Division, on: dt.date) -> list[Division]:
    """Where a task can be handed down to: a city's counties (members of zones left out), or a zone's members."""
    if division.level == Level.ZONE:
        return list(Division.objects.on(on).filter(zones__zone=division).order_by("code"))
    return list(
        Division.objects.on(on).filter(parent=division, level=Level.COUNTY, zones__isnull=True).order_by("code")
    )


def area_finder(divisions: Iterable[Division]) -> Callable[[str], str]:
    """A function from a 12-digit code to the code of the one among `divisions` that answers for it ("" when none does).

    A member of a zone belongs to the zone, unless the member itself (or something inside it) is asked for.
    """
    wanted = {prefix_of(one): one.code for one in divisions}
    members = [
        (prefix(member, level_of(member)), zone)
        for zone, member in ZoneMember.objects.order_by("id").values_list("zone__code", "member__code")
    ]
    codes = set(wanted.values())

    def find(code: str) -> str:
        mine = max((start for start in wanted if code.startswith(start)), key=len, default="")
        for start, zone in members:
            if code.startswith(start) and not mine.startswith(start):
                return zone if zone in codes else ""
        return wanted.get(mine, "")

    return find


def prefix_of(division: Division) -> str:
    """The leading digits of an area's code; a zone is known by its whole code."""
    return division.code if division.level == Level.ZONE else prefix(division.code, Level(division.level))


def taken_by(plan: Plan, divisions: Iterable[Division]) -> dict[str, Taken]:
    """{area code: stations that count and nominations that wait}; three queries for any number of areas.

    The figures of a task, not a reading of rows: the caller has checked the area.
    """
    areas = list(divisions)
    find = area_finder(areas)
    sums: dict[str, dict[str, int]] = {one.code: defaultdict(int) for one in areas}
    slots = Slot.objects.filter(plan=plan, freed_on__isnull=True).values_list("division_code", "station__kind")
    for code, kind, n in slots.annotate(n=Count("pk")).order_by("division_code"):
        if area := find(code):
            sums[area][kind.lower()] += n
    waiting = Nomination.objects.filter(plan=plan, state__in=OPEN).order_by("id")
    for code, wants_sw, wants_vs in waiting.values_list("division_code", "wants_sw", "wants_vs"):
        if area := find(code):
            sums[area]["waiting_sw"] += wants_sw
            sums[area]["waiting_vs"] += wants_vs
    return {code: Taken(**one) for code, one in sums.items()}


def top_quotas(plan: Plan) -> QuerySet[Quota]:
    """Tasks of the first level (cities and zones), by code; public inside the platform (P0)."""
    return Quota.objects.filter(plan=plan, parent__isnull=True).select_related("division").order_by("division_code")


def parts_of(quota: Quota) -> QuerySet[Quota]:
    """Tasks handed down from this one, by code."""
    return quota.parts.select_related("division").order_by("division_code")  # type: ignore[attr-defined, no-any-return]


def quotas_within(plan: Plan, scope: Scope) -> QuerySet[Quota]:
    """Tasks of the reader's areas."""
    rows = Quota.objects.within(scope, Action.PLAN_VIEW).filter(plan=plan)
    return rows.select_related("division", "parent").order_by("division_code")


def changes_of(quota: Quota) -> QuerySet[QuotaChange]:
    """History, latest first."""
    return QuotaChange.objects.filter(quota=quota).order_by("-id")


def responsible_quota(plan: Plan, code: str) -> Quota | None:
    """The lowest task that answers for a community: its county's (or zone member's), else its city's or zone's."""
    quotas = list(Quota.objects.filter(plan=plan).filter(_may_answer(code)).select_related("division"))
    lowest = [one for one in quotas if one.parent_id is not None] or quotas
    find = area_finder(one.division for one in lowest)
    area = find(code)
    return next((one for one in lowest if one.division_code == area), None)


def _may_answer(code: str) -> Q:
    zoned = ZoneMember.objects.filter(member__code__in=_uppers(code)).values("zone__code")
    return Q(division_code__in=_uppers(code)) | Q(division_code__in=zoned)


def _uppers(code: str) -> list[str]:
    return [code[:length].ljust(12, "0") for length in (4, 6, 9)] + [code]


def sits_over(actor: Actor, action: Action, division: Division) -> bool:
    """Is the actor an officer of exactly this area (not of one above or below it)?"""
    area = actor.scope.area(action)
    return area.everything or prefix_of(division) in area.prefixes


def officers_of(divisions: Iterable[Division], action: Action, *, on: dt.date) -> QuerySet[User]:
    """Officers of exactly these areas who hold the verb, in one query."""
    found = User.objects.none()
    for one in divisions:
        found = found | users_with(action, code=one.code, on=on, levels=(one.level,)).order_by()
    return found.distinct().order_by("id")


def setter_of(quota: Quota) -> Division:
    """The area whose officers set this task: the parent's, else the province."""
    return quota.parent.division if quota.parent else quota.plan.province


def _transfers(actor: Actor) -> QuerySet[Transfer]:
    mine = Quota.objects.within(actor.scope, Action.PLAN_VIEW).values("pk")
    rows = Transfer.objects.filter(Q(source__in=mine) | Q(target__in=mine))
    return rows.select_related(
        "plan__province", "source__division", "target__division", "source__parent__division", "source__plan__province"
    ).order_by("-id")


def transfers_within(plan: Plan, actor: Actor) -> QuerySet[Transfer]:
    """Transfers that touch the reader's areas (giving, receiving, or deciding), latest first."""
    return _transfers(actor).filter(plan=plan)


def transfer_within(pk: int, actor: Actor) -> Transfer | None:
    """One transfer that touches the reader's areas."""
    return _transfers(actor).filter(pk=pk).first()


def communities_by_area(divisions: Iterable[Division], on: dt.date) -> dict[str, int]:
    """{area code: number of communities on the day}."""
    areas = list(divisions)
    find = area_finder(areas)
    found = {one.code: 0 for one in areas}
    codes = Division.objects.on(on).filter(level=Level.COMMUNITY).order_by("code")
    if all(one.level != Level.ZONE for one in areas):
        under = Q(pk__in=[])
        for one in areas:
            under |= code_range("code", prefix_of(one))
        codes = codes.filter(under)
    for code in codes.values_list("code", flat=True):
        if area := find(code):
            found[area] += 1
    return found


def proposal(
    divisions: list[Division], *, sw: int, vs: int, on: dt.date, people: dict[str, int] | None = None
) -> list[Share]:
    """建议稿 by largest remainder (domain.md 9.2 [D]). It is nothing until somebody confirms it."""
    communities = communities_by_area(divisions, on)
    known = people or {}
    weights = combined_weights(
        [communities[one.code] for one in divisions],
        [known.get(one.code) for one in divisions],
        community_share=Fraction(str(value_of("quota.weight.communities", on=on))),
    )
    parts_sw, parts_vs = largest_remainder(sw, weights), largest_remainder(vs, weights)
    return [
        Share(one.code, one.name, *both)
        for one, both in zip(divisions, zip(parts_sw, parts_vs, strict=True), strict=True)
    ]


def shares_of(quotas: Iterable[Quota]) -> list[Share]:
    """Tasks as plain numbers; select the division with them."""
    return [Share(one.division_code, one.division.name, one.sw, one.vs, one.note) for one in quotas]


def sums_of(quotas: Iterable[Quota], taken: Mapping[str, Taken]) -> dict[str, int]:
    """The last row of a table of tasks: tasks and what of them is taken."""
    rows = list(quotas)
    return {
        "sw": sum(one.sw for one in rows),
        "vs": sum(one.vs for one in rows),
        "taken_sw": sum(taken[one.division_code].sw for one in rows),
        "taken_vs": sum(taken[one.division_code].vs for one in rows),
    }


def people_from(typed: Mapping[str, str]) -> dict[str, int]:
    """People in difficulty per area as typed for a proposal (people_<code>); what is no number is not known."""
    found = {key.removeprefix("people_"): value for key, value in typed.items() if key.startswith("people_")}
    return {code: int(value) for code, value in found.items() if value.isascii() and value.isdigit()}


def transfer_targets(quota: Quota) -> list[Quota]:
    """Tasks set by the same level, the quota itself left out."""
    rows = Quota.objects.filter(plan_id=quota.plan_id, parent_id=quota.parent_id).exclude(pk=quota.pk)
    return list(rows.select_related("division").order_by("division_code"))
