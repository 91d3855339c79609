"""Reports as they lie: who has sent, who is missing, what one report says, all of them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.divisions.models import Division
from liangzhan.programme.choices import ReportState
from liangzhan.programme.models import OctoberReport, Plan
from liangzhan.programme.queries.october import Computed, compute, reporting_areas
from liangzhan.programme.rules.october import PARTS, list_problems, submission_problems
from liangzhan.toolkit.periods import today

FILES = ("list_file", "account_pdf", "account_docx")
SENT = (ReportState.SUBMITTED, ReportState.ACCEPTED)


@dataclass(frozen=True)
class AreaReport:
    """One reporting area with its latest report, or None; `late` when the due date has passed without a submission."""

    area: Division
    report: OctoberReport | None
    due_on: dt.date
    late: bool

    @property
    def is_missing(self) -> bool:
        """Nothing lies with the province: no report, a draft, or a returned one."""
        return self.report is None or self.report.state not in SENT


def area_reports(plan: Plan, *, on: dt.date) -> list[AreaReport]:
    """Every reporting area with its latest version. Two queries."""
    latest: dict[int, OctoberReport] = {}
    for report in plan.reports.select_related("division", "plan", *FILES).order_by("version"):
        latest[report.division_id] = report
    past = on > plan.due_on
    rows = [(area, latest.get(area.pk)) for area in reporting_areas(plan)]
    return [
        AreaReport(area, report, plan.due_on, past and (report is None or report.state not in SENT))
        for area, report in rows
    ]


def completeness(plan: Plan, scope: Scope, *, on: dt.date | None = None) -> list[AreaReport]:
    """Every reporting area within reach with its latest version: who is missing, who is late. Two queries."""
    reach = scope.area(Action.PLAN_VIEW)
    return [one for one in area_reports(plan, on=on or today()) if reach.covers_code(one.area.code)]


@dataclass(frozen=True)
class PlanProgress:
    """How many areas have submitted, were accepted, are missing."""

    areas: int
    submitted: int
    accepted: int

    @classmethod
    def of(cls, rows: list[AreaReport]) -> PlanProgress:
        states = [row.report.state if row.report else "" for row in rows]
        return cls(len(rows), states.count(ReportState.SUBMITTED), states.count(ReportState.ACCEPTED))

    @property
    def missing(self) -> int:
        return self.areas - self.submitted - self.accepted


@dataclass(frozen=True)
class Contents:
    """What a report says: frozen when it was sent, computed now before that; `problems` keep it from being sent."""

    figures: dict[str, Any]
    rows: list[dict[str, Any]]
    supplement: list[dict[str, Any]]
    is_frozen: bool
    problems: list[str]


def is_sent(report: OctoberReport) -> bool:
    """Does it lie with the province? Then its figures, lists and files are the frozen ones."""
    return report.state in SENT


def contents_of(report: OctoberReport) -> Contents:
    """Figures and lists to show. A returned report is computed anew, since it will be frozen again."""
    if is_sent(report):
        return Contents(report.figures or {}, report.rows or [], report.supplement or [], True, [])
    computed = compute(report.plan, report.division, cutoff=report.cutoff_on)
    return Contents(
        computed.figures.as_dict(),
        [row.as_dict() for row in computed.rows],
        [row.as_dict() for row in computed.supplement],
        False,
        problems_of(report, computed),
    )


def problems_of(report: OctoberReport, computed: Computed) -> list[str]:
    """Why the report cannot be sent yet: words that are missing, a list that does not fit its figures."""
    words = {name: getattr(report, name) for name, _ in PARTS}
    reasons = submission_problems(words, report.signer, report.issuer)
    return reasons + list_problems(computed.rows, computed.figures, report.cutoff_on)


Part = tuple[str, str, dict[str, Any]]


def consolidated(areas: Iterable[AreaReport]) -> tuple[list[Part], list[dict[str, Any]]]:
    """(area, state in words, frozen figures) of every area and all list rows that were submitted or accepted."""
    parts: list[Part] = []
    rows: list[dict[str, Any]] = []
    for one in areas:
        report = one.report
        state = report.get_state_display() if report else "未编制"
        if report is None or one.is_missing:
            parts.append((one.area.name, state, {}))
            continue
        parts.append((one.area.name, state, report.figures or {}))
        rows += report.rows or []
    return parts, rows


def area_within(plan: Plan, code: str, scope: Scope, action: Action) -> Division | None:
    """The reporting area with this code when the scope holds the verb there."""
    areas = Division.objects.within(scope, action).filter(code=code)
    return areas.filter(pk__in=[one.pk for one in reporting_areas(plan)]).first()
