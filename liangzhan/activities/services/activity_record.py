"""K-03, K-04, K-06: an activity is recorded from its roll, corrected, summed up; photos, additions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.activities.choices.activity import ActivityEvent, ActivityState
from liangzhan.activities.filing import file_plan
from liangzhan.activities.models import (
    Activity,
    ActivityPhoto,
    ActivityRecord,
    ActivitySummary,
)
from liangzhan.activities.queries.activity_leaders import minors_words
from liangzhan.activities.queries.activity_posting import categories_on, held_of
from liangzhan.activities.queries.activity_record import record_locked
from liangzhan.activities.rules.activity_plan import ACTIVITY_TABLE
from liangzhan.activities.rules.activity_posting import Held, activity_lines, nameless
from liangzhan.activities.rules.group_plan import too_long
from liangzhan.activities.rules.group_sessions import holding_problem
from liangzhan.activities.services.activity_posting import close_roll, count_paper
from liangzhan.audit.services import recorded
from liangzhan.documents.queries.locking import record_locked as locked_on
from liangzhan.documents.services import drop_file, keep_file
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move

HELD = (ActivityState.HELD, ActivityState.SUMMARISED)


@dataclass(frozen=True)
class SummaryFacts:
    """K-06 as it is filled in."""

    outcome: str
    problems: str
    budget_used_fen: int = 0
    follow_up: str = ""


@recorded(ActivityEvent.RECORDED)
def record_activity(
    *, activity: Activity, process: str, by: Actor, events: str = "", unidentified: int | None = None
) -> ActivityRecord:
    """Write down what happened; confirm the roll and count it once in the ledger. Sent again it answers what stands.

    Raises RuleBroken: not approved, not begun, nobody came, no words, a leader of minors without this year's query.
    """
    held = _held(activity)
    if (made := ActivityRecord.objects.filter(activity=held).first()) is not None:
        return made
    if held.state != ActivityState.APPROVED:
        raise RuleBroken(f"活动{held.get_state_display()}，批准后才能记录。")
    _check_words(process, events)
    if problem := holding_problem(starts_at=held.occasion.starts_at, now=moment(), state=held.occasion.state):
        raise RuleBroken(problem)
    came = _came(held, by, unidentified)
    if held.for_minors and (problem := minors_words(held.leaders, came.on)):
        raise RuleBroken(problem)
    record = ActivityRecord.objects.create(
        activity=held,
        process=process.strip(),
        events=events.strip(),
        attended=came.attended,
        held_on=came.on,
        recorded_at=moment(),
        recorded_by=by,
    )
    _count(record, held, came, by)
    move(held, ActivityState.HELD, table=ACTIVITY_TABLE, by=by, on=came.on)
    return record


@recorded(ActivityEvent.RECORDED)
def edit_record(*, record: ActivityRecord, process: str, events: str, by: Actor) -> ActivityRecord:
    """Correct the words until the record locks. Raises RuleBroken afterwards, and at the field."""
    held = ActivityRecord.objects.select_for_update(of=("self",)).select_related("activity").get(pk=record.pk)
    if record_locked(held):
        raise RuleBroken("活动记录已经锁定，不能再改；有补充的请写补记。")
    _check_words(process, events)
    held.process, held.events = process.strip(), events.strip()
    held.save(update_fields=["process", "events"])
    return held


@recorded(ActivityEvent.RECOUNTED, keep=["reason"])
def recount_activity(*, activity: Activity, reason: str, by: Actor) -> ActivityRecord:
    """The roll was opened again and corrected: confirm it and count it anew, as the next version in the ledger."""
    if not reason.strip():
        raise RuleBroken("请写明更正的原因。", field="reason")
    held = _held(activity)
    record = ActivityRecord.objects.select_for_update(of=("self",)).filter(activity=held).first()
    if record is None:
        raise RuleBroken("活动还没有记录。")
    before = record.counted_version
    came = _came(held, by, None)
    _count(record, held, came, by, reason=reason.strip())
    if record.counted_version == before:
        raise RuleBroken("签到没有变动，不用更正。要改人数的，请先重新打开签到。")
    record.attended = came.attended
    record.save(update_fields=["attended"])
    return record


@recorded(ActivityEvent.PHOTO_ADDED)
def add_photo(*, activity: Activity, upload: Any, by: Actor, caption: str = "") -> ActivityPhoto:
    """A photo of the activity, without metadata. Refused where nobody may be recognised (domain.md 5.8)."""
    if activity.nameless:
        raise RuleBroken("社区矫正、戒毒康复的活动不留照片。", field="photo")
    try:
        file = keep_file(upload=upload, title="活动照片", kind="image", by=by)
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field="photo") from refusal
    return ActivityPhoto.objects.create(activity=activity, file=file, caption=caption.strip()[:80], added_by=by)


@recorded(ActivityEvent.PHOTO_REMOVED)
def remove_photo(*, photo: ActivityPhoto, by: Actor) -> Activity:
    """Somebody does not want to be seen: the picture goes, also from the store."""
    activity, file = photo.activity, photo.file
    photo.delete()
    drop_file(kept=file, by=by)
    return activity


@recorded(ActivityEvent.SUMMARISED, keep=["activity"])
def save_summary(*, activity: Activity, facts: SummaryFacts, by: Actor) -> ActivitySummary:
    """K-06: sum up an activity that was held, or correct the summary. Raises RuleBroken at the field."""
    held = _held(activity)
    if held.state not in HELD:
        raise RuleBroken(f"活动{held.get_state_display()}，记录以后才能总结。")
    for field, sentence in (("outcome", "请写明成效。"), ("problems", "请写明不足和改进，没有的写“无”。")):
        if not getattr(facts, field).strip():
            raise RuleBroken(sentence, field=field)
    for field, sentence in too_long(facts).items():
        raise RuleBroken(sentence, field=field)
    if held.state == ActivityState.SUMMARISED and locked_on(held.state_since, held.division_code, today=today()):
        raise RuleBroken("总结已经锁定，不能再改；有补充的请写补记。")
    row = ActivitySummary.objects.filter(activity=held).first() or ActivitySummary(activity=held)
    for name, value in vars(facts).items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.saved_by = by
    row.save()
    if held.state == ActivityState.HELD:
        move(held, ActivityState.SUMMARISED, table=ACTIVITY_TABLE, by=by)
    file_plan(held, closed_on=held.state_since, by=by)
    return row


def _held(activity: Activity) -> Activity:
    rows = Activity.objects.select_for_update(of=("self",))
    return rows.select_related("occasion", "station", "leader__person", "helper__person").get(pk=activity.pk)


def _check_words(process: str, events: str) -> None:
    if not process.strip():
        raise RuleBroken("请写明活动过程。", field="process")
    for field, words in (("process", process), ("events", events)):
        if len(words) > 8000:
            raise RuleBroken("内容太长，请不超过 8000 字。", field=field)


def _came(held: Activity, by: Actor, unidentified: int | None) -> Held:
    occasion = close_roll(occasion=held.occasion, leaders=held.leaders, unidentified=unidentified, by=by)
    came = held_of(occasion, held.station, held.leaders, held.service_kind)
    if not came.attended:
        raise RuleBroken("签到里没有一个参加的人。请先点名，或填写未登记姓名的人数。", field="unidentified")
    return nameless(came) if held.nameless else came


def _count(record: ActivityRecord, held: Activity, came: Held, by: Actor, reason: str = "") -> None:
    lines = activity_lines(came, categories_on(came, held.station))
    count_paper(paper=record, station=held.station, lines=lines, reason=reason, by=by)
