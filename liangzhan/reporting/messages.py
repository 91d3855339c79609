"""Whom each step of a return tells, and in which words."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import settle, tell
from liangzhan.reporting.models import Return
from liangzhan.reporting.rules.returns import level_above, named


def _subject(row: Return) -> str:
    return f"reporting.return:{row.uuid}"


def _review_subject(row: Return) -> str:
    return f"reporting.return_review:{row.uuid}"


def _words(row: Return) -> str:
    return f"{row.unit_name}{named(row.period).words}{row.form.name}"


def _href(row: Return) -> str:
    return reverse("reporting:return-page", args=[row.pk])


def writers(row: Return, on: dt.date) -> QuerySet[User]:
    """Who writes it: people of the station, or officers of the area itself (not of those above)."""
    level = "COMMUNITY" if row.station_id else row.area.level
    return users_with(
        Action.RETURN_WRITE, code=row.division_code, on=on, station_id=row.station_id, levels=(str(level),)
    )


def acceptors(row: Return, on: dt.date) -> QuerySet[User]:
    """Who accepts it: the officers of the level above."""
    above = str(level_above(row.level))
    return users_with(Action.RETURN_ACCEPT, code=row.division_code, on=on, levels=(above,))


def return_wanted(row: Return, *, on: dt.date, by: Actor) -> None:
    """A draft waits for its writers."""
    text = f"{_words(row)}已自动生成，请核对后报送。"
    _tell(row, writers(row, on), NoticeKind.TODO, text, by, due_on=row.due_on)


def return_overdue(row: Return, *, on: dt.date, by: Actor) -> None:
    """The level above asks for it."""
    text = f"{_words(row)}还没有报送，期限为 {row.due_on:%Y-%m-%d}。"
    _tell(row, writers(row, on), NoticeKind.REMINDER, text, by)


def return_sent(row: Return, *, on: dt.date, by: Actor) -> None:
    """Handed in: nobody needs to be reminded any more; the level above has something to look at."""
    settle(subject=_subject(row), by=by)
    tell(
        recipients=acceptors(row, on),
        kind=NoticeKind.TODO,
        subject=_review_subject(row),
        text=f"{_words(row)}已报送，请审核。",
        href=_href(row),
        by=by,
    )


def return_decided(row: Return, *, on: dt.date, by: Actor, reason: str = "") -> None:
    """Accepted, or sent back with a reason."""
    settle(subject=_review_subject(row), by=by)
    if reason:
        _tell(row, writers(row, on), NoticeKind.RETURNED, f"{_words(row)}被退回：{reason}", by, due_on=row.due_on)
    else:
        _tell(row, writers(row, on), NoticeKind.RESULT, f"{_words(row)}已审核通过。", by)


def _tell(
    row: Return, recipients: QuerySet[User], kind: NoticeKind, text: str, by: Actor, due_on: dt.date | None = None
) -> None:
    tell(recipients=recipients, kind=kind, subject=_subject(row), text=text, href=_href(row), due_on=due_on, by=by)
