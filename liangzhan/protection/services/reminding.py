"""What the clock urges: reports whose clock runs, risks whose times were missed."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.notices.queries import told_subjects
from liangzhan.protection import messages, report_messages
from liangzhan.protection.choices import ReportEvent, RiskEvent, RiskLevel
from liangzhan.protection.models import Report, ReportReminder, Risk
from liangzhan.protection.queries.clocks import clocks_of
from liangzhan.protection.recording import recorded_apart
from liangzhan.protection.rules.reports import elapsed_words, stage_due
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import moment, today

MOST = 5000


@recorded_apart(ReportEvent.REMINDED)
def urge_report(*, report: Report, by: Actor) -> int:
    """Tell head and officers of the stage that is due, once. Returns the stage, or 0 when there is nothing to urge."""
    limits = value_of("report.urge.minutes", on=today(), division_code=report.division_code)
    stage = stage_due(report.found_at, moment(), limits)
    held = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    told = held.reminders.order_by("-stage").values_list("stage", flat=True).first() or 0
    if stage <= told or not Report.objects.running().filter(pk=held.pk).exists():
        return 0
    ReportReminder.objects.create(report=held, stage=stage, at=moment())
    report_messages.urged(
        held,
        stage=stage,
        elapsed=elapsed_words(held.found_at, moment()),
        barred=report_messages.is_barred(held),
        by=by,
    )
    return stage


@recorded(RiskEvent.REMINDED)
def urge_risks(*, by: Actor, red_only: bool = False) -> int:
    """Tell of every missed time of open risks that was not told yet. Returns how many."""
    rows = Risk.objects.filter(ended_on__isnull=True).select_related("station", "worker__person").order_by("id")
    if red_only:
        rows = rows.filter(level=RiskLevel.RED)
    risks, now = {risk.pk: risk for risk in rows[:MOST]}, moment()
    missed = [
        (risks[pk], clock) for pk, held in clocks_of(risks.values()).items() for clock in held if clock.is_late(now)
    ]
    told = told_subjects(messages.late_subject(risk, clock) for risk, clock in missed)
    fresh = [(risk, clock) for risk, clock in missed if messages.late_subject(risk, clock) not in told]
    for risk, clock in fresh:
        messages.late(risk, clock, by=by)
    return len(fresh)
