"""Reading mandatory reports: what is known by now, who wrote a step, where one may report."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.documents.queries import open_file
from liangzhan.protection.models import REPORTER, Report, ReportFile, ReportStep, StepBasis, StepSituation
from liangzhan.protection.rules.reports import Known, Step, Told, fold, stopping
from liangzhan.stations.models import Station
from liangzhan.toolkit.crypto import blind_index, open_sealed

REPORT, VIEW = Action.MANDATORY_REPORT, Action.MANDATORY_VIEW
_PLAIN = tuple(one.name for one in fields(Step) if one.name not in ("situations", "bases"))


def reporter_index(actor: Actor) -> str:
    """By which one's own reports are found again."""
    return blind_index(str(actor.uuid), REPORTER)


def is_reporter(report: Report, actor: Actor) -> bool:
    """Did the actor make this report?"""
    return report.reporter_index == reporter_index(actor)


def own_reports(actor: Actor) -> QuerySet[Report]:
    """Reports the actor made himself, while he still holds the verb."""
    return Report.objects.within(actor.scope, VIEW).filter(reporter_index=reporter_index(actor))


def reports(scope: Scope) -> QuerySet[Report]:
    """Reports the reader may read."""
    return Report.objects.within(scope, VIEW).select_related("station")


@dataclass(frozen=True)
class StepRow:
    """A step with its codes and files, for a page."""

    step: ReportStep
    told: Step
    files: list[ReportFile]


def step_rows(report: Report) -> list[StepRow]:
    """All steps in order, four queries."""
    steps = list(ReportStep.objects.filter(report=report).order_by("seq"))
    codes = _grouped(StepSituation.objects.filter(step__report=report).values_list("step", "code"))
    bases = _grouped(StepBasis.objects.filter(step__report=report).values_list("step", "basis"))
    files: dict[int, list[ReportFile]] = {}
    for one in ReportFile.objects.filter(step__report=report).select_related("file").order_by("id"):
        files.setdefault(one.step_id, []).append(one)
    return [
        StepRow(
            step,
            Step(
                situations=codes.get(step.pk, ()),
                bases=bases.get(step.pk, ()),
                **{name: getattr(step, name) for name in _PLAIN},
            ),
            files.get(step.pk, []),
        )
        for step in steps
    ]


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for step, code in pairs:
        found.setdefault(step, []).append(code)
    return {step: tuple(sorted(codes)) for step, codes in found.items()}


@dataclass(frozen=True)
class ReportState:
    """A report as it stands: its steps, what is known, and what stopped the clock."""

    report: Report
    rows: list[StepRow]
    known: Known
    stopped: Told | None

    @property
    def ends_at(self) -> dt.datetime:
        """When it was reported; while the clock runs, now."""
        return self.stopped.reported_at if self.stopped and self.stopped.reported_at else timezone.now()


def state_of(report: Report) -> ReportState:
    """The steps folded."""
    rows = step_rows(report)
    known = fold(row.told for row in rows)
    return ReportState(report, rows, known, stopping(known))


def report_stations(actor: Actor) -> QuerySet[Station]:
    """Stations where the actor may report, to choose one."""
    rows = Station.objects.within(actor.scope, REPORT).filter(closed_on__isnull=True)
    return rows.order_by("division_code", "kind", "id")


def report_file(uuid: UUID, report: Report) -> ReportFile | None:
    """A file of this very report."""
    return ReportFile.objects.filter(uuid=uuid, step__report=report).select_related("file").first()


def open_report_file(found: ReportFile) -> bytes:
    """The bytes as they were given. Raises `crypto.SealBroken` when the kept file was exchanged."""
    return base64.b64decode(open_sealed(open_file(found.file), f"protection.ReportFile|{found.uuid}"))


def all_running() -> QuerySet[Report]:
    """Every report whose clock runs, the oldest first: for the clock, which shows nothing to anybody."""
    return Report.objects.running().order_by("found_at", "id")
