"""验收: submitted by the station, visited by the county, mended, accepted (domain.md 3.1, 3.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.services import keep_file
from liangzhan.programme.choices import InspectionWay, ProgrammeEvent, Result, Verdict, VisitState
from liangzhan.programme.models import Rectification, Visit, VisitItem, VisitItemPhoto, VisitStation
from liangzhan.programme.queries.checklist import checklist_of, settings_at
from liangzhan.programme.rules.acceptance import (
    VISIT,
    closing_problems,
    demands,
    inspector_problem,
    result_of,
    submission_problems,
)
from liangzhan.programme.rules.checklist import BY_CODE, Tally, items_for, tally
from liangzhan.stations.choices import State
from liangzhan.stations.models import Site, Station
from liangzhan.stations.services.lifecycle import move_station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import add_workdays, today
from liangzhan.toolkit.transitions import move


@recorded(ProgrammeEvent.ACCEPTANCE_SUBMITTED)
def submit_for_acceptance(*, station: Station, by: Actor) -> Station:
    """The station asks for acceptance: every veto met and the self-check at the mark, or RuleBroken says what is missing."""
    checklist = checklist_of(station, on=today())
    reasons = submission_problems(station.state, checklist.tally, checklist.pass_mark)
    if reasons:
        raise RuleBroken(*reasons)
    return move_station(station=station, to=State.ACCEPTANCE_PENDING, by=by, reason=f"自查得分 {checklist.tally.score}")


@recorded(ProgrammeEvent.VISIT_PLANNED, keep=["way", "scheduled_on"])
def plan_visit(
    *,
    site: Site,
    way: InspectionWay,
    scheduled_on: dt.date,
    first_inspector: str,
    second_inspector: str,
    by: Actor,
) -> Visit:
    """Plan ONE visit for all pending stations of a site. Raises RuleBroken when none is pending or one is planned already."""
    pending = list(site.stations.filter(state=State.ACCEPTANCE_PENDING).order_by("kind"))
    if not pending:
        raise RuleBroken("这个场所没有待验收的站点。")
    problem = inspector_problem(first_inspector, second_inspector)
    if problem:
        raise RuleBroken(problem, field="second_inspector")
    Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    if site.visits.filter(state=VisitState.PLANNED).exists():
        raise RuleBroken("这个场所已安排验收，请在验收页面里继续。")
    visit = Visit.objects.create(
        site=site,
        division_code=site.division_code,
        way=way,
        scheduled_on=scheduled_on,
        state_since=today(),
        first_inspector=first_inspector.strip(),
        second_inspector=second_inspector.strip(),
        planned_by=by,
    )
    VisitStation.objects.bulk_create([VisitStation(visit=visit, station=station) for station in pending])
    return visit


@recorded(ProgrammeEvent.VISIT_CLOSED, keep=["reason"])
def cancel_visit(*, visit: Visit, reason: str, by: Actor) -> Visit:
    """Call a planned visit off, with a reason; the stations stay pending."""
    if not reason.strip():
        raise RuleBroken("请写明取消理由。", field="reason")
    return move(visit, VisitState.CANCELLED, table=VISIT, by=by, reason=reason)


@recorded(ProgrammeEvent.VISIT_ITEM, keep=["code", "verdict"])
def record_item(
    *,
    visit_station: VisitStation,
    code: str,
    verdict: Verdict,
    by: Actor,
    note: str = "",
    photos: Iterable[object] = (),
) -> VisitItem:
    """Write the verdict on one item. Sending the same again changes nothing more; the last word counts."""
    _refuse_closed(visit_station.visit)
    if code not in {item.code for item in items_for(visit_station.station.kind)}:
        raise RuleBroken("这一项不适用于这类站点。")
    shown = next(r for r in checklist_of(visit_station.station, on=today()).rows if r.item.code == code).evidence.text
    item, _ = VisitItem.objects.update_or_create(
        visit_station=visit_station,
        item=code,
        defaults={
            "verdict": Verdict(verdict),
            "note": note.strip()[:300],
            "shown": shown[:400],
            "recorded_by": by,
        },
    )
    for upload in photos:
        title = f"验收照片 {BY_CODE[code].title}"
        kept = keep_file(upload=upload, title=title, kind=FileKind.IMAGE, evidence=True, by=by)
        if not item.photos.filter(file__digest=kept.digest).exists():
            VisitItemPhoto.objects.create(item=item, file=kept)
    return item


def _refuse_closed(visit: Visit) -> None:
    """Read the state under a lock: of two inspectors the later one must not write into a closed visit."""
    state = Visit.objects.select_for_update(of=("self",)).values_list("state", flat=True).get(pk=visit.pk)
    if state != VisitState.PLANNED:
        raise RuleBroken("这次验收已经结束，不能再改。")


@recorded(ProgrammeEvent.VISIT_CLOSED, keep=["held_on"])
def close_visit(*, visit: Visit, held_on: dt.date, summary: str, by: Actor) -> Visit:
    """Close a visit: score and result of each station, then ACCEPTED (accepted on the day of the visit) or RECTIFYING."""
    _refuse_closed(visit)
    if held_on > today():
        raise RuleBroken("验收日期不能晚于今天。", field="held_on")
    parts = list(visit.stations.select_related("station").prefetch_related("items").order_by("id"))
    reasons = [f"{part.station.name}：{reason}" for part in parts for reason in _gaps(part)]
    if reasons:
        raise RuleBroken(*reasons)
    settings = settings_at(visit.division_code, held_on)
    move(
        visit,
        VisitState.DONE,
        table=VISIT,
        by=by,
        on=held_on,
        held_on=held_on,
        summary=summary.strip()[:500],
        closed_at=timezone.now(),
        closed_by=by,
    )
    for part in parts:
        _decide(part, settings, held_on, by)
    return visit


def _gaps(part: VisitStation) -> list[str]:
    items = {item.item: item for item in part.items.all()}
    return closing_problems(
        {code: item.verdict for code, item in items.items()},
        {code: item.note for code, item in items.items()},
        [item.code for item in items_for(part.station.kind)],
    )


def _decide(part: VisitStation, settings: dict, held_on: dt.date, by: Actor) -> None:
    verdicts = {item.item: item.verdict for item in part.items.all()}
    notes = {item.item: item.note for item in part.items.all()}
    weights, mark = settings["acceptance.weights"], settings["acceptance.pass_mark"]
    counted: Tally = tally(verdicts, kind=part.station.kind, weights=weights, pass_mark=mark)
    before = Rectification.objects.filter(visit_station__station=part.station).exists()
    part.score, part.pass_mark, part.result = counted.score, mark, result_of(counted, before)
    part.save(update_fields=["score", "pass_mark", "result"])
    if part.result == Result.FAIL:
        due_on = add_workdays(held_on, settings["acceptance.rectification_days"])
        Rectification.objects.bulk_create(
            [
                Rectification(visit_station=part, item=code, demand=text[:300], due_on=due_on, state_since=today())
                for code, text in demands(counted, notes).items()
            ]
        )
        move_station(station=part.station, to=State.RECTIFYING, by=by, reason="验收未通过", on=held_on)
    else:
        move_station(station=part.station, to=State.ACCEPTED, by=by, reason=f"验收得分 {counted.score}", on=held_on)
