"""C-10: opening a crisis, telling people, measures, the safety plan, closing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.people.models import Person
from liangzhan.protection.choices import Informed, RiskDomain, RiskEvent, RiskLevel, RiskStepKind
from liangzhan.protection.filing import file_crisis
from liangzhan.protection.models import Crisis, CrisisInformed, CrisisMeasure, Risk
from liangzhan.protection.queries.risks import open_risk_of
from liangzhan.protection.recording import recorded_by_secrecy
from liangzhan.protection.rules.risks import close_problem, crisis_problem, moment_problem, rank
from liangzhan.protection.services.risks import lower_risk, note_step, raise_risk
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today


@recorded_by_secrecy(RiskEvent.CRISIS_OPENED)
def open_crisis(
    *,
    person: Person,
    station: Station,
    found_at: dt.datetime,
    how_found: str,
    domains: Sequence[RiskDomain | str],
    level: RiskLevel | str,
    by: Actor,
    facts_observed: str = "",
    facts_told: str = "",
    voucher: str = "",
    worker: Worker | None = None,
    team: Iterable[Worker] = (),
    sealed: bool = False,
    form_key: UUID | None = None,
) -> Crisis:
    """Write down a crisis: it raises (or begins) the person's risk of the same origin, which keeps the clocks.

    The same `form_key` again gives the same row back. Raises RuleBroken (fields `found_at`, `level`, `how_found`,
    `facts_observed`, `domains`).
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if form_key is not None and (sent := Crisis.objects.filter(form_key=form_key).first()):
        return sent
    chosen = RiskLevel(str(level))
    _refuse(("found_at", moment_problem(found_at, moment())))
    _refuse(crisis_problem(chosen, how_found, facts_observed, facts_told))
    facts = "\n".join(one.strip() for one in (facts_observed, facts_told) if one.strip())
    origin = {"voucher": voucher, "worker": worker, "team": team, "sealed": sealed}
    risk = _risk_behind(person, station, chosen, by, domains=domains, facts=facts, **origin)
    told = {"facts_observed": facts_observed.strip(), "facts_told": facts_told.strip(), "how_found": how_found.strip()}
    crisis = _write(risk, by, found_at=found_at, level=chosen, form_key=form_key, **told)
    note_step(risk=risk, kind=RiskStepKind.RECORD, text="登记危机处置表", by=by)
    return crisis


@recorded(RiskEvent.CRISIS_INFORMED)
def inform(
    *,
    crisis: Crisis,
    who: Informed | str,
    at: dt.datetime,
    by: Actor,
    name: str = "",
    reply: str = "",
    form_key: UUID | None = None,
) -> CrisisInformed:
    """Somebody was told, at a moment. Telling the supervisor is also a step of the risk."""
    crisis = _lock(crisis)
    if form_key is not None and (sent := CrisisInformed.objects.filter(form_key=form_key).first()):
        return sent
    _refuse_closed(crisis)
    _check_moment(at, crisis)
    told = Informed(str(who))
    if told == Informed.OTHER and not name.strip():
        raise RuleBroken("请写明知会了谁。", field="name")
    row = CrisisInformed.objects.create(
        crisis=crisis,
        who=told,
        name=name.strip(),
        reply=reply.strip(),
        at=at,
        written_at=moment(),
        written_by=by,
        form_key=form_key,
    )
    if told == Informed.SUPERVISOR and crisis.risk.ended_on is None:
        note_step(risk=crisis.risk, kind=RiskStepKind.SUPERVISOR, text="危机知会", at=at, by=by)
    return row


@recorded(RiskEvent.CRISIS_MEASURE)
def add_measure(
    *,
    crisis: Crisis,
    text: str,
    by: Actor,
    at: dt.datetime | None = None,
    contact: bool = False,
    form_key: UUID | None = None,
) -> CrisisMeasure:
    """One thing that was done; `contact` says that the person was met or spoken to, which starts that clock anew."""
    crisis = _lock(crisis)
    if form_key is not None and (sent := CrisisMeasure.objects.filter(form_key=form_key).first()):
        return sent
    _refuse_closed(crisis)
    when = at or moment()
    _check_moment(when, crisis)
    if not text.strip():
        raise RuleBroken("请写明做了什么。", field="text")
    row = CrisisMeasure.objects.create(
        crisis=crisis, text=text.strip(), at=when, written_at=moment(), written_by=by, form_key=form_key
    )
    if contact and crisis.risk.ended_on is None:
        note_step(risk=crisis.risk, kind=RiskStepKind.CONTACT, text="危机处置中联系", at=when, by=by)
    return row


@recorded(RiskEvent.CRISIS_PLANNED)
def save_safety_plan(*, crisis: Crisis, safety_plan: str, by: Actor, handover: str = "") -> Crisis:
    """The safety plan and to whom the person is handed over, as far as it is known."""
    crisis = _lock(crisis)
    _refuse_closed(crisis)
    if not safety_plan.strip():
        raise RuleBroken("请写明安全计划：谁、做什么、什么时候、出事找谁。", field="safety_plan")
    fresh = not crisis.safety_plan
    crisis.safety_plan, crisis.handover = safety_plan.strip(), handover.strip()
    crisis.save(update_fields=["safety_plan", "handover"])
    if fresh and crisis.risk.ended_on is None:
        note_step(risk=crisis.risk, kind=RiskStepKind.PLAN, text="制定安全计划", by=by)
    return crisis


@recorded(RiskEvent.CRISIS_CLOSED)
def close_crisis(
    *,
    crisis: Crisis,
    outcome: str,
    by: Actor,
    review_on: dt.date | None = None,
    safety_plan: str = "",
    handover: str = "",
    level_after: RiskLevel | str = "",
) -> Crisis:
    """End a crisis with its outcome; levels 3 and 4 need a safety plan and a day of review. `level_after` lowers the risk.

    Raises RuleBroken (fields `outcome`, `safety_plan`, `review_on`, `level`).
    """
    crisis = _lock(crisis)
    _refuse_closed(crisis)
    plan = safety_plan.strip() or crisis.safety_plan
    _refuse(close_problem(crisis.level, outcome=outcome, safety_plan=plan, review_on=review_on, today=today()))
    if plan != crisis.safety_plan:
        crisis = save_safety_plan(crisis=crisis, safety_plan=plan, handover=handover or crisis.handover, by=by)
    crisis.handover = handover.strip() or crisis.handover
    crisis.outcome, crisis.review_on = outcome.strip(), review_on
    crisis.closed_on, crisis.closed_at, crisis.closed_by = today(), moment(), by
    crisis.save()
    file_crisis(crisis, by)
    if level_after and rank(str(level_after)) < rank(crisis.risk.level):
        lower_risk(risk=crisis.risk, level=level_after, reason=outcome, by=by)
    return crisis


def _risk_behind(person: Person, station: Station, level: RiskLevel, by: Actor, **more: Any) -> Risk:
    """The risk of the same origin, at least at the level of the crisis; a higher one is never lowered by a crisis."""
    held = open_risk_of(person.pk, station.pk, more["voucher"])
    higher = RiskLevel(max(level, held.level, key=rank)) if held else level
    return raise_risk(person=person, station=station, level=higher, by=by, **more)


def _write(risk: Risk, by: Actor, **facts: Any) -> Crisis:
    """The row; place, person, origin and secrecy are those of its risk."""
    names = ("person", "station", "division_code", "worker", "voucher", "sealed")
    of_risk = {name: getattr(risk, name) for name in names}
    return Crisis.objects.create(risk=risk, **of_risk, opened_at=moment(), opened_by=by, **facts)


def _lock(crisis: Crisis) -> Crisis:
    return Crisis.objects.select_for_update(of=("self",)).select_related("risk").get(pk=crisis.pk)


def _refuse_closed(crisis: Crisis) -> None:
    if crisis.closed_at is not None:
        raise RuleBroken("这次危机已经结束，不能再记录。情况有变化时请另行登记。")


def _check_moment(at: dt.datetime, crisis: Crisis) -> None:
    if problem := moment_problem(at, moment(), earliest=crisis.found_at):
        raise RuleBroken(problem, field="at")


def _refuse(problem: tuple[str, str]) -> None:
    field, words = problem
    if words:
        raise RuleBroken(words, field=field)
