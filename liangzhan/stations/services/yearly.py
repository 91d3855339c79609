"""Yearly plan and report of a site's stations, confirmed by the 两委 (2.1.4, 2.1.5)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.stations.choices import StationEvent, YearlyKind, YearlyState
from liangzhan.stations.models import Site, YearlyPaper
from liangzhan.stations.rules import YEARLY
from liangzhan.stations.rules.filing import date_problem, paper_problem
from liangzhan.stations.rules.papers import text_problem, year_problem
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import move


@recorded(StationEvent.YEARLY_SAVED, keep=["year", "kind"])
def save_yearly(*, site: Site, year: int, kind: str, text: str, by: Actor) -> YearlyPaper:
    """Write the plan or report of a year, until it is handed to the 两委; afterwards it rests."""
    if problem := year_problem(year, kind == YearlyKind.REPORT, today()):
        raise RuleBroken(problem, field="year")
    row = site.yearly_papers.filter(year=year, kind=kind).first()
    row = row or YearlyPaper(site=site, year=year, kind=kind, state_since=today())
    if row.state not in (YearlyState.DRAFT, YearlyState.RETURNED):
        raise RuleBroken(f"{year} 年的{row.get_kind_display()}{row.get_state_display()}，不能再修改。")
    row.text = text.strip()
    row.save()
    return row


@recorded(StationEvent.YEARLY_MOVED, keep=["paper"])
def submit_yearly(*, paper: YearlyPaper, by: Actor) -> YearlyPaper:
    """Hand a plan or report to the 两委."""
    if problem := text_problem(paper.text, least=20, word=paper.get_kind_display()):
        raise RuleBroken(problem, field="text")
    return move(paper, YearlyState.SUBMITTED, table=YEARLY, by=by, returned_reason="")


@recorded(StationEvent.YEARLY_MOVED, keep=["paper", "on"])
def confirm_yearly(*, paper: YearlyPaper, by: Actor, on: dt.date | None = None, scan: Any = None) -> YearlyPaper:
    """The 两委 confirms, on the page or on paper scanned by the station."""
    day = on or today()
    if problem := date_problem(day, today(), "确认日期"):
        raise RuleBroken(problem, field="on")
    in_person = by.may_at(Action.YEARLY_PLAN_CONFIRM, code=paper.division_code)
    if problem := paper_problem(in_person, scan is not None, "两委"):
        raise RuleBroken(problem, field="scan")
    file = kept_paper(scan, f"{paper.year} 年{paper.get_kind_display()}两委确认", by, field="scan")
    return move(
        paper, YearlyState.CONFIRMED, table=YEARLY, by=by, on=day, confirmed_on=day, confirmed_by=by, paper=file
    )


@recorded(StationEvent.YEARLY_MOVED, keep=["paper"])
def return_yearly(*, paper: YearlyPaper, reason: str, by: Actor) -> YearlyPaper:
    """The 两委 send a plan or report back with a reason."""
    if not reason.strip():
        raise RuleBroken("请写明退回理由。", field="reason")
    text = reason.strip()[:300]
    return move(paper, YearlyState.RETURNED, table=YEARLY, by=by, reason=text, returned_reason=text)
