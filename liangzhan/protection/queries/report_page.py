"""The page of a report: what is known, the steps, who read it, what the reader may do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.audit.sealed import deeds_about
from liangzhan.divisions.queries import path_names
from liangzhan.people.choices import Sex
from liangzhan.protection.choices import OfficerKind, Recipient, ReportBasis, ReportEvent, Situation
from liangzhan.protection.models import Report, ReportStep
from liangzhan.protection.queries.designations import is_officer, officers_of
from liangzhan.protection.queries.reports import ReportState, is_reporter, state_of
from liangzhan.protection.rules.reports import Told, elapsed_words
from liangzhan.toolkit.periods import today

HIDDEN_NAME, CHILD = "报告人（身份保密）", OfficerKind.CHILD_PROTECTION
READ = {
    "protection:report-page": "查阅",
    "protection:report-paper": "打印",
    "protection:report-file": "查阅材料",
}


@dataclass(frozen=True)
class Rights:
    """What the reader is to this report."""

    reporter: bool
    officer: bool


@dataclass(frozen=True)
class StepLine:
    """A step in words."""

    at: dt.datetime
    what: str
    who: str
    lines: list[tuple[str, str]]
    files: list[tuple[UUID, str]]


@dataclass(frozen=True)
class ReportParts:
    """All of the page."""

    state: ReportState
    rights: Rights
    elapsed: str
    bases: list[str]
    situations: list[str]
    victim: list[tuple[str, str]]
    told: list[dict[str, Any]]
    steps: list[StepLine]
    readings: list[dict[str, Any]]
    officer_missing: bool


def place_name(report: Report) -> str:
    """The station, or the community."""
    if report.station is not None:
        return report.station.name
    names = path_names([report.division_code]).get(report.division_code, {})
    return list(names.values())[-1] if names else "社区（村）"


def report_parts(report: Report, actor: Actor) -> ReportParts:
    """Read once for the page; who read it is shown to the reporter and the officer."""
    state, day = state_of(report), today()
    known = state.known
    rights = Rights(is_reporter(report, actor), is_officer(actor, CHILD, report.division_code, day))
    reporter = report.reporter.partition("|")[0]
    return ReportParts(
        state=state,
        rights=rights,
        elapsed=elapsed_words(report.found_at, state.ends_at),
        bases=[ReportBasis(one).label for one in known.bases],
        situations=[f"{one} {Situation(one).label}" for one in known.situations],
        victim=[
            ("姓名或称呼", known.victim_called or "没有填写"),
            ("性别", Sex(known.victim_sex).label if known.victim_sex else "没有填写"),
            ("大约年龄", known.victim_age or "没有填写"),
        ],
        told=[{"recipient": Recipient(one.reported_to).label, "told": one, "lacks": one.lacks} for one in known.told],
        steps=[_line(row, reporter, rights.reporter) for row in state.rows],
        readings=_readings(report, reporter, rights) if rights.reporter or rights.officer else [],
        officer_missing=not officers_of(CHILD, report.division_code, day).exists(),
    )


def _line(row: Any, reporter: str, own: bool) -> StepLine:
    step, told = row.step, row.told
    lines = [
        ("依据", "、".join(ReportBasis(one).label for one in told.bases)),
        ("情形", "、".join(told.situations)),
        (
            "受害人",
            "，".join(one for one in (told.victim_called, step.get_victim_sex_display(), told.victim_age) if one),
        ),
        ("亲眼所见", told.facts_observed),
        ("他人所述", told.facts_told),
        ("向谁报告", "，".join(one for one in (step.get_reported_to_display(), told.reported_to_name) if one)),
        ("报告时间", f"{timezone.localtime(told.reported_at):%Y-%m-%d %H:%M}" if told.reported_at else ""),
        ("接报人", told.receiver),
        ("回执编号", told.receipt_number),
        ("回避", step.get_conflict_display()),
        ("说明", told.note),
    ]
    return StepLine(
        at=step.written_at,
        what=step.get_kind_display(),
        who=_who(step, reporter, own),
        lines=[(word, value) for word, value in lines if value],
        files=[(one.uuid, f"材料 {number}") for number, one in enumerate(row.files, 1)],
    )


def _who(step: ReportStep, reporter: str, own: bool) -> str:
    uuid, _, label = step.writer.partition("|")
    if uuid != reporter:
        return label
    return "您" if own else HIDDEN_NAME


def _readings(report: Report, reporter: str, rights: Rights) -> list[dict[str, Any]]:
    """Who looked, and who asked for the reporter's name and why, the latest first; the reporter only to himself."""
    found = [
        one for one in deeds_about(report.uuid) if one.get("page") or one.get("name") == ReportEvent.REPORTER_SHOWN
    ]
    return [
        {
            "at": dt.datetime.fromisoformat(one["at"]),
            "who": one["label"] if one["by"] != reporter else ("您" if rights.reporter else HIDDEN_NAME),
            "what": READ.get(one.get("page", ""), "") or f"查看报告人：{one.get('details', {}).get('reason', '')}",
        }
        for one in reversed(found[-50:])
    ]


@dataclass(frozen=True)
class Left:
    """What a report still lacks, without a word of what it says."""

    running: bool
    elapsed: str
    facts: bool
    files: int
    lacks: tuple[str, ...]
    to_police: bool


def what_is_left(report: Report) -> Left:
    """For the page between the steps."""
    state = state_of(report)
    told = [one for one in state.known.told if one.reported_to == Recipient.POLICE] or list(state.known.told)
    return Left(
        running=state.stopped is None,
        elapsed=elapsed_words(report.found_at, state.ends_at),
        facts=state.known.has_facts,
        files=sum(len(row.files) for row in state.rows),
        lacks=told[0].lacks if told else Told(Recipient.POLICE).lacks,
        to_police=bool(told) and told[0].reported_to == Recipient.POLICE,
    )


@dataclass(frozen=True)
class ListLine:
    """A row of the list: nothing about anybody."""

    report: Report
    place: str
    running: bool
    elapsed: str
    own: bool


def list_rows(rows: Iterable[Report], actor: Actor) -> list[ListLine]:
    """Lines of the list, three queries for any number."""
    held = list(rows)
    ends = dict(
        ReportStep.objects.filter(report__in=[one.pk for one in held], stops_clock=True)
        .order_by("seq")
        .values_list("report", "reported_at")
    )
    names = path_names([one.division_code for one in held if one.station is None])
    return [
        ListLine(
            report=one,
            place=one.station.name
            if one.station
            else list(names.get(one.division_code, {"": "社区（村）"}).values())[-1],
            running=one.pk not in ends,
            elapsed=elapsed_words(one.found_at, ends.get(one.pk) or timezone.now()),
            own=is_reporter(one, actor),
        )
        for one in held
    ]
