"""A worker takes up a post, changes it, leaves it. Rules are checked while the worker's row is held."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.credentials.queries.clearance import minors_problem
from liangzhan.people.choices import TieKind
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.register import end_tie, open_tie
from liangzhan.staff.choices import StaffEvent
from liangzhan.staff.models import Post, Worker
from liangzhan.staff.rules import posts as rules
from liangzhan.staff.rules.posts import Held, Limits, PostFacts
from liangzhan.staff.rules.workers import WorkerFacts
from liangzhan.staff.services.staffing import refresh_staffing
from liangzhan.staff.services.workers import register_worker
from liangzhan.staff.settings import AHEAD, BACK
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import values_of
from liangzhan.toolkit.periods import today

ADJUSTED = "岗位调整"


@recorded(
    StaffEvent.POST_OPENED, keep=["station", "role", "employment", "fte", "starts_on", "ends_on", "serves_minors"]
)
def open_post(
    *,
    station: Station,
    role: str,
    employment: str,
    starts_on: dt.date,
    by: Actor,
    worker: Worker | None = None,
    person: PersonFacts | None = None,
    about: WorkerFacts | None = None,
    fte: Decimal | None = None,
    ends_on: dt.date | None = None,
    serves_minors: bool = False,
) -> Post:
    """A worker (or a person who becomes one) takes up a post from a day, which may lie ahead.

    Opens the tie through which the station knows the person from today, and counts the station's people anew. Raises RuleBroken
    naming the field: impossible days, under age, closed station, same post twice, more than a week's work in sum, or
    work with minors without a clear query (未保法 §62).
    """
    facts = PostFacts(role, employment, starts_on, rules.tidy_fte(employment, fte), ends_on, serves_minors)
    if worker is None:
        if person is None:
            raise RuleBroken("请选择工作人员，或填写新工作人员的姓名。", field="name")
        worker = register_worker(person=person, about=about or WorkerFacts(), station=station, by=by)
    else:
        open_tie(person=worker.person, station=station, kind=TieKind.STAFF, on=today(), by=by)
    worker = _locked(worker)
    _check(worker, station, facts)
    post = _make(worker, station, facts, by)
    _after(worker, station, by)
    return post


@recorded(StaffEvent.POST_CHANGED, keep=["post", "on", "employment", "fte", "serves_minors"])
def change_post(
    *,
    post: Post,
    on: dt.date,
    employment: str,
    serves_minors: bool,
    by: Actor,
    fte: Decimal | None = None,
) -> Post:
    """Employment, share of the week or work with minors changes from a day on.

    The post until then ends the day before and stays as it was; on its first day (or before) it is corrected whole.
    Returns the post that holds from then on.
    """
    worker, post = _locked(post.worker), _fresh(post)
    facts = PostFacts(
        post.role, employment, post.starts_on, rules.tidy_fte(employment, fte), post.ends_on, serves_minors
    )
    if post.ends_on is not None and on > post.ends_on:
        raise RuleBroken("这个岗位到那时已经结束，不能调整。", field="on")
    parts = rules.parted(facts, on)
    if parts is None:
        _check(worker, post.station, facts, but=post)
        changed = _write(post, employment=facts.employment, fte=facts.fte, serves_minors=facts.serves_minors)
    else:
        last_day, later = parts
        _check(worker, post.station, later, but=post, day="on")
        _write(post, ends_on=last_day, ended_reason=ADJUSTED)
        changed = _make(worker, post.station, later, by)
    _after(worker, post.station, by)
    return changed


@recorded(StaffEvent.POST_CORRECTED, keep=["post", "role", "starts_on", "reason"])
def correct_post(*, post: Post, role: str, starts_on: dt.date, reason: str, by: Actor) -> Post:
    """A slip in role or first day is put right, with a reason; same rules as when it was opened."""
    if not reason.strip():
        raise RuleBroken("请写明更正原因。", field="reason")
    worker, post = _locked(post.worker), _fresh(post)
    facts = PostFacts(role, post.employment, starts_on, post.fte, post.ends_on, post.serves_minors)
    _check(worker, post.station, facts, but=post)
    _write(post, role=role, starts_on=starts_on)
    _after(worker, post.station, by)
    return post


@recorded(StaffEvent.POST_ENDED, keep=["post", "ends_on"])
def end_post(*, post: Post, ends_on: dt.date, reason: str, by: Actor) -> Post:
    """A worker leaves a post; `ends_on` is the last day and may lie ahead. The tie ends with the last post at the station."""
    worker, post = _locked(post.worker), _fresh(post)
    limits = _limits(post.station)
    problem = rules.end_problem(post.starts_on, ends_on, today=today(), days_ahead=limits.days_ahead)
    if problem:
        raise RuleBroken(problem, field="ends_on")
    if not reason.strip():
        raise RuleBroken("请写明离岗原因。", field="reason")
    if post.ends_on is not None and ends_on > post.ends_on:
        others = _held(worker, post.station, post)
        _refuse("ends_on", rules.load_problem(_facts(post, ends_on), others))
        _refuse("ends_on", rules.overlap_problem(_facts(post, ends_on), others))
    _write(post, ends_on=ends_on, ended_reason=reason.strip()[:120])
    _after(worker, post.station, by)
    return post


@recorded(StaffEvent.POST_CANCELLED, keep=["post", "reason"])
def cancel_post(*, post: Post, reason: str, by: Actor) -> Worker:
    """A post that was planned and does not come: its row goes, the deed stays in the record. Only before its first day."""
    worker, post = _locked(post.worker), _fresh(post)
    if post.starts_on <= today():
        raise RuleBroken("这个岗位已经上岗，请办理离岗。")
    if not reason.strip():
        raise RuleBroken("请写明取消原因。", field="reason")
    post.delete()
    _after(worker, post.station, by)
    return worker


def _locked(worker: Worker) -> Worker:
    """Whoever changes posts of a worker holds the worker's row: of two at once the second sees what the first wrote."""
    return Worker.objects.select_for_update(of=("self",)).select_related("person").get(pk=worker.pk)


def _fresh(post: Post) -> Post:
    return Post.objects.select_related("station__site").get(pk=post.pk)


def _facts(post: Post, ends_on: dt.date) -> PostFacts:
    return PostFacts(post.role, post.employment, post.starts_on, post.fte, ends_on, post.serves_minors)


def _limits(station: Station) -> Limits:
    held = values_of([BACK, AHEAD], on=today(), division_code=station.division_code)
    return Limits(int(held[BACK]), int(held[AHEAD]))


def _held(worker: Worker, station: Station, but: Post | None) -> list[Held]:
    rows = worker.posts.exclude(pk=but.pk) if but else worker.posts.all()
    names = ("role", "fte", "starts_on", "ends_on", "station_id")
    return [
        Held(role, fte, starts_on, ends_on, own=station_id == station.pk)
        for role, fte, starts_on, ends_on, station_id in rows.order_by("id").values_list(*names)
    ]


def _check(worker: Worker, station: Station, facts: PostFacts, but: Post | None = None, day: str = "starts_on") -> None:
    _refuse("", rules.station_problem(station.state, station.closed_on))
    _refuse("fte", rules.fte_problem(facts.employment, facts.fte))
    field, problem = rules.days_problem(
        facts,
        born_on=worker.person.born_on,
        contract=(worker.contract_starts_on, worker.contract_ends_on),
        today=today(),
        limits=_limits(station),
    )
    _refuse(day if field == "starts_on" else field, problem)
    held = _held(worker, station, but)
    _refuse("role", rules.overlap_problem(facts, held))
    _refuse("fte", rules.load_problem(facts, held))
    if facts.serves_minors:
        _refuse("serves_minors", minors_problem(worker.person, max(facts.starts_on, today())))


def _refuse(field: str, problem: str) -> None:
    if problem:
        raise RuleBroken(problem, field=field)


def _make(worker: Worker, station: Station, facts: PostFacts, by: Actor) -> Post:
    return Post.objects.create(
        worker=worker, station=station, division_code=station.division_code, opened_by=by, **vars(facts)
    )


def _write(post: Post, **changed: Any) -> Post:
    for field, value in changed.items():
        setattr(post, field, value)
    post.save(update_fields=list(changed))
    return post


def _after(worker: Worker, station: Station, by: Actor) -> None:
    """Without a post at the station, now or to come, the station no longer knows the person; its people are counted anew."""
    left = worker.posts.filter(station=station)
    if not left.not_over(today()).exists():
        last = left.order_by("-ends_on").values_list("ends_on", flat=True).first()
        end_tie(person=worker.person, station=station, kind=TieKind.STAFF, on=last or today(), by=by)
    refresh_staffing(stations=[station], by=by)
