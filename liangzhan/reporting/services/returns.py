"""A return: words written by people, figures by nobody; handed in, sent back, accepted, locked, corrected (domain.md 9.1)."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.reporting import messages
from liangzhan.reporting.choices import ReturnCause, ReturnEvent, ReturnState
from liangzhan.reporting.models import Return, ReturnNote
from liangzhan.reporting.queries.return_counts import missing
from liangzhan.reporting.queries.returns import (
    changed_since,
    computed,
    listed,
    may_accept,
    may_write,
    versions_of,
)
from liangzhan.reporting.rules.definitions import VERSION
from liangzhan.reporting.rules.returns import DONE, OPEN, RETURNS, figures_hash, sending_problem, words_missing
from liangzhan.reporting.settings_returns import LOCK_DAYS
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import load
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import move

LONGEST = 4000
NOTE_LENGTH = 300


def _locked(row: Return) -> Return:
    """The row as it is now, held: a colleague may have handed it in meanwhile."""
    return Return.objects.select_for_update(of=("self",)).select_related("form", "area").get(pk=row.pk)


def _own(row: Return, by: Actor) -> None:
    if not may_write(by, row):
        raise RuleBroken(f"这张报表由{row.unit_name}填写和报送。")


def _above(row: Return, by: Actor) -> None:
    if not may_accept(by, row):
        raise RuleBroken("这张报表由上级审核。")
    if row.submitted_by is not None and row.submitted_by.uuid == by.uuid:
        raise RuleBroken("您报送的报表由另一位同志审核；本级没有其他人时，由更上一级审核。")


@recorded(ReturnEvent.WRITTEN)
def write_words(*, row: Return, words: dict[str, str], by: Actor) -> Return:
    """Keep the narrative blocks {block key: text}. Figures cannot be typed. Refused once it was handed in."""
    held = _locked(row)
    _own(held, by)
    if held.state not in OPEN:
        raise RuleBroken("这张报表已经报送，不能修改；需要修改时，请上级退回。")
    known = {one.key: one for one in held.form.blocks.all()}
    for key, text in words.items():
        if key not in known:
            raise TypeError(f"no such block: {key}")
        if len(text) > LONGEST:
            raise RuleBroken(f"“{known[key].heading}”最多 {LONGEST} 字。", field=key)
    held.words = {**held.words, **{key: text.strip() for key, text in words.items()}}
    held.save(update_fields=["words"])
    return held


@recorded(ReturnEvent.NOTED, keep=["column"])
def add_note(*, row: Return, column: str, text: str, by: Actor) -> ReturnNote:
    """A signed note beside a figure; the figure stays as it is, and so does the note. Not after locking."""
    held = _locked(row)
    _own(held, by)
    if held.state == ReturnState.LOCKED:
        raise RuleBroken("这张报表已经锁定，不能再加注；数字有变化时，请另报更正版。")
    if column not in {one.key for one in held.form.columns.all()}:
        raise RuleBroken("报表里没有这一栏。", field="column")
    if not text.strip():
        raise RuleBroken("请写明要说明的情况。", field="text")
    if len(text.strip()) > NOTE_LENGTH:
        raise RuleBroken(f"加注最多 {NOTE_LENGTH} 字。", field="text")
    return ReturnNote.objects.create(parent=held, column=column, text=text.strip(), written_at=moment(), written_by=by)


@recorded(ReturnEvent.MOVED)
def submit_return(*, row: Return, by: Actor) -> Return:
    """Freeze the figures with the version of their definitions, and hand the return to the level above.

    Whoever writes may hand in (a station may be one person). Refused before the period is over, twice, after acceptance
    or locking, and while required words are missing.
    """
    held, day = _locked(row), today()
    _own(held, by)
    if problem := sending_problem(held.state, held.ends_on, day):
        raise RuleBroken(problem)
    blocks = [(one.key, one.heading, one.required) for one in held.form.blocks.order_by("position")]
    if reasons := words_missing(blocks, held.words):
        raise RuleBroken(*reasons)
    figures = computed(held, today=day)
    move(
        held,
        ReturnState.SUBMITTED,
        table=RETURNS,
        by=by,
        figures=figures,
        figures_hash=figures_hash(figures, VERSION),
        definition_version=VERSION,
        submitted_at=moment(),
        submitted_by=by,
        first_sent_on=held.first_sent_on or day,
        returned_reason="",
    )
    messages.return_sent(held, on=day, by=by)
    return held


@recorded(ReturnEvent.MOVED, keep=["reason"])
def send_back(*, row: Return, reason: str, by: Actor) -> Return:
    """The level above sends it back with a reason; also after acceptance, until it is locked."""
    reason = reason.strip()[:300]
    if not reason:
        raise RuleBroken("请写明退回理由。", field="reason")
    held = _locked(row)
    _above(held, by)
    if held.state == ReturnState.ACCEPTED and len(versions_of(held)) > held.version:
        raise RuleBroken("这一版之后已有更正版，请办理更正版。")
    move(
        held,
        ReturnState.RETURNED,
        table=RETURNS,
        by=by,
        reason=reason,
        returned_reason=reason,
        decided_at=moment(),
        decided_by=by,
    )
    messages.return_decided(held, on=today(), by=by, reason=reason)
    return held


@recorded(ReturnEvent.MOVED)
def accept_return(*, row: Return, by: Actor) -> Return:
    """The level above accepts; some days later it is locked by itself. Never who handed it in."""
    held = _locked(row)
    _above(held, by)
    move(held, ReturnState.ACCEPTED, table=RETURNS, by=by, decided_at=moment(), decided_by=by)
    messages.return_decided(held, on=today(), by=by)
    return held


@recorded(ReturnEvent.CORRECTED, keep=["cause"])
def correct_return(*, row: Return, cause: str, note: str, by: Actor) -> Return:
    """A new version of an accepted return, which names its cause; the version before stays as it was sent.

    Refused when the records still say what was sent: then there is nothing to correct.
    """
    held = _locked(row)
    _own(held, by)
    if held.state not in DONE:
        raise RuleBroken("审核通过以后才另报更正版；现在请直接修改，或请上级退回。")
    if cause not in ReturnCause.values:
        raise RuleBroken("请选择更正原因。", field="cause")
    if not note.strip():
        raise RuleBroken("请说明更正的情况。", field="note")
    last = versions_of(held)[-1]
    if last.pk != held.pk:
        raise RuleBroken(f"这张报表已有第 {last.version} 版，请打开最新一版。")
    if not changed_since(held, today=today()).differences:
        raise RuleBroken("现在的记录与已报的数字一致，不需要更正。")
    fresh = Return(
        **{
            name: getattr(held, name)
            for name in ("form_id", "form_code", "level", "unit_key", "unit_name", "area_id", "division_code")
            + ("station_id", "period", "ends_on", "due_on", "words", "first_sent_on")
        },
        version=held.version + 1,
        cause=cause,
        cause_note=note.strip()[:300],
        state_since=today(),
        drafted_on=today(),
    )
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError as clash:
        raise RuleBroken("这张报表的更正版正在办理，请继续，不必另起。") from clash
    return fresh


@recorded(ReturnEvent.REMINDED, keep=["form_code", "period", "level"])
def remind_missing(*, form_code: str, period: str, level: str, by: Actor) -> list[Return]:
    """Remind the units below that let the due day pass: once for each due date. RuleBroken when there is nobody to remind."""
    day = today()
    rows = missing(by, form_code, period, level, on=day)
    if not rows:
        raise RuleBroken("没有逾期未报的单位，不需要催报。")
    fresh = [one for one in rows if one.reminded_at is None]
    if not fresh:
        raise RuleBroken("逾期未报的单位都已催报过；同一期限只催一次，请直接联系他们。")
    Return.objects.filter(pk__in=[one.pk for one in fresh]).update(reminded_at=moment(), reminded_by=by)
    for one in fresh:
        messages.return_overdue(one, on=day, by=by)
    return fresh


@recorded(ReturnEvent.LOCKED, keep=["on"])
def lock_accepted(*, on: dt.date, by: Actor) -> list[Return]:
    """Lock what was accepted so many days ago; afterwards only a new version says something else."""
    settings = load([LOCK_DAYS])
    locked = []
    for row in listed().filter(state=ReturnState.ACCEPTED).order_by("pk"):
        days = int(settings.value_of(LOCK_DAYS, on=on, division_code=row.division_code))
        if row.state_since + dt.timedelta(days=days) < on:
            locked.append(move(row, ReturnState.LOCKED, table=RETURNS, by=by, on=on))
    return locked
