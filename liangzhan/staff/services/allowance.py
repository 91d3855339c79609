"""The list of a month: drafted by itself, submitted by the head, reviewed by the street, approved and paid by the county.

The platform does not pay: it says who has it, how much and why, and keeps when it was paid.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.staff.choices import TalentEvent
from liangzhan.staff.choices.talent import LineKind, ListState
from liangzhan.staff.models import AllowanceLine, AllowanceList, Worker
from liangzhan.staff.queries.allowance import closed_list, last_mover, names_oneself, paid_so_far, verdicts_of
from liangzhan.staff.rules.allowance import LIST, OPEN, Verdict, adjustment_problem, month_problem, paid_problem
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move


@recorded(TalentEvent.LIST_DRAFTED, keep=["station", "month"])
def draft_list(*, station: Station, month: str, by: Actor) -> AllowanceList:
    """Make the list of a month that is over, or look at the facts again while it is still with the station.

    Everybody in post here in the month has a line, also who has no allowance, with the reasons. A person whom another
    list names for the month is not paid twice, also when two lists are drafted at the same moment.
    """
    if problem := month_problem(month, today()):
        raise RuleBroken(problem, field="month")
    held = _locked(station, month, by)
    if held.state not in OPEN:
        raise RuleBroken(f"{month} 的名单{held.get_state_display()}，不能再生成；需要更正的请在以后月份补发或扣回。")
    try:
        with transaction.atomic():
            _write_lines(held, verdicts_of(station, month))
    except IntegrityError:  # another station's list named one of them a moment ago: it is seen now
        _write_lines(held, verdicts_of(station, month))
    held.drafted_at, held.drafted_by = moment(), by
    held.save(update_fields=["drafted_at", "drafted_by"])
    return held


def _locked(station: Station, month: str, by: Actor) -> AllowanceList:
    """The row of the month, made when it is not there, held against a second hand."""
    fresh = {"division_code": station.division_code, "state_since": today(), "drafted_at": moment(), "drafted_by": by}
    AllowanceList.objects.get_or_create(station=station, month=month, defaults=fresh)
    return AllowanceList.objects.select_for_update(of=("self",)).get(station=station, month=month)


def _write_lines(held: AllowanceList, verdicts: dict[int, Verdict]) -> None:
    held.lines.filter(kind=LineKind.MONTH).delete()
    AllowanceLine.objects.bulk_create(
        AllowanceLine(
            allowance_list=held,
            worker_id=worker,
            for_month=held.month,
            level=one.level,
            rate_id=one.rate.pk if one.rate else None,
            eligible=one.eligible,
            fen=one.fen,
            reasons=list(one.reasons),
            mend="".join(one.mend)[:200],
        )
        for worker, one in verdicts.items()
    )


@recorded(TalentEvent.LIST_SUBMITTED, keep=["held"])
def submit_list(*, held: AllowanceList, by: Actor) -> AllowanceList:
    """Hand the list to the street; refused when the facts have changed since it was looked at."""
    lines = list(held.lines.filter(kind=LineKind.MONTH).order_by("id"))
    shown = {line.worker_id: (line.eligible, line.fen, line.reasons) for line in lines}
    now = {pk: (one.eligible, one.fen, list(one.reasons)) for pk, one in verdicts_of(held.station, held.month).items()}
    if shown != now:
        raise RuleBroken("人员情况有变化，请先点“重新核对”，看过新名单再提交。")
    if not held.lines.filter(eligible=True).exists():
        raise RuleBroken("名单里没有可以发放的人员，不需要提交。")
    return move(held, ListState.SUBMITTED, table=LIST, by=by, returned_reason="")


@recorded(TalentEvent.LIST_REVIEWED, keep=["held"])
def review_list(*, held: AllowanceList, by: Actor) -> AllowanceList:
    """The street has looked at it: on to the county."""
    _other_person(held, by)
    return move(held, ListState.REVIEWED, table=LIST, by=by)


@recorded(TalentEvent.LIST_RETURNED, keep=["held", "reason"])
def return_list(*, held: AllowanceList, reason: str, by: Actor) -> AllowanceList:
    """Street or county sends the list back to the station, with the reason."""
    verb = Action.ALLOWANCE_REVIEW if held.state == ListState.SUBMITTED else Action.ALLOWANCE_APPROVE
    if not by.may_at(verb, code=held.division_code):
        raise RuleBroken("这份名单现在不由您办理。")
    if not reason.strip():
        raise RuleBroken("请写明退回的理由。", field="reason")
    text = reason.strip()[:300]
    return move(held, ListState.RETURNED, table=LIST, by=by, reason=text, returned_reason=text)


@recorded(TalentEvent.LIST_APPROVED, keep=["lists"])
def approve_lists(*, lists: Sequence[AllowanceList], by: Actor) -> list[AllowanceList]:
    """The county approves one or many lists: all or, when one of them cannot be, none."""
    if not lists:
        raise RuleBroken("请至少选择一份名单。")
    for held in lists:
        _other_person(held, by)
        move(held, ListState.APPROVED, table=LIST, by=by)
    return list(lists)


@recorded(TalentEvent.LIST_PAID, keep=["lists", "on"])
def mark_paid(*, lists: Sequence[AllowanceList], on: dt.date, by: Actor) -> list[AllowanceList]:
    """Write down that the lists were paid on a day."""
    if not lists:
        raise RuleBroken("请至少选择一份名单。")
    for held in lists:
        if problem := paid_problem(on, held.month, today()):
            raise RuleBroken(problem, field="on")
        move(held, ListState.PAID, table=LIST, by=by, on=on, paid_on=on, paid_at=moment(), paid_by=by)
    return list(lists)


def _other_person(held: AllowanceList, by: Actor) -> None:
    """Nobody passes on what he handed in himself, nor a list that names him."""
    if last_mover(held) == str(by.uuid):
        raise RuleBroken(f"{held}的上一步是您办理的，请由另一人办理。")
    if names_oneself(held, by):
        raise RuleBroken(f"{held}的名单里有您本人，请由另一人办理。")


@recorded(TalentEvent.ADJUSTED, keep=["held", "for_month", "fen"])
def add_adjustment(
    *, held: AllowanceList, worker: Worker, for_month: str, fen: int, reason: str, by: Actor
) -> AllowanceLine:
    """Pay more or take back for an earlier month whose list is closed: one line on a list still with the station."""
    row = AllowanceList.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if row.state not in OPEN:
        raise RuleBroken("名单已提交，不能再加补发或扣回。")
    if problem := adjustment_problem(row.month, for_month, fen, reason):
        raise RuleBroken(problem, field="for_month" if "月份" in problem else "reason" if "理由" in problem else "yuan")
    if not closed_list(row.station, for_month):
        raise RuleBroken(f"本站 {for_month} 的名单还没有核准，请直接在那份名单里更正。", field="for_month")
    if paid_so_far(worker, for_month) + fen < 0:
        raise RuleBroken("扣回的金额超过了这个月已发的金额。", field="yuan")
    if row.lines.filter(worker=worker, for_month=for_month, kind=LineKind.ADJUSTMENT).exists():
        raise RuleBroken("名单里已有这名人员这个月的补发或扣回，请先删除再登记。", field="for_month")
    return AllowanceLine.objects.create(
        allowance_list=row,
        worker=worker,
        kind=LineKind.ADJUSTMENT,
        for_month=for_month,
        eligible=True,
        fen=fen,
        reasons=[reason.strip()[:200]],
    )


@recorded(TalentEvent.ADJUSTMENT_REMOVED, keep=["line"])
def remove_adjustment(*, line: AllowanceLine, by: Actor) -> AllowanceList:
    """Take a correction off a list that is still with the station."""
    held = AllowanceList.objects.select_for_update(of=("self",)).get(pk=line.allowance_list_id)
    if held.state not in OPEN or line.kind != LineKind.ADJUSTMENT:
        raise RuleBroken("名单已提交，不能再删除。")
    line.delete()
    return held
