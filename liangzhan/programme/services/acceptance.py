"""验收: submitted by the station, visited by the county, mended, accepted (domain.md 3.1, 3.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.services import keep_file
from liangzhan.programme import messages
from liangzhan.programme.choices import InspectionWay, ProgrammeEvent, Result, Verdict, VisitState
from liangzhan.programme.models import Rectification, Submission, Visit, VisitItem, VisitItemPhoto, VisitStation
from liangzhan.programme.queries.checklist import VERDICTS, Checklist, checklist_of, settings_at
from liangzhan.programme.queries.sampling import is_recheck, sampled
from liangzhan.programme.queries.second_persons import second_persons, shown
from liangzhan.programme.rules.acceptance import (
    VISIT,
    closing_problems,
    demands,
    held_on_problem,
    inspector_problem,
    result_of,
    submission_problems,
    way_problem,
)
from liangzhan.programme.rules.checklist import BY_CODE, Tally, items_for, tally
from liangzhan.stations.choices import State
from liangzhan.stations.models import Site, Station
from liangzhan.stations.services.lifecycle import move_station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import add_workdays, moment, today
from liangzhan.toolkit.transitions import move


@recorded(ProgrammeEvent.ACCEPTANCE_SUBMITTED)
def submit_for_acceptance(*, station: Station, by: Actor) -> Station:
    """The station asks for acceptance: every veto met and the self-check at the mark, or RuleBroken says what is missing."""
    settings = settings_at(station.division_code, today())
    checklist = checklist_of(station, on=today(), settings=settings)
    reasons = submission_problems(station.state, checklist.tally, checklist.pass_mark)
    if reasons:
        raise RuleBroken(*reasons)
    move_station(station=station, to=State.ACCEPTANCE_PENDING, by=by, reason=f"自查得分 {checklist.tally.score}")
    _keep_snapshot(station, checklist, by)
    due_on = add_workdays(today(), int(settings["acceptance.visit_days"]))
    messages.acceptance_wanted(station.site, f"{station.name}提交验收，请安排。", due_on=due_on, by=by)
    return station


def _keep_snapshot(station: Station, checklist: Checklist, by: Actor) -> None:
    rows = [
        {"code": row.item.code, "standing": str(row.evidence.standing), "text": row.evidence.text}
        for row in checklist.rows
    ]
    Submission.objects.create(
        station=station, score=checklist.tally.score, pass_mark=checklist.pass_mark, rows=rows, submitted_by=by
    )


@recorded(ProgrammeEvent.VISIT_PLANNED, keep=["way", "scheduled_on"])
def plan_visit(
    *,
    site: Site,
    way: InspectionWay,
    scheduled_on: dt.date,
    first_inspector: str,
    second_inspector: str = "",
    second_user: str = "",
    by: Actor,
) -> Visit:
    """Plan ONE visit for all pending stations of a site. Raises RuleBroken when none is pending or one is planned already.

    The second person is a user (uuid) with a post over the place, who is told, or just a name.
    """
    Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    pending = list(site.stations.filter(state=State.ACCEPTANCE_PENDING).order_by("kind"))
    if not pending:
        raise RuleBroken("这个场所没有待验收的站点。")
    if site.visits.filter(state=VisitState.PLANNED).exists():
        raise RuleBroken("这个场所已安排验收，请在验收页面里继续。")
    second_inspector = _second(site, first_inspector, second_inspector, second_user, by)
    drawn = sampled(site)
    if problem := way_problem(way, drawn=drawn.is_drawn if drawn else None, recheck=is_recheck(pending)):
        raise RuleBroken(problem, field="way")
    visit = Visit.objects.create(
        site=site,
        division_code=site.division_code,
        way=way,
        draw=drawn.draw if drawn else None,
        scheduled_on=scheduled_on,
        state_since=today(),
        first_inspector=first_inspector.strip(),
        second_inspector=second_inspector.strip(),
        planned_by=by,
    )
    VisitStation.objects.bulk_create([VisitStation(visit=visit, station=station) for station in pending])
    messages.visit_planned(visit, pending, by=by)
    return visit


def _second(site: Site, first: str, name: str, uuid: str, by: Actor) -> str:
    """The name of the second person as the visit keeps it."""
    post = second_persons(site.division_code, on=today(), but=by.uuid).get(uuid) if uuid else None
    if uuid and post is None:
        raise RuleBroken("这个人在本地没有可以担任第二人的岗位，请另选。", field="second_user")
    if problem := inspector_problem(first, post.user.display_name if post else name):
        raise RuleBroken(problem, field="second_user" if post else "second_inspector")
    return shown(post) if post else name


@recorded(ProgrammeEvent.VISIT_CLOSED, keep=["reason"])
def cancel_visit(*, visit: Visit, reason: str, by: Actor) -> Visit:
    """Call a planned visit off, with a reason; the stations stay pending."""
    if not reason.strip():
        raise RuleBroken("请写明取消理由。", field="reason")
    move(visit, VisitState.CANCELLED, table=VISIT, by=by, reason=reason)
    stations = [part.station for part in visit.stations.select_related("station").order_by("id")]
    messages.visit_called_off(visit, stations, reason.strip(), by=by)
    due_on = add_workdays(today(), int(settings_at(visit.division_code, today())["acceptance.visit_days"]))
    messages.acceptance_wanted(visit.site, f"{visit.site.name}的验收已取消，请重新安排。", due_on=due_on, by=by)
    return visit


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
        _add_photo(item, upload, by)
    return item


def _add_photo(item: VisitItem, upload: object, by: Actor) -> None:
    """One photo; the same picture sent again (a lost answer) is not added twice."""
    title = f"验收照片 {BY_CODE[item.item].title}"
    try:
        kept = keep_file(upload=upload, title=title, kind=FileKind.IMAGE, evidence=True, by=by)
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field="photos") from refusal
    if not item.photos.filter(file__digest=kept.digest).exists():
        VisitItemPhoto.objects.create(item=item, file=kept)


@recorded(ProgrammeEvent.VISIT_FILLED)
def fill_from_papers(*, visit: Visit, by: Actor) -> list[VisitItem]:
    """材料验收: take over 达标 and 不适用 where the station's papers show it; the inspectors judge the rest themselves."""
    _refuse_closed(visit)
    if visit.way != InspectionWay.PAPERS:
        raise RuleBroken("只有材料验收可以按材料填写；现场验收请逐项查看。")
    made = []
    for part in visit.stations.select_related("station").prefetch_related("items").order_by("id"):
        written = {item.item for item in part.items.all()}
        for row in checklist_of(part.station, on=today()).rows:
            verdict = VERDICTS[row.evidence.standing]
            if row.item.code in written or verdict == Verdict.NOT_MET:
                continue
            made.append(
                VisitItem(
                    visit_station=part,
                    item=row.item.code,
                    verdict=verdict,
                    shown=row.evidence.text[:400],
                    recorded_at=moment(),
                    recorded_by=by,
                )
            )
    return VisitItem.objects.bulk_create(made)


def _refuse_closed(visit: Visit) -> None:
    """Read the state under a lock: of two inspectors the later one must not write into a closed visit."""
    state = Visit.objects.select_for_update(of=("self",)).values_list("state", flat=True).get(pk=visit.pk)
    if state != VisitState.PLANNED:
        raise RuleBroken("这次验收已经结束，不能再改。")


@recorded(ProgrammeEvent.VISIT_CLOSED, keep=["held_on"])
def close_visit(*, visit: Visit, held_on: dt.date, summary: str, by: Actor) -> Visit:
    """Close a visit: score and result of each station, then ACCEPTED (accepted on the day of the visit) or RECTIFYING."""
    _refuse_closed(visit)
    parts = list(visit.stations.select_related("station").prefetch_related("items").order_by("id"))
    pending_since = max(part.station.state_since for part in parts)
    if problem := held_on_problem(held_on, pending_since=pending_since, today=today()):
        raise RuleBroken(problem, field="held_on")
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
        closed_at=moment(),
        closed_by=by,
    )
    messages.visit_over(visit, [part.station for part in parts], by=by)
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
    due_on = None
    if part.result == Result.FAIL:
        due_on = add_workdays(held_on, int(settings["acceptance.rectification_days"]))
        Rectification.objects.bulk_create(
            [
                Rectification(visit_station=part, item=code, demand=text[:300], due_on=due_on, state_since=today())
                for code, text in demands(counted, notes).items()
            ]
        )
        move_station(station=part.station, to=State.RECTIFYING, by=by, reason="验收未通过", on=held_on)
    else:
        move_station(station=part.station, to=State.ACCEPTED, by=by, reason=f"验收得分 {counted.score}", on=held_on)
    messages.station_judged(part, due_on=due_on, by=by)
