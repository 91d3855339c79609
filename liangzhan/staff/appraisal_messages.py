"""Whom a step of an appraisal tells, and in which words: never a grade in a notice, only where to read it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import settle, tell
from liangzhan.staff.models import AppraisalCard, AppraisalYear
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.templating import day


def _card(card: AppraisalCard) -> str:
    return f"staff.appraisal:{card.pk}"


def _mine(card: AppraisalCard) -> str:
    return reverse("staff:my-appraisal", args=[card.pk])


def self_wanted(cards: Iterable[AppraisalCard], *, by: Actor) -> None:
    """Workers are to write a few sentences; who has no account does it on paper."""
    held = list(cards)
    users = {user.person_uuid: user for user in User.objects.filter(
        is_active=True, person_uuid__in=[card.worker.person.uuid for card in held]
    ).order_by("id")}  # fmt: skip
    for card in held:
        if user := users.get(card.worker.person.uuid):
            tell(
                recipients=[user],
                kind=NoticeKind.TODO,
                subject=_card(card),
                text=f"请填写 {card.appraisal.year} 年度考核自评，数据已由平台填好。",
                href=_mine(card),
                by=by,
            )


def statement_sent(card: AppraisalCard, *, by: Actor) -> None:
    """The worker's own task is done."""
    settle(subject=_card(card), by=by)


def statement_returned(card: AppraisalCard, reason: str, *, by: Actor) -> None:
    """The worker is to add to the statement."""
    _tell_worker(card, NoticeKind.RETURNED, f"{card.appraisal.year} 年度考核自评被退回：{reason}", by)


def result_final(card: AppraisalCard, *, by: Actor) -> None:
    """The result is told to the worker, with the last day to appeal."""
    until = f"；如有不同意见，可在 {day(card.appeal_until_on)}前申诉" if card.appeal_until_on else ""
    text = f"{card.appraisal.year} 年度考核等次已确定，请查看{until}。"
    _tell_worker(card, NoticeKind.RESULT, text, by)


def appeal_filed(card: AppraisalCard, *, by: Actor) -> None:
    """Street and county hear of an appeal."""
    tell(
        recipients=users_with(
            Action.APPRAISAL_APPEAL, code=card.division_code, on=today(), levels=("STREET", "COUNTY")
        ),
        kind=NoticeKind.TODO,
        subject=f"{_card(card)}:appeal",
        text=f"{card.station.name}有一件年度考核申诉，请处理。",
        href=reverse("staff:decide-appeal", args=[card.pk]),
        by=by,
    )


def appeal_decided(card: AppraisalCard, *, by: Actor) -> None:
    """The worker hears the decision; nobody waits any more."""
    settle(subject=f"{_card(card)}:appeal", by=by)
    _tell_worker(card, NoticeKind.RESULT, f"您的 {card.appraisal.year} 年度考核申诉已有决定，请查看。", by)


def objection_filed(card: AppraisalCard, *, by: Actor) -> None:
    """Whoever reviews above the station hears of an objection, the head as well."""
    tell(
        recipients=users_with(Action.APPRAISAL_REVIEW, code=card.division_code, on=today(), station_id=card.station_id),
        kind=NoticeKind.TODO,
        subject=f"staff.appraisal_year:{card.appraisal_id}:objection",
        text=f"{card.station.name}考核公示收到异议，请在公示结束前答复。",
        href=reverse("staff:appraisal-page", args=[card.appraisal_id]),
        due_on=card.publicity_until_on,
        by=by,
    )


def objections_answered(appraisal: AppraisalYear, *, by: Actor) -> None:
    """No objection is open any more."""
    settle(subject=f"staff.appraisal_year:{appraisal.pk}:objection", by=by)


def _tell_worker(card: AppraisalCard, kind: NoticeKind, text: str, by: Actor) -> None:
    """The account of the person, if there is one; else the head tells on paper (结果告知单)."""
    users = User.objects.filter(is_active=True, person_uuid=card.worker.person.uuid).order_by("id")
    tell(recipients=users, kind=kind, subject=_card(card), text=text, href=_mine(card), by=by)
