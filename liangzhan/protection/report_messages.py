"""Whom a mandatory report tells: that there is one, where, since when. Never the victim, never the reporter.

The reporter himself gets no stored notice, for a stored notice would name him: his own desk shows his running clocks.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.accounts.models import Grant, User
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import settle, take_back, tell
from liangzhan.protection.choices import Conflict, OfficerKind
from liangzhan.protection.models import Report
from liangzhan.protection.queries.designations import officers_of
from liangzhan.toolkit.periods import today


def heads_of(report: Report) -> QuerySet[User]:
    """Heads of the report's station; nobody for a community's report."""
    held = Grant.objects.in_force(today()).filter(station=report.station_id, role=Role.STATION_HEAD)
    rows = User.objects.filter(is_active=True, pk__in=held.values("user_id"))
    return rows.order_by("id") if report.station_id else rows.none()


def officers(report: Report) -> list[User]:
    """Child-protection officers of street and county."""
    return list(officers_of(OfficerKind.CHILD_PROTECTION, report.division_code, today()))


def page_of(report: Report) -> str:
    """The page of the report."""
    return reverse("protection:report-page", args=[report.uuid])


def _place(report: Report) -> str:
    return report.station.name if report.station is not None else "本区域社区（村）"


def begun(report: Report, *, about_head: bool, by: Actor) -> None:
    """Head and officers at once; where no officer is designated, whoever may designate one learns that one is missing."""
    people = [*([] if about_head else heads_of(report)), *officers(report)]
    text = f"{_place(report)}有一份强制报告，计时已开始。请确认已向公安机关报告。"
    _tell(report, people, text, by)
    _ask_for_officer(report, by)


def _ask_for_officer(report: Report, by: Actor) -> None:
    if officers(report):
        return
    code = report.division_code
    people = users_with(Action.OFFICER_DESIGNATE, code=code, on=today(), levels=("STREET", "COUNTY"))
    tell(
        recipients=people,
        kind=NoticeKind.TODO,
        subject=f"protection.officer:{code[:9]}",
        text="本区域有强制报告，但还没有指定儿童保护专干，请指定。",
        href=reverse("protection:designation-list"),
        due_on=today(),
        by=by,
    )


def urged(report: Report, *, stage: int, elapsed: str, barred: bool, by: Actor) -> None:
    """The clock still runs."""
    people = [*([] if barred else heads_of(report)), *officers(report)]
    text = f"{_place(report)}的强制报告自发现起已 {elapsed}，还没有接报人、时间和回执编号（第 {stage} 次催办）。"
    _tell(report, people, text, by)
    _ask_for_officer(report, by)


def stopped(report: Report, *, by: Actor) -> None:
    """Nothing more to urge."""
    settle(subject=report.voucher, by=by)


def head_barred(report: Report, *, by: Actor) -> None:
    """It turned out to be about the head: what he was told goes."""
    take_back(recipients=heads_of(report), subject=report.voucher, by=by)


def is_barred(report: Report) -> bool:
    """Is the report about the head?"""
    return report.steps.filter(conflict=Conflict.HEAD).exists()


def _tell(report: Report, people: list[User], text: str, by: Actor) -> None:
    tell(
        recipients=people,
        kind=NoticeKind.TODO,
        subject=report.voucher,
        text=text,
        href=page_of(report),
        due_on=today(),
        by=by,
    )
