"""A unit is renamed, recoded, merged or split on a day, on the basis of a paper; the old tree stays readable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import CommunityType, DivisionEvent, Level, SuccessionKind
from liangzhan.divisions.models import Division, Succession, ZoneMember
from liangzhan.divisions.rules import ancestors, community_type_of, initials_of, succession_problems
from liangzhan.toolkit.errors import RuleBroken


@dataclass(frozen=True)
class NewUnit:
    """A unit that begins: its 12-digit code and its name. A live unit with this code is taken as it is (merged into)."""

    code: str
    name: str


@recorded(DivisionEvent.SUCCEEDED, keep=["kind", "on", "basis"])
def record_succession(
    *,
    old: Sequence[Division],
    new: Sequence[NewUnit],
    kind: SuccessionKind | str,
    on: dt.date,
    basis: str,
    by: Actor,
) -> list[Succession]:
    """End the old units the day before `on`, begin the new ones on it, and say which follows which.

    A unit that lives on (its code stands among the new ones with the same name) is not ended. What hung on a renamed
    unit (lower units, zone, management) goes on under the new row. Raises RuleBroken with every problem found.
    """
    held = list(
        Division.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in old]).order_by("code")
    )
    _check(held, new, kind, on, basis, by)
    going_on = {one.code for one in held if NewUnit(one.code, one.name) in new}
    ending = [one for one in held if one.code not in going_on]
    Division.objects.filter(pk__in=[one.pk for one in ending]).update(valid_to=on - dt.timedelta(days=1))
    begun = [_begin(unit, held[0], on) for unit in new]
    rows = Succession.objects.bulk_create(
        Succession(old=before, new=after, kind=kind, on=on, basis=basis.strip(), recorded_by=by)
        for before in held
        for after in begun
        if before.pk != after.pk
    )
    if kind == SuccessionKind.RENAME:
        _carry_over(held[0], begun[0])
    return rows


def _check(
    held: list[Division], new: Sequence[NewUnit], kind: SuccessionKind | str, on: dt.date, basis: str, by: Actor
) -> None:
    if not held:
        raise RuleBroken("请选择原单位。", field="old")
    problems = [f"{one}（{one.code}）已停用，不能再变更。" for one in held if one.valid_to is not None]
    problems += [
        f"{one} 自 {one.valid_from} 启用，变更要晚于这一天。" for one in held if one.valid_from and one.valid_from >= on
    ]
    problems += [f"您没有维护 {one} 的权限。" for one in held if not by.may_at(Action.DIVISION_MANAGE, code=one.code)]
    if len({one.level for one in held}) > 1 or held[0].level in (Level.PROVINCE, Level.ZONE):
        problems.append("原单位要是同一级的市、县、乡镇（街道）或社区（村）。")
    else:
        problems += succession_problems(
            kind, held[0].level, [one.code for one in held], [(unit.code, unit.name) for unit in new]
        )
    if not basis.strip():
        problems.append("请写明依据，如批复文号。")
    if not problems:
        problems += _standing_problems(held, new)
    if problems:
        raise RuleBroken(*problems)


def _standing_problems(held: list[Division], new: Sequence[NewUnit]) -> list[str]:
    """Codes in use by units that do not take part, parents that do not live, and a change that changes nothing."""
    taking_part = {one.code: one for one in held}
    live = {one.code: one for one in Division.objects.filter(code__in=[u.code for u in new], valid_to__isnull=True)}
    found = [
        f"{unit.code} 正由 {live[unit.code]} 使用。"
        for unit in new
        if unit.code in live and unit.code not in taking_part and live[unit.code].name != unit.name
    ]
    parents = {ancestors(unit.code)[-1] for unit in new}
    known = set(
        Division.objects.filter(code__in=parents, valid_to__isnull=True).order_by("code").values_list("code", flat=True)
    )
    found += [f"上级 {code} 不存在或已停用，请先登记上级。" for code in sorted(parents - known)]
    if len(new) == 1 and any(one.code == new[0].code and one.name == new[0].name for one in held) and len(held) == 1:
        found.append("新旧代码和名称都相同，没有变更。")
    return found


def _begin(unit: NewUnit, like: Division, on: dt.date) -> Division:
    """The live unit with this code, or a new one of the same level as its predecessor."""
    alive = Division.objects.filter(code=unit.code, valid_to__isnull=True).first()
    if alive is not None:
        return alive
    parent = Division.objects.get(code=ancestors(unit.code)[-1], valid_to__isnull=True)
    kind: CommunityType | str = community_type_of(unit.code, unit.name) if like.level == Level.COMMUNITY else ""
    return Division.objects.create(
        code=unit.code,
        name=unit.name.strip(),
        level=like.level,
        parent=parent,
        initials=initials_of(unit.name),
        community_type=kind,
        urban_rural=like.urban_rural,
        valid_from=on,
    )


def _carry_over(before: Division, after: Division) -> None:
    """Lower units, zone membership and management follow a unit that only changed its name or code."""
    if after.code == before.code:
        Division.objects.filter(parent=before, valid_to__isnull=True).update(parent=after)
    Division.objects.filter(managed_by=before, valid_to__isnull=True).update(managed_by=after)
    ZoneMember.objects.filter(member=before).update(member=after)
    if before.managed_by_id:
        Division.objects.filter(pk=after.pk).update(managed_by=before.managed_by_id)
        after.managed_by_id = before.managed_by_id
