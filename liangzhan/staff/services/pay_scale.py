"""薪酬水平 in aggregates ([N 四(二)], 4.2.3): no service here ever takes one person's pay."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.documents.choices import FileKind
from liangzhan.documents.services import keep_file
from liangzhan.staff.choices import TalentEvent
from liangzhan.staff.models import PayScale
from liangzhan.staff.rules.pay_scale import Amounts, amounts_problem, year_problem
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today


@recorded(TalentEvent.PAY_SCALE_SAVED, keep=["division", "year", "role", "level"])
def save_pay_scale(
    *,
    division: Division,
    year: int,
    amounts: Amounts,
    basis: str,
    by: Actor,
    role: str = "",
    level: str = "",
    basis_file: Any = None,
    is_sample: bool = False,
) -> PayScale:
    """Register a year's pay of a role or a level in a city or county; below `suppress.cell` persons only their number."""
    _refuse_place(division, year, by)
    if role and level:
        raise RuleBroken("按岗位或按级别登记，二者只选一个。", field="level")
    if not basis.strip():
        raise RuleBroken("请写明依据，例如统计口径或文件。", field="basis")
    problem, field = amounts_problem(amounts, int(value_of("suppress.cell", on=today(), division_code=division.code)))
    if problem:
        raise RuleBroken(problem, field=field)
    file = basis_file and keep_file(upload=basis_file, title="薪酬水平依据", kind=FileKind.PAPER, by=by)
    row = PayScale(division=division, division_code=division.code, year=year, role=role, level=level, saved_by=by)
    row.headcount, row.basis, row.basis_file, row.is_sample = amounts.headcount, basis.strip(), file or None, is_sample
    row.lowest_fen, row.median_fen, row.highest_fen = amounts.lowest, amounts.median, amounts.highest
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as clash:
        raise RuleBroken("这个地区、年度和岗位（级别）已经登记，要更正请先删除。", field="year") from clash
    return row


def _refuse_place(division: Division, year: int, by: Actor) -> None:
    if division.level not in (Level.CITY, Level.COUNTY):
        raise RuleBroken("薪酬水平按市或县（市、区）登记。", field="area")
    if not by.may_at(Action.PAY_SCALE_MANAGE, code=division.code):
        raise RuleBroken("只能登记本地区的薪酬水平。", field="area")
    if problem := year_problem(year, today().year):
        raise RuleBroken(problem, field="year")


@recorded(TalentEvent.PAY_SCALE_REMOVED, keep=["reason", "scale"])
def remove_pay_scale(*, scale: PayScale, reason: str, by: Actor) -> PayScale:
    """Take a wrong row out, with the reason, so that it can be registered anew."""
    if not reason.strip():
        raise RuleBroken("请写明删除的理由。", field="reason")
    pk = scale.pk
    scale.delete()
    scale.pk = pk  # for the record of the deed
    return scale
