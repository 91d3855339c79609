"""Which department is in charge of an area, from a day on: a row, never a constant (domain.md 0.3)."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import Department, DivisionEvent
from liangzhan.divisions.models import Authority, Division
from liangzhan.toolkit.errors import RuleBroken


@recorded(DivisionEvent.AUTHORITY_SET, keep=["department", "name", "valid_from", "basis"])
def set_authority(
    *,
    division: Division,
    department: Department | str,
    name: str,
    valid_from: dt.date,
    basis: str,
    by: Actor,
    office: str = "",
) -> Authority:
    """Put a department in charge from a day on; the same department's former row ends the day before.

    民政 and 社会工作部 may be in charge side by side, each with its own row.
    """
    _check_reach(division, by)
    if not name.strip() or not basis.strip():
        raise RuleBroken("请填写机关名称和依据。", field="name" if not name.strip() else "basis")
    former = (
        Authority.objects.select_for_update(of=("self",))
        .filter(division_code=division.code, department=department)
        .order_by("-valid_from")
        .first()
    )
    if former is not None:
        if former.valid_from >= valid_from:
            raise RuleBroken(f"{former.valid_from} 起已设定为 {former.name}，新设定要晚于这一天。", field="valid_from")
        if former.valid_to is None or former.valid_to >= valid_from:
            former.valid_to = valid_from - dt.timedelta(days=1)
            former.save(update_fields=["valid_to"])
    return Authority.objects.create(
        division=division,
        division_code=division.code,
        department=department,
        name=name.strip(),
        office=office.strip(),
        valid_from=valid_from,
        basis=basis.strip(),
    )


@recorded(DivisionEvent.AUTHORITY_ENDED, keep=["on", "basis"])
def end_authority(*, authority: Authority, on: dt.date, basis: str, by: Actor) -> Authority:
    """The department is in charge up to and including `on`, and no longer."""
    _check_reach(authority.division, by)
    if authority.valid_to is not None:
        raise RuleBroken(f"已于 {authority.valid_to} 结束。")
    if on < authority.valid_from:
        raise RuleBroken(f"结束日期不能早于 {authority.valid_from}。", field="on")
    if not basis.strip():
        raise RuleBroken("请填写依据。", field="basis")
    authority.valid_to = on
    authority.save(update_fields=["valid_to"])
    return authority


def _check_reach(division: Division, by: Actor) -> None:
    if not by.may_at(Action.AUTHORITY_MANAGE, code=division.code):
        raise RuleBroken(f"您没有维护 {division} 主管部门的权限。")
