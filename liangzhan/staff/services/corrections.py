"""Corrections: asked with a reason, decided by a second person; the facts stay as they were."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import settle, tell
from liangzhan.staff.choices.attendance import AttendanceEvent, CorrectionState, DayStatus
from liangzhan.staff.models import Correction, Post, Worker
from liangzhan.staff.queries.deciders import deciders_for, heads_for, users_of
from liangzhan.staff.queries.month import sheets_of
from liangzhan.staff.rules.month import CORRECTION, correction_decider_problem, correction_problem
from liangzhan.staff.services.month import new_version
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import add_workdays, moment, today
from liangzhan.toolkit.transitions import move

ANSWER_WORKDAYS = 3


def _subject(row: Correction) -> str:
    return f"staff.correction:{row.pk}"


@recorded(AttendanceEvent.CORRECTION_ASKED, keep=["station", "on", "status"])
def ask_correction(
    *,
    worker: Worker,
    station: Station,
    on: dt.date,
    status: DayStatus | str,
    reason: str,
    by: Actor,
    starts: dt.time | None = None,
    ends: dt.time | None = None,
) -> Correction:
    """Say what a day really was; the worker himself or whoever manages attendance asks, a second person decides.

    Raises RuleBroken: a day to come, no reason, outside the post, times that cannot be, or one that waits already.
    """
    _check_words(on, status, reason, starts, ends)
    held = Worker.objects.select_for_update(of=("self",)).select_related("person").get(pk=worker.pk)
    if not Post.objects.in_force(on).filter(worker=held, station=station).exists():
        raise RuleBroken("那一天不在本站岗位上，请核对日期。", field="on")
    if Correction.objects.filter(worker=held, station=station, on=on, state=CorrectionState.WAITING).exists():
        raise RuleBroken("这一天已有一份更正申请在等待审核。", field="on")
    row = Correction.objects.create(
        worker=held,
        station=station,
        division_code=station.division_code,
        on=on,
        status=DayStatus(status),
        starts=starts,
        ends=ends,
        reason=reason.strip()[:200],
        needs_second=not heads_for(station, held, today(), without=[by.uuid]),
        state_since=today(),
        asked_by=by,
    )
    _tell_deciders(row, by)
    return row


def _check_words(
    on: dt.date, status: DayStatus | str, reason: str, starts: dt.time | None, ends: dt.time | None
) -> None:
    if problem := correction_problem(
        day=on, today=today(), status=str(status), spans_given=starts is not None, reason=reason
    ):
        raise RuleBroken(problem, field="on" if on > today() else "reason" if not reason.strip() else "starts")
    if (starts is None) != (ends is None) or (starts is not None and ends is not None and ends <= starts):
        raise RuleBroken("上下班时间要一起填写，下班要晚于上班。", field="ends")


def _tell_deciders(row: Correction, by: Actor) -> None:
    tell(
        recipients=deciders_for(row.station, row.worker, today(), without=[by.uuid]),
        kind=NoticeKind.TODO,
        subject=_subject(row),
        text=f"{row.station.name}有一份考勤更正等待审核。",
        href=reverse("staff:correction-page", args=[row.pk]),
        due_on=add_workdays(today(), ANSWER_WORKDAYS),
        by=by,
    )


@recorded(AttendanceEvent.CORRECTION_WITHDRAWN)
def withdraw_correction(*, correction: Correction, by: Actor) -> Correction:
    """Whoever asked, or the worker, takes it back while it waits."""
    move(correction, CorrectionState.WITHDRAWN, table=CORRECTION, by=by)
    settle(subject=_subject(correction), by=by)
    return correction


@recorded(AttendanceEvent.CORRECTION_DECIDED, keep=["accept"])
def decide_correction(*, correction: Correction, accept: bool, note: str, by: Actor) -> Correction:
    """Accept or refuse; the worker is told. Of a confirmed month a new version is made; the old one stays.

    Raises RuleBroken: asked by the same person, about himself, a refusal without a reason, decided before.
    """
    problem = correction_decider_problem(
        decider=by.uuid,
        decider_person=by.person_uuid,
        asked_by=correction.asked_by.uuid,
        worker_person=correction.worker.person.uuid,
    )
    if problem:
        raise RuleBroken(problem)
    if not accept and not note.strip():
        raise RuleBroken("不同意要写明理由。", field="note")
    to = CorrectionState.ACCEPTED if accept else CorrectionState.REFUSED
    words = note.strip()[:200]
    move(correction, to, table=CORRECTION, by=by, reason=words, decided_at=moment(), decided_by=by, decided_note=words)
    settle(subject=_subject(correction), by=by)
    month_on = correction.on.replace(day=1)
    if accept and sheets_of(correction.station, month_on):
        new_version(station=correction.station, month_on=month_on, note="更正后重新生成", by=by)
    tell(
        recipients=users_of(correction.worker),
        kind=NoticeKind.RESULT,
        subject=f"{_subject(correction)}#result",
        text=f"您 {correction.on:%m月%d日} 的考勤更正" + ("已同意。" if accept else "没有同意，请查看审核意见。"),
        href=reverse("staff:my-attendance"),
        by=by,
    )
    return correction
