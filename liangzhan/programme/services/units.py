"""The street that manages a statistical unit without a government."""

from __future__ import annotations

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import DivisionEvent, Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.rules import is_pseudo_street
from liangzhan.toolkit.errors import RuleBroken


@recorded(DivisionEvent.MANAGER_SET)
def set_manager(*, unit: Division, street: Division, by: Actor) -> Division:
    """Name the street that manages a unit coded 400–599, which may have no government (domain.md 1.2 rule 5)."""
    if not is_pseudo_street(unit.code):
        raise RuleBroken("只有代码 400–599 的单位要指定管理街道。")
    if street.level != Level.STREET or is_pseudo_street(street.code):
        raise RuleBroken("请选择有政府或办事处的乡镇（街道）。", field="street")
    if street.code[:6] != unit.code[:6]:
        raise RuleBroken("管理街道要与这个单位在同一个县（市、区）。", field="street")
    if not by.may_at(Action.SITE_CONFIRM, code=unit.code):
        raise RuleBroken("由县（市、区）指定管理街道。")
    unit.managed_by = street
    unit.save(update_fields=["managed_by"])
    return unit
