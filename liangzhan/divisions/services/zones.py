"""Functional zones that report on their own (domain.md 1.3)."""

from __future__ import annotations

from collections.abc import Iterable

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import DivisionEvent, Level
from liangzhan.divisions.models import Division, ZoneMember
from liangzhan.divisions.rules import ZONE_MARK, initials_of, level_of, prefix
from liangzhan.toolkit.errors import RuleBroken


@recorded(DivisionEvent.ZONE_SET, keep=["name", "code"])
def set_zone(*, name: str, code: str, members: Iterable[Division], by: Actor) -> Division:
    """Make a functional zone that reports on its own, or change its name and members.

    Members are counties, streets or communities; none may belong to another zone or lie inside another member.
    """
    chosen = list(members)
    _check(name, code, chosen, by)
    province = Division.objects.get(level=Level.PROVINCE, valid_to__isnull=True)
    zone, _ = Division.objects.update_or_create(
        code=code,
        valid_to=None,
        defaults={"name": name.strip(), "level": Level.ZONE, "parent": province, "initials": initials_of(name)},
    )
    _check_others(zone, chosen)
    zone.members.all().delete()
    ZoneMember.objects.bulk_create([ZoneMember(zone=zone, member=member) for member in chosen])
    return zone


def _check(name: str, code: str, chosen: list[Division], by: Actor) -> None:
    if not by.may_at(Action.DIVISION_MANAGE, code=code):
        raise RuleBroken("您没有维护行政区划的权限。")
    if not (code.startswith(ZONE_MARK) and len(code) == 12 and code[3:].isdigit()):
        raise RuleBroken(f"功能区代码由 {ZONE_MARK} 加 9 位数字组成。", field="code")
    if not name.strip():
        raise RuleBroken("请填写功能区名称。", field="name")
    if not chosen:
        raise RuleBroken("请至少选择一个所辖单位。", field="members")
    if any(one.level not in (Level.COUNTY, Level.STREET, Level.COMMUNITY) or one.valid_to for one in chosen):
        raise RuleBroken("所辖单位只能是现有的县（市、区）、乡镇（街道）或社区（村）。", field="members")
    for inner, outer in ((a, b) for a in chosen for b in chosen if a != b):
        if inner.code.startswith(prefix(outer.code, level_of(outer.code))):
            raise RuleBroken(f"{inner} 已在 {outer} 之内，不必重复选择。", field="members")


def _check_others(zone: Division, chosen: list[Division]) -> None:
    """No place answers to two zones: neither the same unit nor one inside the other."""
    for taken in ZoneMember.objects.exclude(zone=zone).select_related("member", "zone").order_by("member__code"):
        theirs = prefix(taken.member.code, level_of(taken.member.code))
        for one in chosen:
            ours = prefix(one.code, level_of(one.code))
            if ours.startswith(theirs) or theirs.startswith(ours):
                raise RuleBroken(f"{one} 已属于 {taken.zone}。", field="members")
