"""十月报告: drafted by itself, edited in words only, submitted city → province, returned or accepted (4.1.6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.models import Division
from liangzhan.documents.rules import DOCX, PDF, XLSX
from liangzhan.documents.services import keep_bytes
from liangzhan.programme import messages
from liangzhan.programme.choices import PlanState, ProgrammeEvent, ReportState
from liangzhan.programme.models import OctoberReport, Plan
from liangzhan.programme.queries.october import Computed, compute, latest_version, unsaved_report
from liangzhan.programme.queries.reports import completeness, problems_of
from liangzhan.programme.rules.acceptance import REPORT
from liangzhan.programme.rules.october import DEFINITION, PARTS, progress_sentences
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import enqueue
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.periods import moment
from liangzhan.toolkit.transitions import move

Files = dict[str, bytes]
"""list_file (XLSX), account_pdf, account_docx."""
MakeFiles = Callable[[OctoberReport, Computed], Files]


@recorded(ProgrammeEvent.REPORT_DRAFTED, keep=["plan", "division", "cutoff"])
def draft_report(*, plan: Plan, division: Division, by: Actor, cutoff: dt.date | None = None) -> OctoberReport:
    """Begin the report of an area; its first part and the gap are written from the figures. One is in work at a time.

    After an accepted report this begins a correction: the next version, with the words of the last one.
    """
    if plan.state == PlanState.DRAFT:
        raise RuleBroken("计划还没有下达，不能编制报告。")
    day = cutoff or plan.cutoff_on
    report = unsaved_report(plan, division, day, compute(plan, division, cutoff=day))
    report.version = latest_version(plan, division) + 1
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError as clash:
        raise RuleBroken("这个地区的报告正在办理，请继续编辑，不必另起。") from clash
    return report


def _locked(report: OctoberReport) -> OctoberReport:
    """The row as it is now, locked: a colleague may have submitted it meanwhile."""
    return OctoberReport.objects.select_for_update(of=("self",)).get(pk=report.pk)


@recorded(ProgrammeEvent.REPORT_EDITED)
def edit_report(*, report: OctoberReport, by: Actor, **words: Any) -> OctoberReport:
    """Change the words (the five parts, issuer, signer, document number, date). Figures cannot be typed."""
    if _locked(report).state not in (ReportState.DRAFT, ReportState.RETURNED):
        raise RuleBroken("报告已报送，不能修改；需要更正时，请省里退回或在审核通过后另起一版。")
    allowed = {name for name, _ in PARTS} | {"issuer", "signer", "document_number", "dated_on"}
    unknown = set(words) - allowed
    if unknown:
        raise TypeError(f"not editable: {unknown}")
    for name, value in words.items():
        setattr(report, name, value)
    report.save(update_fields=list(words))
    return report


@recorded(ProgrammeEvent.REPORT_EDITED)
def refresh_progress(*, report: OctoberReport, by: Actor) -> OctoberReport:
    """Write the first part anew from today's figures."""
    figures = compute(report.plan, report.division, cutoff=report.cutoff_on).figures
    return edit_report(
        report=report, progress=progress_sentences(report.division.name, figures, report.cutoff_on), by=by
    )


@recorded(ProgrammeEvent.REPORT_MOVED)
def submit_report(*, report: OctoberReport, make_files: MakeFiles, by: Actor) -> OctoberReport:
    """Freeze figures and lists, make the three files of the same figures, and send them to the province.

    `make_files` is `exports.october.report_files`: exports stand above services, so the caller hands it down.
    """
    computed = compute(report.plan, report.division, cutoff=report.cutoff_on)
    if reasons := problems_of(report, computed):
        raise RuleBroken(*reasons)
    move(
        report,
        ReportState.SUBMITTED,
        table=REPORT,
        by=by,
        submitted_at=moment(),
        submitted_by=by,
        returned_reason="",
        **_frozen(computed),
        **_kept(report, make_files(report, computed), by),
    )
    messages.report_submitted(report, by=by)
    return report


def _frozen(computed: Computed) -> dict[str, Any]:
    """Figures and lists as they are kept."""
    return {
        "figures": computed.figures.as_dict(),
        "rows": [row.as_dict() for row in computed.rows],
        "supplement": [row.as_dict() for row in computed.supplement],
        "definition": DEFINITION,
    }


def _kept(report: OctoberReport, made: Files, by: Actor) -> dict[str, Any]:
    name = f"{report.division.name}{report.plan.year}年“两站”建设"
    titles = {
        "list_file": (f"{name}社区名单", XLSX),
        "account_pdf": (f"{name}情况", PDF),
        "account_docx": (f"{name}情况（可编辑）", DOCX),
    }
    return {
        field: keep_bytes(content=made[field], title=title, media_type=media_type, by=by)
        for field, (title, media_type) in titles.items()
    }


@recorded(ProgrammeEvent.REPORT_MOVED, keep=["reason"])
def return_report(*, report: OctoberReport, reason: str, by: Actor) -> OctoberReport:
    """The province sends it back with a reason."""
    if not reason.strip():
        raise RuleBroken("请写明退回理由。", field="reason")
    move(
        report,
        ReportState.RETURNED,
        table=REPORT,
        by=by,
        reason=reason,
        returned_reason=reason.strip()[:500],
        reviewed_at=moment(),
        reviewed_by=by,
    )
    messages.report_decided(report, by=by, reason=reason.strip())
    return report


@recorded(ProgrammeEvent.REPORT_MOVED)
def accept_report(*, report: OctoberReport, by: Actor) -> OctoberReport:
    """The province accepts: the version is closed; a correction is a new one."""
    move(report, ReportState.ACCEPTED, table=REPORT, by=by, reviewed_at=moment(), reviewed_by=by)
    messages.report_decided(report, by=by)
    return report


@recorded(ProgrammeEvent.REPORT_REMINDED, keep=["plan"])
def remind_missing(*, plan: Plan, by: Actor) -> list[str]:
    """Remind every area that has not submitted. Returns the names of the areas, RuleBroken when none is missing."""
    missing = [one for one in completeness(plan, by.scope) if one.is_missing]
    if not missing:
        raise RuleBroken("各地区都已报送，不需要催报。")
    for one in missing:
        messages.report_wanted(plan, one.area.code, one.area.name, by=by)
    return [one.area.name for one in missing]


@recorded(ProgrammeEvent.PACKAGE_ASKED, keep=["plan"])
def ask_package(*, plan: Plan, by: Actor) -> Job:
    """Let the worker pack the files of every area and the consolidated workbook into one archive."""
    return enqueue(
        "programme.tasks.october_package",
        by=by,
        title=f"打包{plan.year}年十月报告",
        plan_id=plan.pk,
        areas=[one.area.code for one in completeness(plan, by.scope)],
    )
