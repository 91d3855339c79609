"""Whom a step tells, and in which words: station, level and times, never the person."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import settle, tell
from liangzhan.protection.models import Risk
from liangzhan.protection.queries.clocks import clocks_of
from liangzhan.protection.rules.clocks import Clock, next_clock
from liangzhan.staff.queries.supervision_people import homes, supervisors_at
from liangzhan.staff.queries.workers import account_of
from liangzhan.staff.services.agenda import put_on_agenda
from liangzhan.toolkit.periods import today

ON_AGENDA = "风险等级"


def heads(risk: Risk) -> QuerySet[User]:
    """Who heads the station."""
    return users_with(Action.CASE_OVERSEE, code=risk.division_code, on=today(), station_id=risk.station_id)


def _words(risk: Risk, clock: Clock | None) -> str:
    if clock is None:
        return f"{risk.station.name}有一项{risk.get_level_display()}。"
    when = timezone.localtime(clock.due_at)
    until = f"{when.month}月{when.day}日 {when:%H:%M}"
    return f"{risk.station.name}有一项{risk.get_level_display()}，{until}前{clock.duty.label}。"


def page_of(risk: Risk) -> str:
    """Where a notice about the risk leads."""
    return reverse("protection:risk-page", args=[risk.uuid])


def level_raised(risk: Risk, *, by: Actor) -> None:
    """The worker in charge has the next time on his desk; head and supervisors learn of it, unless it is sealed."""
    refresh(risk, by=by)
    if risk.sealed:
        return
    others = [*heads(risk), *supervisors_at(risk.station, today())]
    text = f"{risk.station.name}有一项风险评为“{risk.get_level_display()}”，请查看。"
    told = [user for user in others if user.uuid != by.uuid]
    subject = f"{risk.own_voucher}:level"
    tell(recipients=told, kind=NoticeKind.RESULT, subject=subject, text=text, href=page_of(risk), by=by)
    if risk.worker is not None and risk.worker.pk in homes([risk.worker], today()):
        title = f"{risk.get_level_display()}的处置"
        put_on_agenda(worker=risk.worker, voucher=risk.own_voucher, reason=ON_AGENDA, title=title, by=by)


def level_lowered(risk: Risk, *, by: Actor) -> None:
    """New times, or none any more."""
    settle(subject=f"{risk.own_voucher}:level", by=by)
    refresh(risk, by=by)


def refresh(risk: Risk, *, by: Actor) -> None:
    """The open notice of the worker in charge speaks of what is due next; settled when nothing is."""
    settle(subject=risk.own_voucher, by=by)
    clock = next_clock(clocks_of([risk]).get(risk.pk, []))
    user = account_of(risk.worker) if risk.worker is not None else User.objects.filter(uuid=risk.opened_by.uuid).first()
    if clock is None or user is None:
        return
    tell(
        recipients=[user],
        kind=NoticeKind.TODO,
        subject=risk.own_voucher,
        text=_words(risk, clock),
        href=page_of(risk),
        due_on=timezone.localtime(clock.due_at).date(),
        by=by,
    )


def late(risk: Risk, clock: Clock, *, by: Actor) -> None:
    """A time was missed: the worker in charge learns of it, and unless it is sealed head and supervisors."""
    users = [account_of(risk.worker)] if risk.worker is not None else []
    if not risk.sealed:
        users += [*heads(risk), *supervisors_at(risk.station, today())]
    tell(
        recipients=[user for user in users if user is not None],
        kind=NoticeKind.REMINDER,
        subject=late_subject(risk, clock),
        text=f"{risk.station.name}有一项{risk.get_level_display()}，{clock.duty.label}已超过时限。",
        href=page_of(risk),
        by=by,
    )


def late_subject(risk: Risk, clock: Clock) -> str:
    """One for each missed time, so that it is told once."""
    return f"{risk.own_voucher}:{clock.duty}:{clock.due_at:%Y%m%d%H%M}"
