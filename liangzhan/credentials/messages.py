"""Whom trainings and checks tell, and in which words. Nobody's name stands in a notice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.credentials.choices import LearningSource
from liangzhan.credentials.models import Enrolment, Learning, Training
from liangzhan.credentials.queries.people import users_of
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.models import Notice
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import settle, tell
from liangzhan.toolkit.periods import moment, today


def when(training: Training) -> str:
    """The beginning in words: 2026年12月3日 9:00."""
    at = timezone.localtime(training.occasion.starts_at)
    return f"{at:%Y年%-m月%-d日 %-H:%M}"


def concerned(rows: Iterable[Enrolment]) -> list[User]:
    """Whoever has an account, and whoever signed somebody up: those without a phone hear it from their head."""
    held = list(rows)
    by_hand = {row.applied_by.uuid for row in held}
    return users_of([row.person_id for row in held]) + list(
        User.objects.filter(uuid__in=by_hand, is_active=True).order_by("id")
    )


def _tell(training: Training, rows: Iterable[Enrolment], what: str, text: str, by: Actor, **more: dt.date) -> None:
    tell(
        recipients=concerned(rows),
        kind=NoticeKind.RESULT,
        subject=f"credentials.training:{training.pk}#{what}",
        text=text,
        href=reverse("credentials:training-page", args=[training.pk]),
        by=by,
        **more,
    )


def seats_given(training: Training, seated: Collection[Enrolment], waiting: Collection[Enrolment], by: Actor) -> None:
    """Those who have a seat and those who wait; nobody is called to what has begun already."""
    if training.occasion.starts_at <= moment():
        return
    place = f"，{training.occasion.place}" if training.occasion.place else ""
    _tell(training, seated, "seated", f"培训“{training.title}”已录取，{when(training)}{place}，请准时参加。", by)
    _tell(training, waiting, "waiting", f"培训“{training.title}”名额已满，现为候补；有人退出时按规则递补。", by)


def cancelled(training: Training, rows: Collection[Enrolment], reason: str, by: Actor) -> None:
    """Everybody who had signed up."""
    _tell(training, rows, "cancelled", f"培训“{training.title}”（原定 {when(training)}）已取消：{reason}", by)


def changed(training: Training, rows: Collection[Enrolment], by: Actor) -> None:
    """Time or place is another one."""
    place = f"，{training.occasion.place}" if training.occasion.place else ""
    _tell(training, rows, "changed", f"培训“{training.title}”的安排有变动：{when(training)}{place}。", by)


def begins_soon(training: Training, rows: Collection[Enrolment], by: Actor) -> None:
    """Those who hold a seat, before it starts."""
    place = f"，{training.occasion.place}" if training.occasion.place else ""
    _tell(training, rows, "soon", f"培训“{training.title}”将于 {when(training)} 开始{place}。", by)


def was_reminded(training: Training) -> bool:
    """Has anybody been told that it begins soon?"""
    return Notice.objects.filter(subject=f"credentials.training:{training.pk}#soon").exists()


def learning_waits(row: Learning, by: Actor) -> None:
    """Those who may be the second person; the county for a degree."""
    station, action = row.station, Action.LEARNING_DECIDE
    if station is None:
        return
    levels: tuple[str, ...] = ("COUNTY",) if row.source == LearningSource.DEGREE else ()
    users = users_with(action, code=station.division_code, on=today(), station_id=station.pk, levels=levels)
    if row.source == LearningSource.DEGREE:
        users = users.filter(pk__in=users_with(Action.STAFF_RECOGNISE, code=station.division_code, on=today()))
    tell(
        recipients=users.exclude(uuid=by.uuid),
        kind=NoticeKind.TODO,
        subject=f"credentials.learning:{row.pk}",
        text=f"{station.name}有一条继续教育学时待核对。",
        href=reverse("credentials:learning-decide", args=[row.pk]),
        by=by,
    )


def learning_decided(row: Learning, accepted: bool, reason: str, by: Actor) -> None:
    """The learner, and who typed it."""
    settle(subject=f"credentials.learning:{row.pk}", by=by)
    users = users_of([row.person_id]) + list(User.objects.filter(uuid=row.saved_by.uuid, is_active=True).order_by("id"))
    tell(
        recipients=users,
        kind=NoticeKind.RESULT if accepted else NoticeKind.RETURNED,
        subject=f"credentials.learning:{row.pk}#decided",
        text=f"继续教育“{row.title}”{'已计入' if accepted else f'不予计入：{reason}'}。",
        href=reverse("credentials:own"),
        by=by,
    )
