"""Whom each hand-over of acceptance and of the October report tells, and in which words."""

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
from liangzhan.programme.choices import Result
from liangzhan.programme.models import OctoberReport, Plan, Rectification, Visit, VisitStation
from liangzhan.programme.queries.second_persons import second_user_of
from liangzhan.stations.models import Site, Station
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.templating import day


def inspectors(code: str) -> QuerySet[User]:
    """The county that accepts; the city only where the county has nobody."""
    own = users_with(Action.ACCEPTANCE_INSPECT, code=code, on=today(), levels=("COUNTY",))
    return own if own.exists() else users_with(Action.ACCEPTANCE_INSPECT, code=code, on=today(), levels=("CITY",))


def heads(station: Station) -> QuerySet[User]:
    """The head of a station; its street where the station has nobody, so that nothing is stranded."""
    code = station.division_code
    own = users_with(Action.RECTIFICATION_ANSWER, code=code, on=today(), station_id=station.pk)
    return own if own.exists() else users_with(Action.ACCEPTANCE_SUBMIT, code=code, on=today(), levels=("STREET",))


def _site(site: Site) -> str:
    return f"programme.acceptance:{site.pk}"


def _visit(visit: Visit) -> str:
    return f"programme.visit:{visit.pk}"


def _station(station: Station) -> str:
    return f"programme.station:{station.pk}"


def _rectification(row: Rectification) -> str:
    return f"programme.rectification:{row.pk}"


def _report(plan: Plan, code: str) -> str:
    return f"programme.october:{plan.pk}:{code}"


def acceptance_wanted(site: Site, text: str, *, due_on: dt.date, by: Actor) -> None:
    """The county is to plan a visit."""
    tell(
        recipients=inspectors(site.division_code),
        kind=NoticeKind.TODO,
        subject=_site(site),
        text=text,
        href=reverse("programme:plan-visit", args=[site.pk]),
        due_on=due_on,
        by=by,
    )


def visit_planned(visit: Visit, stations: list[Station], *, by: Actor) -> None:
    """The stations hear the day and the inspectors; the county's reminder is settled."""
    settle(subject=_site(visit.site), by=by)
    who = "、".join(name for name in (visit.first_inspector, visit.second_inspector) if name)
    for station in stations:
        tell(
            recipients=heads(station),
            kind=NoticeKind.RESULT,
            subject=f"{_visit(visit)}:{station.pk}",
            text=f"{station.name}的{visit.get_way_display()}安排在 {day(visit.scheduled_on)}，验收人 {who}，请两委联系人到场。",
            href=reverse("programme:visit-page", args=[visit.pk]),
            due_on=visit.scheduled_on,
            by=by,
        )
    if second := second_user_of(visit, on=today()):
        tell(
            recipients=[second],
            kind=NoticeKind.TODO,
            subject=f"{_visit(visit)}:second",
            text=f"请于 {day(visit.scheduled_on)} 参加{visit.site.name}的{visit.get_way_display()}，您是第二验收人。",
            href=reverse("programme:visit-page", args=[visit.pk]),
            due_on=visit.scheduled_on,
            by=by,
        )


def visit_over(visit: Visit, stations: list[Station], *, by: Actor) -> None:
    """The visit is held or called off: nobody waits for it any more."""
    for station in stations:
        settle(subject=f"{_visit(visit)}:{station.pk}", by=by)
    settle(subject=f"{_visit(visit)}:second", by=by)


def visit_called_off(visit: Visit, stations: list[Station], reason: str, *, by: Actor) -> None:
    """The stations hear why; they stay pending."""
    visit_over(visit, stations, by=by)
    for station in stations:
        tell(
            recipients=heads(station),
            kind=NoticeKind.RESULT,
            subject=f"{_visit(visit)}:{station.pk}",
            text=f"{station.name}原定 {day(visit.scheduled_on)} 的验收已取消：{reason}",
            href=reverse("programme:checklist", args=[station.pk]),
            by=by,
        )


def station_judged(part: VisitStation, *, due_on: dt.date | None, by: Actor) -> None:
    """The result of a visit: mend by a day, or open the station."""
    failed = part.result == Result.FAIL
    text = (
        f"{part.station.name}验收需整改，得分 {part.score}（合格分 {float(part.pass_mark):g}），请按期反馈。"
        if failed
        else f"{part.station.name}验收{part.get_result_display()}，得分 {part.score}，可以开站。"
    )
    tell(
        recipients=heads(part.station),
        kind=NoticeKind.TODO,
        subject=_station(part.station),
        text=text,
        href=reverse("programme:rectification-list")
        if failed
        else reverse("programme:open-station", args=[part.station_id]),
        due_on=due_on,
        by=by,
    )


def rectification_answered(row: Rectification, title: str, *, by: Actor) -> None:
    """The county is to look at what was mended."""
    settle(subject=_rectification(row), by=by)
    tell(
        recipients=inspectors(row.division_code),
        kind=NoticeKind.TODO,
        subject=_rectification(row),
        text=f"{row.visit_station.station.name}已反馈整改：{title}，请核实。",
        href=f"{reverse('programme:rectification-list')}?state=ANSWERED",
        by=by,
    )


def rectification_returned(row: Rectification, title: str, reason: str, *, by: Actor) -> None:
    """The station is to mend again, and why."""
    settle(subject=_rectification(row), by=by)
    tell(
        recipients=heads(row.visit_station.station),
        kind=NoticeKind.RETURNED,
        subject=_rectification(row),
        text=f"{row.visit_station.station.name}的整改被退回：{title}。{reason}",
        href=reverse("programme:answer-rectification", args=[row.pk]),
        due_on=row.due_on,
        by=by,
    )


def rectification_accepted(row: Rectification, *, by: Actor) -> None:
    """One thing is mended: nobody waits for it any more."""
    settle(subject=_rectification(row), by=by)


def station_settled(station: Station, *, by: Actor) -> None:
    """All is mended, or the station has opened: its open notices are done."""
    settle(subject=_station(station), by=by)


def drafters(code: str) -> QuerySet[User]:
    """Who writes the report of a city or a zone: the users of that very area."""
    return users_with(Action.OCTOBER_DRAFT, code=code, on=today())


def report_submitted(report: OctoberReport, *, by: Actor) -> None:
    """The province is to review; reminders and the return are settled."""
    settle(subject=_report(report.plan, report.division_code), by=by)
    tell(
        recipients=users_with(Action.OCTOBER_REVIEW, code=report.plan.province.code, on=today()),
        kind=NoticeKind.TODO,
        subject=_report(report.plan, report.division_code),
        text=f"{report.division.name}已报送{report.plan.year}年十月报告（第 {report.version} 版），请审核。",
        href=reverse("programme:report-page", args=[report.pk]),
        by=by,
    )


def report_decided(report: OctoberReport, *, by: Actor, reason: str = "") -> None:
    """The area hears that its report was accepted, or returned and why."""
    settle(subject=_report(report.plan, report.division_code), by=by)
    words = f"被退回：{reason}" if reason else "审核通过。"
    tell(
        recipients=drafters(report.division_code),
        kind=NoticeKind.RETURNED if reason else NoticeKind.RESULT,
        subject=_report(report.plan, report.division_code),
        text=f"{report.division.name}{report.plan.year}年十月报告{words}",
        href=reverse("programme:report-page", args=[report.pk]),
        due_on=report.plan.due_on if reason else None,
        by=by,
    )


def report_wanted(plan: Plan, code: str, name: str, *, by: Actor) -> int:
    """Remind an area that has not submitted; how many users were told."""
    told = tell(
        recipients=drafters(code),
        kind=NoticeKind.REMINDER,
        subject=_report(plan, code),
        text=f"请报送{name}{plan.year}年十月报告（名单和建设情况）。",
        href=reverse("programme:report-list", args=[plan.pk]),
        due_on=plan.due_on,
        by=by,
    )
    return len(told)
