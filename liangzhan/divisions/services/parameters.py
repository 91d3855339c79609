"""Dated settings of practice, within the area of whoever sets them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import DivisionEvent, Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.parameter_values import value_problem
from liangzhan.divisions.rules import prefix
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Parameter
from liangzhan.toolkit.parameters import KNOWN


@recorded(DivisionEvent.PARAMETER_SET, keep=["key", "value", "valid_from", "basis"])
def set_parameter(*, key: str, area: Division, value: Any, valid_from: dt.date, basis: str, by: Actor) -> Parameter:
    """Let a value be in force in an area from a day on; the former value of the same area ends the day before.

    The province's value holds everywhere. Raises RuleBroken outside the actor's area, for a value of another shape,
    and for a day that is not later than the last setting.
    """
    if key not in KNOWN:
        raise RuleBroken("没有这个参数。", field="key")
    if area.level not in (Level.PROVINCE, Level.CITY, Level.COUNTY):
        raise RuleBroken("参数只能按省、市、县（市、区）设定。", field="area")
    if not by.may_at(Action.PARAMETER_MANAGE, code=area.code):
        raise RuleBroken(f"您不能设定 {area} 的参数。", field="area")
    problem = value_problem(KNOWN[key].default, value)
    if problem:
        raise RuleBroken(problem, field="value")
    if not basis.strip():
        raise RuleBroken("请写明依据，如文件名称和文号。", field="basis")
    area_code = "" if area.level == Level.PROVINCE else prefix(area.code, Level(area.level))
    _end_former(key, area_code, valid_from)
    return Parameter.objects.create(
        key=key,
        area_code=area_code,
        value=value,
        valid_from=valid_from,
        basis=basis.strip(),
        set_by=by,
    )


def _end_former(key: str, area_code: str, valid_from: dt.date) -> None:
    rows = Parameter.objects.select_for_update(of=("self",)).filter(key=key, area_code=area_code)
    former = rows.order_by("-valid_from", "-id").first()
    if former is None:
        return
    if former.valid_from >= valid_from:
        raise RuleBroken(f"{former.valid_from} 起已有设定，新设定要晚于这一天。", field="valid_from")
    if former.valid_to is None or former.valid_to >= valid_from:
        former.valid_to = valid_from - dt.timedelta(days=1)
        former.save(update_fields=["valid_to"])
