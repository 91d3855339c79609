"""Whom a declaration, a reminder and a complaint tell. No word of what they say."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import settle, tell
from liangzhan.staff.models import Complaint, EthicsDeclaration, Worker
from liangzhan.staff.queries.complaints import handlers
from liangzhan.staff.queries.supervision_people import users_of
from liangzhan.toolkit.periods import today


def _declaration(row: EthicsDeclaration) -> str:
    return f"staff.ethics:{row.pk}"


def declared(row: EthicsDeclaration, *, by: Actor) -> None:
    """The head looks at it; a head's own goes to 两委 and street."""
    people = users_with(Action.ETHICS_VIEW, code=row.division_code, on=today(), station_id=row.station_id)
    heads = users_with(Action.SUPERVISION_REGISTER, code=row.division_code, on=today(), station_id=row.station_id)
    told = people.exclude(pk__in=heads.values("pk")) if row.of_head else heads
    told = told if told.exists() else people
    tell(
        recipients=told.exclude(uuid=by.uuid),
        kind=NoticeKind.TODO,
        subject=_declaration(row),
        text=f"有一条{row.get_kind_display()}申报，请阅签。",
        href=reverse("staff:ethics-declaration", args=[row.pk]),
        by=by,
    )


def seen(row: EthicsDeclaration, *, by: Actor) -> None:
    """It was looked at."""
    settle(subject=_declaration(row), by=by)


def remind(workers: Iterable[Worker], year: int, *, by: Actor) -> int:
    """How many could be told."""
    people = list(users_of(workers))
    tell(
        recipients=people,
        kind=NoticeKind.TODO,
        subject=f"staff.commitment:{year}",
        text=f"请签署 {year} 年度职业道德承诺。",
        href=reverse("staff:ethics-own"),
        by=by,
    )
    return len(people)


def _complaint(row: Complaint) -> str:
    return f"staff.complaint:{row.pk}"


def complaint_arrived(row: Complaint, *, by: Actor) -> None:
    """The desk decides whether to accept it."""
    settle(subject=_complaint(row), by=by)
    tell(
        recipients=handlers(row),
        kind=NoticeKind.TODO,
        subject=_complaint(row),
        text="收到一件投诉，请决定是否受理。",
        href=reverse("staff:complaint-page", args=[row.pk]),
        due_on=row.acknowledge_due_on,
        by=by,
    )


def complaint_accepted(row: Complaint, *, by: Actor) -> None:
    """The deadline of the answer begins."""
    settle(subject=_complaint(row), by=by)
    tell(
        recipients=handlers(row),
        kind=NoticeKind.TODO,
        subject=_complaint(row),
        text="有一件已受理的投诉，请按期答复。",
        href=reverse("staff:complaint-page", args=[row.pk]),
        due_on=row.answer_due_on,
        by=by,
    )


def complaint_done(row: Complaint, *, by: Actor) -> None:
    """No deadline runs any more."""
    settle(subject=_complaint(row), by=by)
