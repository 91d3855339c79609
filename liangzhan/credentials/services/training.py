"""A training is arranged, opened for enrolment, called off. Seats and completion stand beside."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.credentials import messages
from liangzhan.credentials.choices import CredentialEvent, TrainingState
from liangzhan.credentials.models import Training
from liangzhan.credentials.queries.training import held_training, live_enrolments, seated_count
from liangzhan.credentials.rules.training import (
    EDITABLE,
    TRAINING_TABLE,
    TrainingFacts,
    opening_problem,
    training_problems,
)
from liangzhan.credentials.services.enrolment import give_seats
from liangzhan.occasions.choices import OccasionKind
from liangzhan.occasions.services.arranging import arrange_occasion, cancel_occasion, change_occasion
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move


@recorded(CredentialEvent.TRAINING_SAVED, keep=["station", "division_code"])
def save_training(
    *,
    facts: TrainingFacts,
    by: Actor,
    station: Station | None = None,
    division_code: str = "",
    training: Training | None = None,
) -> Training:
    """Arrange a training (a draft), or change one that has not been held; whoever signed up hears of another time or place.

    A station's own training is for its community; an office's for the area `division_code` (12 digits). Makes the one
    occasion of the training, or changes it. Raises RuleBroken at the field.
    """
    row = training or Training(station=station, division_code=station.division_code if station else division_code)
    _check(row, facts, by)
    if training is not None:
        return _change(training, facts, by)
    occasion = arrange_occasion(
        kind=OccasionKind.TRAINING, station=station, division_code=row.division_code, by=by, **_where(facts)
    )
    return Training.objects.create(
        station=station,
        division_code=row.division_code,
        occasion=occasion,
        state_since=today(),
        saved_by=by,
        **_what(facts),
    )


def _where(facts: TrainingFacts) -> dict[str, Any]:
    """What belongs to the occasion."""
    return {
        "title": facts.title.strip(),
        "place": facts.place.strip(),
        "starts_at": facts.starts_at,
        "ends_at": facts.ends_at,
    }


def _what(facts: TrainingFacts) -> dict[str, Any]:
    """What belongs to the training."""
    plain = ("kind", "level", "hours", "seats", "enrolment_ends_on")
    texts = ("title", "organiser", "content")
    return {name: getattr(facts, name) for name in plain} | {name: getattr(facts, name).strip() for name in texts}


def _check(row: Training, facts: TrainingFacts, by: Actor) -> None:
    place = row.division_code
    if not place or not by.may_at(Action.TRAINING_MANAGE, code=place, station_id=row.station_id):
        raise RuleBroken("请选择您管理的区域或站点。", field="place_key")
    local = replace(facts, starts_at=timezone.localtime(facts.starts_at), ends_at=timezone.localtime(facts.ends_at))
    minutes = value_of("training.hour.minutes", on=today(), division_code=place)
    problems = training_problems(local, of_station=row.station_id is not None, minutes_per_hour=minutes)
    for field, sentence in problems.items():
        raise RuleBroken(sentence, field=field)


def _change(training: Training, facts: TrainingFacts, by: Actor) -> Training:
    held = held_training(training)
    if held.state not in EDITABLE:
        raise RuleBroken(f"培训{held.get_state_display()}，不能再修改。")
    taken = seated_count(held)
    if facts.seats is not None and facts.seats < taken:
        raise RuleBroken(f"已有 {taken} 人录取，名额不能更少。", field="seats")
    if held.state == TrainingState.OPEN and held.seats is None and facts.seats is not None and taken:
        raise RuleBroken(f"已有 {taken} 人录取，不能再改为限定名额。", field="seats")
    where, occasion = _where(facts), held.occasion
    moved = any(getattr(occasion, name) != where[name] for name in ("place", "starts_at", "ends_at"))
    held.occasion = change_occasion(occasion=occasion, by=by, **where)
    for name, value in _what(facts).items():
        setattr(held, name, value)
    held.save(update_fields=list(_what(facts)))
    if moved and held.state != TrainingState.DRAFT:
        messages.changed(held, list(live_enrolments(held)), by)
    if held.state == TrainingState.SEATED or (held.state == TrainingState.OPEN and held.seats is None):
        give_seats(training=held, by=by)
    return held


@recorded(CredentialEvent.TRAINING_MOVED, keep=["training"])
def open_enrolment(*, training: Training, by: Actor) -> Training:
    """People may sign up from now on; of what has begun already, whoever answers for them enters who was there.

    Raises RuleBroken when its deadline is over.
    """
    held = held_training(training)
    starts_at = timezone.localtime(held.occasion.starts_at)
    if problem := opening_problem(held.enrolment_ends_on, starts_at, timezone.localtime(moment())):
        raise RuleBroken(problem)
    return move(held, TrainingState.OPEN, table=TRAINING_TABLE, by=by)


@recorded(CredentialEvent.TRAINING_MOVED, keep=["training", "reason"])
def cancel_training(*, training: Training, reason: str, by: Actor) -> Training:
    """It will not take place: the occasion is cancelled and everybody who had signed up is told why."""
    if not reason.strip():
        raise RuleBroken("请写明取消的原因，会告知已报名的人。", field="reason")
    held = held_training(training)
    move(held, TrainingState.CANCELLED, table=TRAINING_TABLE, by=by, reason=reason.strip())
    cancel_occasion(occasion=held.occasion, reason=reason.strip()[:200], by=by)
    messages.cancelled(held, list(live_enrolments(held)), reason.strip(), by)
    return held
