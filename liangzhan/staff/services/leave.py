"""Leave and trips: asked, decided, withdrawn, ended early."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.services import keep_file
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import settle, tell
from liangzhan.staff.choices.attendance import AttendanceMode
from liangzhan.staff.choices.leave import DayHalf, LeaveEvent, LeaveKind, LeaveState
from liangzhan.staff.models import Leave, Post, Worker
from liangzhan.staff.queries.deciders import deciders_for, users_of
from liangzhan.staff.queries.leave import span_of
from liangzhan.staff.queries.month import is_closed
from liangzhan.staff.rules.leave import (
    LEAVE,
    Moment,
    decider_problem,
    end_problem,
    may_withdraw,
    order_problem,
    overlap,
    workdays_of,
)
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import add_workdays, is_workday, moment, today
from liangzhan.toolkit.transitions import move

ANSWER_WORKDAYS = 3  # how long the desk calls a waiting request timely; it blocks nothing
LIVE = (LeaveState.WAITING, LeaveState.APPROVED)


def _subject(leave: Leave) -> str:
    return f"staff.leave:{leave.uuid}"


@recorded(LeaveEvent.ASKED, keep=["station"])
def ask_leave(
    *,
    worker: Worker,
    station: Station,
    kind: LeaveKind | str,
    starts_on: dt.date,
    starts_half: DayHalf | str,
    ends_on: dt.date,
    ends_half: DayHalf | str,
    reason: str,
    by: Actor,
    note_file: Any = None,
) -> Leave:
    """Ask for leave (or a trip); the head, or 两委 and street where the head is concerned, are told.

    Whoever manages attendance may ask for who came with a paper. Raises RuleBroken for days that cannot be or overlap.
    """
    held = Worker.objects.select_for_update(of=("self",)).select_related("person").get(pk=worker.pk)
    span = (starts_on, DayHalf(starts_half)), (ends_on, DayHalf(ends_half))
    days = _workdays_free(held, station, *span)
    if kind == LeaveKind.TRIP and not reason.strip():
        raise RuleBroken("请写明出差事由和地点。", field="reason")
    kept = keep_file(upload=note_file, title="请假证明材料", kind=FileKind.PAPER, by=by) if note_file else None
    leave = Leave.objects.create(
        worker=held,
        station=station,
        division_code=station.division_code,
        kind=LeaveKind(kind),
        starts_on=starts_on,
        starts_half=starts_half,
        ends_on=ends_on,
        ends_half=ends_half,
        days=days,
        reason=reason.strip()[:500],
        note_file=kept,
        state_since=today(),
        asked_by=by,
    )
    _tell_deciders(leave, by)
    return leave


def _tell_deciders(leave: Leave, by: Actor) -> None:
    tell(
        recipients=deciders_for(leave.station, leave.worker, today()),
        kind=NoticeKind.TODO,
        subject=_subject(leave),
        text=f"{leave.station.name}有一份请假（出差）申请等待审批。",
        href=reverse("staff:leave-page", args=[leave.pk]),
        due_on=add_workdays(today(), ANSWER_WORKDAYS),
        by=by,
    )


def _workdays_free(worker: Worker, station: Station, first: Moment, last: Moment) -> Decimal:
    """How many workdays the stretch takes, when nothing stands in its way."""
    if problem := order_problem(first, last):
        raise RuleBroken(problem, field="ends_on")
    if not Post.objects.in_force(first[0]).filter(worker=worker, station=station).exists():
        raise RuleBroken("请假开始那天不在本站岗位上，请核对日期和站点。", field="starts_on")
    mode = value_of("attendance.mode", on=first[0].replace(day=1), division_code=station.division_code)
    if mode == AttendanceMode.STREET:
        raise RuleBroken("本地沿用街道考勤，请按街道的办法请假，不用在平台重复申请。")
    if is_closed(station, first[0]):
        raise RuleBroken("那个月的考勤已经确认，请改用考勤更正。", field="starts_on")
    for other in Leave.objects.filter(worker=worker, state__in=LIVE, ends_on__gte=first[0], starts_on__lte=last[0]):
        if overlap((first, last), span_of(other)):
            raise RuleBroken(
                f"与已有的申请重叠：{other.get_kind_display()}，{other.starts_on:%m月%d日}至{other.ends_on:%m月%d日}"
                f"（{other.get_state_display()}）。",
                field="starts_on",
            )
    days = workdays_of(first, last, is_workday)
    if not days:
        raise RuleBroken("这段时间没有工作日，不需要请假。", field="ends_on")
    return days


@recorded(LeaveEvent.DECIDED, keep=["approve"])
def decide_leave(*, leave: Leave, approve: bool, note: str, by: Actor) -> Leave:
    """Approve or refuse; the worker is told. Raises RuleBroken: one's own leave, no reason for a refusal, decided before."""
    _check_decider(leave, by)
    if not approve and not note.strip():
        raise RuleBroken("不批准要写明理由。", field="note")
    to = LeaveState.APPROVED if approve else LeaveState.REFUSED
    words = note.strip()[:200]
    move(leave, to, table=LEAVE, by=by, reason=words, decided_at=moment(), decided_by=by, decided_note=words)
    settle(subject=_subject(leave), by=by)
    tell(
        recipients=users_of(leave.worker),
        kind=NoticeKind.RESULT,
        subject=f"{_subject(leave)}#result",
        text="您的请假（出差）申请" + ("已批准。" if approve else "没有批准，请查看审批意见。"),
        href=reverse("staff:my-attendance"),
        by=by,
    )
    return leave


def _check_decider(leave: Leave, by: Actor) -> None:
    if problem := decider_problem(decider_person=by.person_uuid, worker_person=leave.worker.person.uuid):
        raise RuleBroken(problem)


@recorded(LeaveEvent.WITHDRAWN)
def withdraw_leave(*, leave: Leave, by: Actor) -> Leave:
    """The worker does not need it any more: while it waits, or before its first day."""
    if not may_withdraw(leave.state, leave.starts_on, today()):
        raise RuleBroken("已经开始或已经审批结束的请假不能撤回；提前回来上班请办理销假。")
    was_approved = leave.state == LeaveState.APPROVED
    move(leave, LeaveState.WITHDRAWN, table=LEAVE, by=by)
    settle(subject=_subject(leave), by=by)
    if was_approved:
        _tell_back(leave, "一份已批准的请假（出差）被本人撤回。", by)
    return leave


@recorded(LeaveEvent.ENDED_EARLY, keep=["ends_on"])
def end_early(*, leave: Leave, ends_on: dt.date, ends_half: DayHalf | str, by: Actor) -> Leave:
    """销假: back at work before the planned end; the last half day of leave is given. The planned end stays visible."""
    held = Leave.objects.select_for_update(of=("self",)).select_related("worker__person", "station").get(pk=leave.pk)
    if held.state != LeaveState.APPROVED:
        raise RuleBroken("只有已批准的请假可以销假。")
    first, last = span_of(held)
    if problem := end_problem(first, last, (ends_on, DayHalf(ends_half))):
        raise RuleBroken(problem, field="ends_on")
    if is_closed(held.station, ends_on):
        raise RuleBroken("那个月的考勤已经确认，请改用考勤更正。", field="ends_on")
    held.planned_ends_on = held.planned_ends_on or held.ends_on
    held.ends_on, held.ends_half = ends_on, DayHalf(ends_half)
    held.days = workdays_of(*span_of(held), is_workday)
    held.returned_at, held.returned_by = moment(), by
    names = ["planned_ends_on", "ends_on", "ends_half", "days", "returned_at", "returned_by"]
    held.save(update_fields=names)
    _tell_back(held, "一份请假（出差）已提前结束。", by)
    return held


def _tell_back(leave: Leave, text: str, by: Actor) -> None:
    tell(
        recipients=deciders_for(leave.station, leave.worker, today(), without=[by.uuid]),
        kind=NoticeKind.RESULT,
        subject=f"{_subject(leave)}#back",
        text=f"{leave.station.name}：{text}",
        href=reverse("staff:leave-page", args=[leave.pk]),
        by=by,
    )
