"""What becomes of a record in hand: put right, or refused. Called by the services that hold the row and record the deed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from liangzhan.access.actor import Actor
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell_persons
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment
from liangzhan.toolkit.transitions import move
from liangzhan.volunteers.choices import RecordState
from liangzhan.volunteers.counting import count_record
from liangzhan.volunteers.models import RecordChange, ServiceRecord
from liangzhan.volunteers.record_hold import held_hours
from liangzhan.volunteers.rules.hours import (
    day_problem,
    overlap_problem,
    registered_problem,
    service_minutes,
    span_problem,
)
from liangzhan.volunteers.rules.states import RECORD_STATES
from liangzhan.volunteers.settings_hours import limits_at

NOT_COUNTED = "{title}（{day:%Y年%m月%d日}）：这次志愿服务记录不予认定，不计入时长。理由请看“我的时长”，或向站点询问。"


@dataclass(frozen=True)
class Corrected:
    """What the record should say. The day is the day on which it starts."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    break_minutes: int
    content: str


def refuse(held: ServiceRecord, reason: str, by: Actor) -> None:
    """REJECTED, out of the ledger, told."""
    move(held, RecordState.REJECTED, table=RECORD_STATES, by=by, reason=reason)
    count_record(held, by, reason)
    tell_persons(
        persons=[held.volunteer.person_id],
        kind=NoticeKind.RESULT,
        subject=f"volunteers.ServiceRecord:{held.uuid}",
        text=NOT_COUNTED.format(title=held.activity.title, day=held.served_on),
        by=by,
    )


def put_right(row: ServiceRecord, right: Corrected, reason: str, by: Actor) -> None:
    """For services that have the row and the person in hand: checked, the old words kept, then changed."""
    if (right.starts_at, right.ends_at, right.break_minutes, right.content.strip()) == (
        row.starts_at,
        row.ends_at,
        row.break_minutes,
        row.content,
    ):
        raise RuleBroken("没有改动。请改正有误的时间或内容。", field="starts_at")
    _check(row, right)
    RecordChange.objects.create(
        record=row,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        minutes=row.minutes,
        content=row.content,
        reason=reason[:300],
        changed_at=moment(),
        changed_by=by,
    )
    if row.state != RecordState.RECORDED:
        _wait_for_another(row, reason, by)
    row.starts_at, row.ends_at, row.break_minutes = right.starts_at, right.ends_at, right.break_minutes
    row.minutes = service_minutes(right.starts_at, right.ends_at, right.break_minutes)
    row.served_on, row.content = localdate(right.starts_at), right.content.strip()[:200]
    row.save(update_fields=["starts_at", "ends_at", "break_minutes", "minutes", "served_on", "content"])


def _wait_for_another(row: ServiceRecord, reason: str, by: Actor) -> None:
    """Out of the ledger while a second person has not looked at what it says now; the corrector stands for the confirmer."""
    stamp: dict[str, Any] = {"confirmed_at": moment(), "confirmed_by": by, "verified_at": None, "verified_by": None}
    if row.state == RecordState.CONFIRMED:
        ServiceRecord.objects.filter(pk=row.pk).update(**stamp)
        for name, value in stamp.items():
            setattr(row, name, value)
    else:
        move(row, RecordState.CONFIRMED, table=RECORD_STATES, by=by, reason=reason, **stamp)
    count_record(row, by, reason)


def _check(row: ServiceRecord, right: Corrected) -> None:
    """The rules of any record, at their fields."""
    person, day = row.volunteer.person_id, localdate(right.starts_at)
    minutes = service_minutes(right.starts_at, right.ends_at, right.break_minutes)
    confirmed_at = row.volunteer.confirmed_at
    held = held_hours([person], [day], but=row)
    problems = {
        "ends_at": span_problem(right.starts_at, right.ends_at, moment(), right.break_minutes)
        or day_problem(minutes, held.minutes[person, day], limits_at(day, row.division_code)),
        "starts_at": registered_problem(day, confirmed_at and localdate(confirmed_at))
        or overlap_problem((right.starts_at, right.ends_at), held.others(person)),
        "content": "" if right.content.strip() else "请写明服务内容。",
    }
    for field, problem in problems.items():
        if problem:
            raise RuleBroken(problem, field=field)
