"""Continuing education on proof: typed by the learner or his head, checked by a second person."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.credentials import messages
from liangzhan.credentials.choices import CredentialEvent, LearningSource, LearningState
from liangzhan.credentials.models import Learning
from liangzhan.credentials.queries.learning import degree_held, doubles_of
from liangzhan.credentials.queries.people import is_tied
from liangzhan.credentials.rules.learning import LEARNING_TABLE, is_second_person, learning_problems
from liangzhan.credentials.uploads import kept_proof
from liangzhan.people.models import Person
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move


@recorded(CredentialEvent.LEARNING_SAVED, keep=["source", "completed_on", "station"])
def add_learning(
    *,
    person: Person,
    station: Station,
    source: str,
    title: str,
    completed_on: dt.date,
    proof: Any,
    by: Actor,
    organiser: str = "",
    hours: Decimal | None = None,
) -> Learning:
    """Type in a course or a degree with its proof; it waits for a second person's check, who is told.

    A degree counts its fixed hours once; `hours` is then not asked. Raises RuleBroken at the field.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    _check_whose(person, station, by)
    if source == LearningSource.DEGREE:
        hours = Decimal(value_of("ce.degree.hours", on=today()))
    counted = hours or Decimal(0)
    _check_what(person, source, title, completed_on, counted, has_proof=bool(proof))
    row = Learning.objects.create(
        person=person,
        station=station,
        source=source,
        title=title.strip(),
        organiser=organiser.strip(),
        completed_on=completed_on,
        hours=counted,
        proof=kept_proof(proof, "继续教育证明", by, field="proof"),
        state=LearningState.WAITING,
        state_since=today(),
        saved_by=by,
    )
    messages.learning_waits(row, by)
    return row


def _check_whose(person: Person, station: Station, by: Actor) -> None:
    if by.person_uuid != person.uuid and not by.may_at(
        Action.STAFF_MANAGE, code=station.division_code, station_id=station.pk
    ):
        raise RuleBroken("只能登记自己或本站人员的继续教育。")
    if not is_tied(person, station):
        raise RuleBroken("这个人不是这个站点的人员。")


def _check_what(
    person: Person, source: str, title: str, completed_on: dt.date, hours: Decimal, *, has_proof: bool
) -> None:
    problems = learning_problems(
        source=source,
        completed_on=completed_on,
        hours=hours,
        has_proof=has_proof,
        degree_held=degree_held(person.pk),
        today=today(),
    )
    for field, sentence in problems.items():
        raise RuleBroken(sentence, field=field)
    if doubles_of([person.pk], title, completed_on):
        raise RuleBroken("同一天已登记过这门课程，不重复计算。", field="title")


@recorded(CredentialEvent.LEARNING_DECIDED, keep=["learning", "accepted", "reason"])
def decide_learning(*, learning: Learning, accepted: bool, by: Actor, reason: str = "") -> Learning:
    """The second person counts the hours, or says why not. A degree is checked by the county.

    Raises RuleBroken for who typed it himself or learned himself, for a refusal without a reason, and when decided.
    """
    row = Learning.objects.select_for_update(of=("self",)).select_related("person", "station").get(pk=learning.pk)
    second = is_second_person(
        decider=by.uuid, saver=row.saved_by.uuid, decider_person=by.person_uuid, learner=row.person.uuid
    )
    if not second:
        raise RuleBroken("本人或登记人不能自己核对。请由站长、两委、街道或督导核对。")
    verb = Action.STAFF_RECOGNISE if row.source == LearningSource.DEGREE else Action.LEARNING_DECIDE
    if not by.may_at(verb, code=row.division_code, station_id=row.station_id):
        raise RuleBroken(
            "取得学历的学时由县级核对。" if row.source == LearningSource.DEGREE else "不在您核对的范围内。"
        )
    if not accepted and not reason.strip():
        raise RuleBroken("请写明不予计入的理由。", field="reason")
    state = LearningState.COUNTED if accepted else LearningState.REFUSED
    if row.state != LearningState.WAITING:
        raise RuleBroken(f"这条记录{row.get_state_display()}，不用再核对。")
    move(row, state, table=LEARNING_TABLE, by=by, reason=reason.strip())
    messages.learning_decided(row, accepted, reason.strip(), by)
    return row
