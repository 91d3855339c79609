"""Rates and holds of the allowance. The notice names no amount; a city or county enters its own with a basis."""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.documents.choices import FileKind
from liangzhan.documents.services import keep_file
from liangzhan.staff.choices import TalentEvent
from liangzhan.staff.models import AllowanceHold, AllowanceRate, Worker
from liangzhan.staff.queries.allowance import last_month_paid_by
from liangzhan.staff.rules.allowance import days_of, overlap_problem
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken


@recorded(TalentEvent.RATE_SAVED, keep=["division", "level", "monthly_fen", "valid_from", "valid_to"])
def save_rate(
    *,
    division: Division,
    level: str,
    monthly_fen: int,
    valid_from: dt.date,
    basis: str,
    by: Actor,
    valid_to: dt.date | None = None,
    basis_file: Any = None,
    **conditions: Any,
) -> AllowanceRate:
    """Enter the monthly amount of a level in a city or county. Two rates of one area and level never overlap.

    `conditions` are the rate's own: full_time_only, least_days, conditions (words), is_sample.
    """
    _refuse_rate(division, monthly_fen, valid_from, valid_to, basis, by)
    # Two officers of an area enter one after the other.
    Division.objects.select_for_update(of=("self",)).get(pk=division.pk)
    same = AllowanceRate.objects.filter(division_code=division.code, level=level).order_by("valid_from", "id")
    if problem := overlap_problem(list(same.values_list("valid_from", "valid_to")), valid_from, valid_to):
        raise RuleBroken(problem, field="valid_from")
    file = basis_file and keep_file(upload=basis_file, title="职业津贴标准依据", kind=FileKind.PAPER, by=by)
    return AllowanceRate.objects.create(
        division=division,
        division_code=division.code,
        level=level,
        monthly_fen=monthly_fen,
        valid_from=valid_from,
        valid_to=valid_to,
        basis=basis.strip(),
        basis_file=file or None,
        saved_by=by,
        **conditions,
    )


def _refuse_rate(
    division: Division, fen: int, valid_from: dt.date, valid_to: dt.date | None, basis: str, by: Actor
) -> None:
    if division.level not in (Level.CITY, Level.COUNTY):
        raise RuleBroken("津贴标准按市或县（市、区）登记。", field="area")
    if not by.may_at(Action.ALLOWANCE_RATE_MANAGE, code=division.code):
        raise RuleBroken("只能登记本地区的标准。", field="area")
    if fen <= 0:
        raise RuleBroken("金额要大于 0。", field="monthly_yuan")
    if valid_to is not None and valid_to < valid_from:
        raise RuleBroken("终止日期不能早于执行日期。", field="valid_to")
    if not basis.strip():
        raise RuleBroken("请写明依据的文件。", field="basis")


@recorded(TalentEvent.RATE_ENDED, keep=["rate", "on"])
def end_rate(*, rate: AllowanceRate, on: dt.date, by: Actor) -> AllowanceRate:
    """Say the last day of a rate: not before it began, nor before a month that was approved by it."""
    held = AllowanceRate.objects.select_for_update(of=("self",)).get(pk=rate.pk)
    if on < held.valid_from:
        raise RuleBroken("终止日期不能早于执行日期。", field="on")
    if held.valid_to is not None and on > held.valid_to:
        raise RuleBroken("终止日期只能提前；要延长请登记新的标准。", field="on")
    month = last_month_paid_by(held)
    if month and on < days_of(month)[1]:
        raise RuleBroken(f"{month} 的名单已按这一标准核准，终止日期不能早于该月月末。", field="on")
    rate.valid_to = on
    rate.save(update_fields=["valid_to"])
    return rate


@recorded(TalentEvent.HOLD_SET, keep=["station", "starts_on", "ends_on"])
def set_hold(
    *, worker: Worker, station: Station, starts_on: dt.date, reason: str, by: Actor, ends_on: dt.date | None = None
) -> AllowanceHold:
    """Street or county stops payment to a worker from a day, with the reason, which the list shows."""
    if not reason.strip():
        raise RuleBroken("请写明停发的理由。", field="reason")
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken("停发结束日期不能早于开始日期。", field="ends_on")
    return AllowanceHold.objects.create(
        worker=worker,
        station=station,
        division_code=station.division_code,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason.strip()[:200],
        set_by=by,
    )


@recorded(TalentEvent.HOLD_ENDED, keep=["hold", "on"])
def end_hold(*, hold: AllowanceHold, on: dt.date, by: Actor) -> AllowanceHold:
    """Payment goes on after this day."""
    if on < hold.starts_on:
        raise RuleBroken("恢复日期不能早于停发开始日期。", field="on")
    hold.ends_on = on
    hold.save(update_fields=["ends_on"])
    return hold
