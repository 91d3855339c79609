"""G-04, G-05: a session is planned, changed, called off, recorded from its roll, corrected."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.activities.choices.groups import GroupEvent, GroupState
from liangzhan.activities.models import Group, GroupSession, SessionPhoto
from liangzhan.activities.queries.activity_clash import clash_words, hold_resources
from liangzhan.activities.queries.activity_leaders import minors_words, takes_minors
from liangzhan.activities.queries.activity_posting import categories_on, held_of
from liangzhan.activities.queries.group_sessions import members_of, session_locked
from liangzhan.activities.rules.activity_posting import Held, opening_lines, session_lines
from liangzhan.activities.rules.group_plan import GROUP_TABLE
from liangzhan.activities.rules.group_sessions import (
    SessionFacts,
    SessionRecord,
    holding_problem,
    record_problems,
    session_problems,
)
from liangzhan.activities.services.activity_posting import close_roll, count_paper
from liangzhan.audit.services import recorded
from liangzhan.documents.services import keep_file
from liangzhan.occasions.choices import OccasionKind
from liangzhan.occasions.services.arranging import arrange_occasion, cancel_occasion, change_occasion
from liangzhan.stations.models import Room
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment
from liangzhan.toolkit.transitions import move

LIVE = (GroupState.APPROVED, GroupState.RUNNING)
LOCKED = "这一节的记录已经锁定，不能再改；有补充的请写补记。"


@recorded(GroupEvent.SESSION_PLANNED, keep=["group"])
def plan_session(
    *,
    group: Group,
    facts: SessionFacts,
    by: Actor,
    room: Room | None = None,
    session: GroupSession | None = None,
    form_key: UUID | None = None,
) -> GroupSession:
    """Arrange a session of an approved group, or change one that has no record. Members and leaders stand on its roll.

    The same `form_key` again answers the session it made. Raises RuleBroken at the field: texts, a number taken, times
    that cannot be, a leader or room that is taken at that time (the other is named).
    """
    held = _live(group)
    if session is None and form_key and (made := held.sessions.filter(form_key=form_key).first()):
        return made
    for field, sentence in session_problems(facts).items():
        raise RuleBroken(sentence, field=field)
    same = held.sessions.filter(number=facts.number, cancelled_reason="")
    if (same.exclude(pk=session.pk) if session else same).exists():
        raise RuleBroken(f"第 {facts.number} 节已经安排。", field="number")
    hold_resources(held.leaders, room)
    sentence, field = clash_words(held.leaders, room, facts.starts_at, facts.ends_at, but=session)
    if sentence:
        raise RuleBroken(sentence, field=field)
    return _change(session, facts, room, by) if session else _arrange(held, facts, room, by, form_key)


@recorded(GroupEvent.SESSION_CANCELLED, keep=["reason"])
def cancel_session(*, session: GroupSession, reason: str, by: Actor) -> GroupSession:
    """This session will not be held. Raises RuleBroken without a reason, when it is recorded, or somebody came."""
    held = _locked_session(session)
    if held.recorded_at is not None:
        raise RuleBroken("这一节已经有记录，不能取消。")
    cancel_occasion(occasion=held.occasion, reason=reason, by=by)
    held.cancelled_reason = reason.strip()[:200]
    held.save(update_fields=["cancelled_reason"])
    return held


@recorded(GroupEvent.SESSION_RECORDED)
def record_session(
    *, session: GroupSession, record: SessionRecord, by: Actor, unidentified: int | None = None
) -> GroupSession:
    """Write down what happened; confirm the roll and count it in the ledger. The first session held opens the group.

    Sent again it answers what stands. Raises RuleBroken: not begun, called off, nobody came, texts, a leader of minors
    without this year's query.
    """
    group = _live(session.group)
    held = _locked_session(session)
    if held.recorded_at is not None:
        return held
    for field, sentence in record_problems(record).items():
        raise RuleBroken(sentence, field=field)
    occasion = held.occasion
    if problem := holding_problem(starts_at=occasion.starts_at, now=moment(), state=occasion.state):
        raise RuleBroken(problem)
    came = _count(held, group, by, unidentified=unidentified)
    if takes_minors(group) and (problem := minors_words(group.leaders, came.on)):
        raise RuleBroken(problem)
    _write(held, record)
    held.held_on, held.attended, held.recorded_at, held.recorded_by = came.on, came.attended, moment(), by
    held.save()
    _open(group, came, by)
    return held


@recorded(GroupEvent.SESSION_EDITED)
def edit_session(*, session: GroupSession, record: SessionRecord, by: Actor) -> GroupSession:
    """Correct the words of a record until it locks. Raises RuleBroken afterwards, and at the field."""
    held = _locked_session(session)
    if held.recorded_at is None:
        raise RuleBroken("这一节还没有记录。")
    if session_locked(held):
        raise RuleBroken(LOCKED)
    for field, sentence in record_problems(record).items():
        raise RuleBroken(sentence, field=field)
    _write(held, record)
    held.save()
    return held


@recorded(GroupEvent.RECOUNTED, keep=["reason"])
def recount_session(*, session: GroupSession, reason: str, by: Actor) -> GroupSession:
    """The roll was opened again and corrected: confirm it and count it anew, as the next version in the ledger."""
    if not reason.strip():
        raise RuleBroken("请写明更正的原因。", field="reason")
    held = _locked_session(session)
    if held.recorded_at is None:
        raise RuleBroken("这一节还没有记录。")
    before = held.counted_version
    came = _count(held, held.group, by, reason=reason.strip())
    if held.counted_version == before:
        raise RuleBroken("签到没有变动，不用更正。要改人数的，请先重新打开签到。")
    held.attended = came.attended
    held.save(update_fields=["attended"])
    return held


@recorded(GroupEvent.PHOTO_ADDED)
def add_session_photo(*, session: GroupSession, upload: Any, by: Actor) -> SessionPhoto:
    """A photo for the folder of the group. Raises RuleBroken at `photo` for what is no picture."""
    try:
        file = keep_file(upload=upload, title=f"小组第 {session.number} 节照片", kind="image", by=by)
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field="photo") from refusal
    return SessionPhoto.objects.create(session=session, file=file, added_by=by)


def _live(group: Group) -> Group:
    held = (
        Group.objects.select_for_update(of=("self",))
        .select_related("leader__person", "helper__person", "station")
        .get(pk=group.pk)
    )
    if held.state not in LIVE:
        raise RuleBroken(f"小组{held.get_state_display()}，不能安排或记录节次。")
    return held


def _locked_session(session: GroupSession) -> GroupSession:
    rows = GroupSession.objects.select_for_update(of=("self",))
    return rows.select_related("occasion", "group__leader__person", "group__station").get(pk=session.pk)


def _where(group: Group, facts: SessionFacts, room: Room | None) -> dict[str, Any]:
    place = facts.place.strip() or (room.name if room else group.place)
    title = f"{group.name} 第 {facts.number} 节"
    return {"title": title, "starts_at": facts.starts_at, "ends_at": facts.ends_at, "place": place}


def _what(facts: SessionFacts) -> dict[str, Any]:
    texts = {name: getattr(facts, name).strip() for name in ("aims", "activities", "materials")}
    return {"number": facts.number, "phase": facts.phase, **texts}


def _arrange(group: Group, facts: SessionFacts, room: Room | None, by: Actor, form_key: UUID | None) -> GroupSession:
    people = [one.person for one in (*members_of(group), *group.leaders)]
    where = _where(group, facts, room)
    occasion = arrange_occasion(kind=OccasionKind.GROUP_SESSION, station=group.station, expected=people, by=by, **where)
    return GroupSession.objects.create(
        group=group, occasion=occasion, room=room, form_key=form_key, saved_by=by, **_what(facts)
    )


def _change(session: GroupSession, facts: SessionFacts, room: Room | None, by: Actor) -> GroupSession:
    held = _locked_session(session)
    if held.recorded_at is not None:
        raise RuleBroken("这一节已经有记录，安排不能再改。")
    change_occasion(occasion=held.occasion, by=by, **_where(held.group, facts, room))
    for name, value in _what(facts).items():
        setattr(held, name, value)
    held.room = room
    held.save()
    return held


def _count(held: GroupSession, group: Group, by: Actor, *, unidentified: int | None = None, reason: str = "") -> Held:
    """Confirm the roll, read who came, post it."""
    occasion = close_roll(occasion=held.occasion, leaders=group.leaders, unidentified=unidentified, by=by)
    held.occasion = occasion
    came = held_of(occasion, group.station, group.leaders, group.service_kind)
    if not came.attended:
        raise RuleBroken("签到里没有一个参加的人。请先点名，或填写未登记姓名的人数。", field="unidentified")
    lines = session_lines(came, categories_on(came, group.station))
    count_paper(paper=held, station=group.station, lines=lines, reason=reason, by=by)
    return came


def _write(held: GroupSession, record: SessionRecord) -> None:
    for name, value in vars(record).items():
        setattr(held, name, value.strip())


def _open(group: Group, came: Held, by: Actor) -> None:
    """The group is open from the day of its first session; one that is written down late may move that day back."""
    if group.opened_on is None or came.on < group.opened_on:
        group.opened_on = came.on
        group.save(update_fields=["opened_on"])
        lines = opening_lines(came.on, group.leader.person_id)
        count_paper(paper=group, station=group.station, lines=lines, reason="按第一节的日期", by=by)
    if group.state == GroupState.APPROVED:
        move(group, GroupState.RUNNING, table=GROUP_TABLE, by=by)
