"""Who completed a training, from the roll of its occasion; hours flow to continuing education by themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

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
from liangzhan.credentials.counting import count_volunteers
from liangzhan.credentials.models import Enrolment, Learning, Training
from liangzhan.credentials.queries.learning import doubles_of
from liangzhan.credentials.queries.training import held_training, live_enrolments
from liangzhan.credentials.rules.learning import LEARNING_TABLE
from liangzhan.credentials.rules.training import ENROLMENT_TABLE, TRAINING_TABLE, completion_problem, result_problem
from liangzhan.credentials.services.enrolment import seat
from liangzhan.occasions.queries.presence import present_ids
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move, move_all


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
    _finish(held, {row: results.get(row.pk, Result(False)) for row in rows}, there, by)
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
    _finish(held, {row: result}, present_ids(held.occasion), by, reason=reason.strip())
    return row


def _finish(
    training: Training, results: Mapping[Enrolment, Result], there: set[int], by: Actor, reason: str = ""
) -> None:
    """Check every line, then move and fill in all of them in few statements, and let learning follow."""
    for row, result in results.items():
        problem = result_problem(
            completed=result.completed, present=row.person_id in there, hours=result.hours, most=training.hours
        )
        if problem:
            raise RuleBroken(f"{row.label}：{problem}", field=f"line-{row.pk}")
    for state in (EnrolmentState.COMPLETED, EnrolmentState.ABSENT):
        completed = state == EnrolmentState.COMPLETED
        changed = [row for row, one in results.items() if one.completed == completed and row.state != state]
        move_all(changed, state, table=ENROLMENT_TABLE, by=by, reason=reason)
    for row, result in results.items():
        row.hours = result.hours if result.completed else None
        row.certificate_no = result.certificate_no.strip() if result.completed else ""
    Enrolment.objects.bulk_update(results, ["hours", "certificate_no"], batch_size=200)
    _learn(training, list(results), by, reason)
    count_volunteers(training, list(results), by, reason)


def _learn(training: Training, rows: list[Enrolment], by: Actor, reason: str) -> None:
    """The one row of learning behind each enrolment follows it: made, changed, taken back."""
    held = {one.enrolment_id: one for one in Learning.objects.filter(enrolment__in=rows).order_by("id")}
    counts = training.kind == TrainingKind.SOCIAL_WORK
    earned = [row for row in rows if counts and row.state == EnrolmentState.COMPLETED]
    fresh = [row for row in earned if row.pk not in held]
    _take_back_doubles(training, fresh, by)
    Learning.objects.bulk_create([_learning(training, row, by) for row in fresh])
    known = {row.pk: row for row in rows}
    for one in held.values():
        row = known[one.enrolment_id or 0]
        wanted = LearningState.COUNTED if row in earned else LearningState.REFUSED
        if one.state != wanted:
            move(one, wanted, table=LEARNING_TABLE, by=by, reason=reason)
        if row.hours is not None and one.hours != row.hours:
            one.hours = row.hours
            one.save(update_fields=["hours"])


def _learning(training: Training, row: Enrolment, by: Actor) -> Learning:
    return Learning(
        person_id=row.person_id,
        station_id=row.station_id,
        source=LearningSource.TRAINING,
        enrolment=row,
        title=training.title,
        organiser=training.organiser,
        completed_on=_last_day(training),
        hours=row.hours or 0,
        state=LearningState.COUNTED,
        state_since=today(),
        saved_by=by,
    )


def _last_day(training: Training) -> dt.date:
    return timezone.localtime(training.occasion.ends_at).date()


def _take_back_doubles(training: Training, rows: list[Enrolment], by: Actor) -> None:
    """The same course typed in by hand beforehand does not count a second time."""
    doubles = doubles_of([row.person_id for row in rows], training.title, _last_day(training))
    for double in doubles:
        move(double, LearningState.REFUSED, table=LEARNING_TABLE, by=by, reason="平台内培训已自动计入，不重复计算")
