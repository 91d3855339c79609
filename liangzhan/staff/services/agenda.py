"""The agenda of supervision: flagged work of the rooms above, and what a worker wants to talk about (domain.md 4.4)."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.staff import supervision_messages as messages
from liangzhan.staff.choices.supervision import AgendaState, SupervisionEvent
from liangzhan.staff.models import AgendaItem, Worker
from liangzhan.staff.queries.supervision import visible_agenda
from liangzhan.staff.queries.supervision_people import homes
from liangzhan.staff.queries.workers import worker_of
from liangzhan.staff.rules.supervision import AGENDA
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move

OWN = "本人提出"


@recorded(SupervisionEvent.AGENDA_ADDED, keep=["voucher", "reason"])
def put_on_agenda(*, worker: Worker, voucher: str, reason: str, by: Actor, title: str = "") -> AgendaItem:
    """Flagged work is to be talked about with the supervisor; asking again for the same gives the same item back.

    `voucher` is "room.Model:uuid", `reason` and `title` words of the calling room, never personal. Raises RuleBroken for
    a worker without a post, or without a reason.
    """
    if not voucher.strip() or not reason.strip():
        raise RuleBroken("列入督导议题要有依据和事由。", field="reason")
    Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)  # of two callers at once the second finds the item
    found = AgendaItem.objects.filter(worker=worker, voucher=voucher, reason=reason[:60]).first()
    return found or _add(worker, by, voucher=voucher, reason=reason[:60], title=title[:80])


@recorded(SupervisionEvent.AGENDA_ADDED)
def add_own_item(*, title: str, by: Actor, note: str = "") -> AgendaItem:
    """A worker wants to talk about something himself."""
    worker = worker_of(by)
    if worker is None:
        raise RuleBroken("您的账户没有关联工作人员，不能提出议题。")
    if not title.strip():
        raise RuleBroken("请写明想讨论什么。", field="title")
    return _add(worker, by, reason=OWN, title=title.strip()[:80], note=note.strip())


@recorded(SupervisionEvent.AGENDA_POSTPONED, keep=["to_on"])
def postpone_item(*, item: AgendaItem, to_on: dt.date, by: Actor) -> AgendaItem:
    """Not now: talk about it from a later day on."""
    _check_reader(item, by)
    if to_on <= today():
        raise RuleBroken("暂缓到的日期要在今天以后。", field="to_on")
    return move(item, AgendaState.POSTPONED, table=AGENDA, by=by, session=None, postponed_to_on=to_on)


@recorded(SupervisionEvent.AGENDA_SETTLED)
def settle_item(*, item: AgendaItem, by: Actor) -> AgendaItem:
    """Nothing more to talk about."""
    _check_reader(item, by)
    return move(item, AgendaState.SETTLED, table=AGENDA, by=by)


def _add(worker: Worker, by: Actor, **fields: str) -> AgendaItem:
    post = homes([worker], today()).get(worker.pk)
    if post is None:
        raise RuleBroken("这名工作人员没有在岗，不能列入督导议题。")
    item = AgendaItem.objects.create(
        worker=worker,
        station_id=post.station_id,
        division_code=post.division_code,
        state_since=today(),
        added_by=by,
        **fields,
    )
    messages.agenda_added(item, post.station, by=by)
    return item


def _check_reader(item: AgendaItem, by: Actor) -> None:
    if not by.unlimited and not visible_agenda(by, today()).filter(pk=item.pk).exists():
        raise RuleBroken("这个议题不在您的范围内。")
