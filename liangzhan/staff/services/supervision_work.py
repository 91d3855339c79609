"""What was agreed: who does it until when, how it went, who looked at it again (domain.md 4.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.staff import supervision_messages as messages
from liangzhan.staff.choices.supervision import ActionState, AgendaState, SessionState, SupervisionEvent
from liangzhan.staff.models import AgendaItem, AgreedAction, SupervisionPart, SupervisionSession, Worker
from liangzhan.staff.queries.supervision import own_part, visible_agenda
from liangzhan.staff.queries.supervision_people import supervised_workers
from liangzhan.staff.rules.supervision import ACTION, AGENDA, action_problem, may_check
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move


@dataclass(frozen=True)
class Agreed:
    """An action as it is typed into the record."""

    worker: Worker
    text: str
    due_on: dt.date | None


@recorded(SupervisionEvent.ACTION_ADDED)
def add_actions(*, session: SupervisionSession, actions: Sequence[Agreed], by: Actor) -> list[AgreedAction]:
    """Put agreed actions on the desks of their owners, who took part in the session."""
    seats = {part.worker_id: part for part in SupervisionPart.objects.filter(session=session, attended=True)}
    made = []
    for number, one in enumerate(actions, 1):
        problem = action_problem(one.text, one.due_on, held_on=session.held_on)
        if problem or one.due_on is None:
            raise RuleBroken(problem, field=f"action{number}_{'due_on' if one.text.strip() else 'text'}")
        if one.worker.pk not in seats:
            raise RuleBroken("责任人要是到场的受督导人。", field=f"action{number}_worker")
        part = seats[one.worker.pk]
        made.append(
            AgreedAction(
                session=session,
                worker=one.worker,
                station_id=part.station_id,
                division_code=part.division_code,
                text=one.text.strip(),
                due_on=one.due_on,
                state_since=today(),
            )
        )
    return AgreedAction.objects.bulk_create(made)


@recorded(SupervisionEvent.ACTION_DROPPED)
def drop_action(*, action: AgreedAction, by: Actor) -> SupervisionSession:
    """Take a mistaken action off a record that is not confirmed yet. Returns the session."""
    session = action.session
    if session.state != SessionState.HELD or action.state != ActionState.OPEN:
        raise RuleBroken("督导记录已经确认，或行动已经落实，不能删除。")
    if not by.unlimited and (session.supervisor is None or session.supervisor.uuid != by.uuid):
        _check_peer(session, by)
    action.delete()
    return session


@recorded(SupervisionEvent.AGENDA_TAKEN)
def take_up(*, session: SupervisionSession, items: Sequence[AgendaItem], by: Actor) -> SupervisionSession:
    """These agenda items were talked about here; those taken up before and left out now wait again."""
    chosen = {one.pk for one in items}
    for item in AgendaItem.objects.filter(session=session, state=AgendaState.TAKEN).exclude(pk__in=chosen):
        move(item, AgendaState.WAITING, table=AGENDA, by=by, session=None)
    people = set(SupervisionPart.objects.filter(session=session).values_list("worker_id", flat=True))
    waiting = visible_agenda(by, today()).filter(pk__in=chosen, state__in=[AgendaState.WAITING, AgendaState.POSTPONED])
    for item in waiting.order_by("id"):
        if item.worker_id in people:
            move(item, AgendaState.TAKEN, table=AGENDA, by=by, session=session, postponed_to_on=None)
    return session


@recorded(SupervisionEvent.ACTION_DONE)
def finish_action(*, action: AgreedAction, result: str, by: Actor) -> AgreedAction:
    """The owner says how it went; the supervisor is told and looks at it again."""
    if action.worker.person.uuid != by.person_uuid and not by.unlimited:
        raise RuleBroken("只有责任人能填写落实情况。")
    if not result.strip():
        raise RuleBroken("请写一句落实情况。", field="result")
    action.result = result.strip()
    action.save(update_fields=["result"])
    row = move(action, ActionState.DONE, table=ACTION, by=by, done_at=moment(), done_by=by)
    messages.action_done(row, by=by)
    return row


@recorded(SupervisionEvent.ACTION_CHECKED)
def check_action(*, action: AgreedAction, by: Actor, note: str = "") -> AgreedAction:
    """Somebody else than the owner looked at it and it is settled."""
    _check_checker(action, by)
    action.check_note = note.strip()
    action.save(update_fields=["check_note"])
    row = move(action, ActionState.CHECKED, table=ACTION, by=by, checked_at=moment(), checked_by=by)
    messages.action_settled(row, by=by)
    return row


@recorded(SupervisionEvent.ACTION_RETURNED)
def return_action(*, action: AgreedAction, by: Actor, note: str) -> AgreedAction:
    """It is not done yet: back to the owner, with the reason."""
    _check_checker(action, by)
    if not note.strip():
        raise RuleBroken("请写明还差什么。", field="note")
    action.check_note = note.strip()
    action.save(update_fields=["check_note"])
    row = move(action, ActionState.OPEN, table=ACTION, by=by, done_at=None, done_by=None)
    messages.action_returned(row, by=by)
    return row


def _check_peer(session: SupervisionSession, by: Actor) -> None:
    if session.supervisor is not None or own_part(session, by) is None:
        raise RuleBroken("只有记录人能删除。")


def _check_checker(action: AgreedAction, by: Actor) -> None:
    session = action.session
    supervisor = session.supervisor
    peers = SupervisionPart.objects.filter(session=session, attended=True).exclude(worker=action.worker)
    allowed = by.unlimited or may_check(
        is_owner=action.worker.person.uuid == by.person_uuid,
        is_supervisor=supervisor is not None and supervisor.uuid == by.uuid,
        is_peer=supervisor is None
        and by.person_uuid is not None
        and peers.filter(worker__person__uuid=by.person_uuid).exists(),
        covers_owner=supervised_workers(by, today()).filter(pk=action.worker_id).exists(),
    )
    if not allowed:
        raise RuleBroken("落实情况由督导或一同参加的同工核对，本人不能核对自己的。")
