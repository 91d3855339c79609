"""Who completed a training, from the roll of its occasion; hours flow to continuing education by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.credentials.choices import (
    CredentialEvent,
    EnrolmentState,
    LearningSource,
    LearningState,
    TrainingKind,
    TrainingState,
)
from liangzhan.credentials.models import Enrolment, Learning, Training
from liangzhan.credentials.queries.learning import double_of
from liangzhan.credentials.queries.training import held_training, live_enrolments
from liangzhan.credentials.rules.learning import LEARNING_TABLE
from liangzhan.credentials.rules.training import ENROLMENT_TABLE, TRAINING_TABLE, completion_problem, result_problem
from liangzhan.credentials.services.enrolment import seat
from liangzhan.occasions.queries.presence import present_ids
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move


@dataclass(frozen=True)
class Result:
    """What one person got out of it."""

    completed: bool
    hours: Decimal | None = None
    certificate_no: str = ""


@recorded(CredentialEvent.COMPLETED, keep=["training"])
def complete(*, training: Training, results: Mapping[int, Result], by: Actor) -> Training:
    """Confirm what each person with a seat got (`results` by enrolment id; who is not named was absent).

    Nobody completes a training where neither roll nor check-in has him. Hours of social work trainings become
    continuing education at once. Raises RuleBroken with the field `line-<enrolment id>`.
    """
    held = held_training(training)
    now = timezone.localtime(moment())
    ends_at = timezone.localtime(held.occasion.ends_at)
    if problem := completion_problem(state=held.state, ends_at=ends_at, seats=held.seats, now=now):
        raise RuleBroken(problem)
    if held.state == TrainingState.OPEN:
        seat(training=held, by=by)
        held.refresh_from_db()
    there = present_ids(held.occasion)
    rows = [row for row in live_enrolments(held) if row.state == EnrolmentState.SEATED]
    for row in rows:
        row.training = held
        _finish(row, results.get(row.pk, Result(False)), row.person_id in there, by)
    return move(held, TrainingState.HELD, table=TRAINING_TABLE, by=by)


@recorded(CredentialEvent.COMPLETION_CORRECTED, keep=["enrolment", "reason"])
def correct_completion(*, enrolment: Enrolment, result: Result, reason: str, by: Actor) -> Enrolment:
    """Set one line of a held training right, with the reason; its continuing education follows."""
    if not reason.strip():
        raise RuleBroken("请写明更正的理由。", field="reason")
    held = held_training(enrolment.training)
    row = Enrolment.objects.select_for_update(of=("self",)).select_related("person", "station").get(pk=enrolment.pk)
    if row.state not in (EnrolmentState.COMPLETED, EnrolmentState.ABSENT):
        raise RuleBroken("只有已确认完成情况的名单才能更正。")
    row.training = held
    _finish(row, result, row.person_id in present_ids(held.occasion), by, reason=reason.strip())
    return row


def _finish(row: Enrolment, result: Result, present: bool, by: Actor, reason: str = "") -> None:
    training = row.training
    problem = result_problem(completed=result.completed, present=present, hours=result.hours, most=training.hours)
    if problem:
        raise RuleBroken(f"{row.label}：{problem}", field=f"line-{row.pk}")
    state = EnrolmentState.COMPLETED if result.completed else EnrolmentState.ABSENT
    got: dict[str, Any] = {
        "hours": result.hours if result.completed else None,
        "certificate_no": result.certificate_no.strip() if result.completed else "",
    }
    if row.state != state:
        move(row, state, table=ENROLMENT_TABLE, by=by, reason=reason, **got)
    else:
        for name, value in got.items():
            setattr(row, name, value)
        row.save(update_fields=list(got))
    _learn(row, by, reason)


def _learn(row: Enrolment, by: Actor, reason: str) -> None:
    """The one row of learning behind this enrolment follows it: made, changed, taken back."""
    held = Learning.objects.filter(enrolment=row).first()
    counts = row.state == EnrolmentState.COMPLETED and row.training.kind == TrainingKind.SOCIAL_WORK
    if held is None and counts:
        _take_back_double(row, by)
        Learning.objects.create(
            person=row.person,
            station=row.station,
            source=LearningSource.TRAINING,
            enrolment=row,
            title=row.training.title,
            organiser=row.training.organiser,
            completed_on=timezone.localtime(row.training.occasion.ends_at).date(),
            hours=row.hours or 0,
            state=LearningState.COUNTED,
            state_since=today(),
            saved_by=by,
        )
    elif held is not None:
        wanted = LearningState.COUNTED if counts else LearningState.REFUSED
        if held.state != wanted:
            move(held, wanted, table=LEARNING_TABLE, by=by, reason=reason)
        if counts and row.hours is not None and held.hours != row.hours:
            held.hours = row.hours
            held.save(update_fields=["hours"])


def _take_back_double(row: Enrolment, by: Actor) -> None:
    """The same course typed in by hand beforehand does not count a second time."""
    day = timezone.localtime(row.training.occasion.ends_at).date()
    double = double_of(row.person_id, row.training.title, day)
    if double is not None:
        move(double, LearningState.REFUSED, table=LEARNING_TABLE, by=by, reason="平台内培训已自动计入，不重复计算")
