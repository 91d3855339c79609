"""Signing up for a training, stepping back, and the seats by the rule: community workers first (《通知》四（二）)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.credentials import messages
from liangzhan.credentials.choices import CredentialEvent, EnrolmentState, TrainingState
from liangzhan.credentials.models import Enrolment, Training
from liangzhan.credentials.queries.people import Holder, is_tied, own_holders
from liangzhan.credentials.queries.training import (
    held_training,
    live_enrolments,
    overlapping,
    reaches,
    seated_count,
    seats_by_rule,
)
from liangzhan.credentials.rules.training import (
    ENROLMENT_TABLE,
    LIVE,
    TRAINING_TABLE,
    enrolment_problem,
    withdrawal_problem,
)
from liangzhan.occasions.services.arranging import expect, unexpect
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move, move_all


@recorded(CredentialEvent.ENROLLED, keep=["training", "station"])
def enrol(
    *,
    training: Training,
    person: Person,
    label: str,
    station: Station,
    community_worker: bool,
    by: Actor,
    late: bool = False,
) -> Enrolment:
    """Sign a person up: oneself, or a head, street or committee their own people (the paper way).

    While enrolment is open everybody may apply and the rule gives the seats; once they are given, whoever comes takes a
    seat that is still free. Without a limit everybody has a seat, and stands on the roll, at once. `late`: entered by
    whoever answers for the person, also after it began (a training that is recorded afterwards). Raises RuleBroken: not
    open, over, full, twice, at the same time elsewhere, not one's own.
    """
    held = held_training(training)
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    _check_whose(person, station, by)
    if not reaches(held, station):
        raise RuleBroken("这次培训不面向这个站点。")
    _check_open(held, person, late=late and _answers_for(station, by))
    row = Enrolment.objects.create(
        training=held,
        person=person,
        label=label,
        station=station,
        community_worker=community_worker,
        state_since=today(),
        applied_by=by,
    )
    if held.state == TrainingState.SEATED or held.seats is None:
        give_seats(training=held, by=by)
        row.refresh_from_db()
    return row


@recorded(CredentialEvent.ENROLLED_ONESELF, keep=["training"])
def enrol_self(*, training: Training, by: Actor) -> Enrolment:
    """Sign up for oneself, at the station one works for. Raises RuleBroken when the account has no person."""
    own = own_holders(by, on=today())
    if not own:
        raise RuleBroken("您的账户还没有关联人员信息，请让站长为您报名。")
    return _enrol_holder(training, own[0], by)


@recorded(CredentialEvent.PEOPLE_ENROLLED, keep=["training"])
def enrol_people(*, training: Training, people: Sequence[Holder], by: Actor) -> list[Enrolment]:
    """A head signs several of his people up, in this order; all or none. The refusal says who it is about.

    Also after it began: who was there is entered until the training is confirmed as held.
    """
    rows = []
    for one in people:
        try:
            rows.append(_enrol_holder(training, one, by, late=True))
        except RuleBroken as refusal:
            raise RuleBroken(*(f"{one.label}：{reason}" for reason in refusal.reasons), field="people") from refusal
    return rows


def _enrol_holder(training: Training, one: Holder, by: Actor, *, late: bool = False) -> Enrolment:
    return enrol(
        training=training,
        person=one.person,
        label=one.label,
        station=one.station,
        community_worker=one.community_worker,
        by=by,
        late=late,
    )


def _check_open(held: Training, person: Person, *, late: bool) -> None:
    problem = enrolment_problem(
        state=held.state,
        starts_at=timezone.localtime(held.occasion.starts_at),
        enrolment_ends_on=held.enrolment_ends_on,
        seats=held.seats,
        seated=seated_count(held),
        now=timezone.localtime(moment()),
        late=late,
    )
    if problem:
        raise RuleBroken(problem)
    if held.enrolments.filter(person=person, state__in=LIVE).exists():
        raise RuleBroken("已经报过名，不用重复报名。")
    if other := overlapping(person.pk, held):
        raise RuleBroken(f"同一时段已报名“{other.title}”（{messages.when(other)}），请先退出一个。")


def _check_whose(person: Person, station: Station, by: Actor) -> None:
    own = by.person_uuid == person.uuid
    if not (own or _answers_for(station, by)):
        raise RuleBroken("只能为自己或本站的人员报名。")
    if not is_tied(person, station):
        raise RuleBroken("这个人不是这个站点的人员，不能从这里报名。")


def _answers_for(station: Station, by: Actor) -> bool:
    return by.may_at(Action.TRAINING_ENROL_OTHERS, code=station.division_code, station_id=station.pk)


@recorded(CredentialEvent.ENROLMENT_ENDED, keep=["enrolment"])
def withdraw(*, enrolment: Enrolment, by: Actor) -> Enrolment:
    """Step back before it begins; the first of the waiting list gets the seat by the same rule, and is told."""
    held = held_training(enrolment.training)
    row = Enrolment.objects.select_related("person", "station").get(pk=enrolment.pk)
    now, starts_at = timezone.localtime(moment()), timezone.localtime(held.occasion.starts_at)
    if problem := withdrawal_problem(row.state, starts_at, now):
        raise RuleBroken(problem)
    if row.state == EnrolmentState.SEATED:
        unexpect(occasion=held.occasion, person=row.person, by=by)
    move(row, EnrolmentState.WITHDRAWN, table=ENROLMENT_TABLE, by=by)
    if held.state == TrainingState.SEATED:
        give_seats(training=held, by=by)
    return row


@recorded(CredentialEvent.SEATED, keep=["training"])
def seat(*, training: Training, by: Actor) -> Training:
    """Give the seats by the rule to those who have signed up, put them on the roll and tell everybody."""
    held = move(held_training(training), TrainingState.SEATED, table=TRAINING_TABLE, by=by)
    give_seats(training=held, by=by)
    return held


@recorded(CredentialEvent.SEATS_GIVEN, keep=["training"])
def give_seats(*, training: Training, by: Actor) -> Training:
    """Bring every live application to where the rule has it, put the seated on the roll, tell whoever it touches."""
    held = held_training(training)
    seated = set(seats_by_rule(held)[0])
    there = list(live_enrolments(held))
    got = [row for row in there if row.pk in seated and row.state != EnrolmentState.SEATED]
    waits = [row for row in there if row.pk not in seated and row.state == EnrolmentState.APPLIED]
    move_all(got, EnrolmentState.SEATED, table=ENROLMENT_TABLE, by=by)
    move_all(waits, EnrolmentState.WAITLIST, table=ENROLMENT_TABLE, by=by)
    if got:
        expect(occasion=held.occasion, persons=[row.person for row in got], by=by)
    messages.seats_given(held, got, waits, by)
    return held
