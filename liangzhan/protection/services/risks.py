"""Raising and lowering a level, and what is done about a risk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.people.models import Person
from liangzhan.protection import messages
from liangzhan.protection.choices import RiskDomain, RiskEvent, RiskLevel, RiskStepKind
from liangzhan.protection.models import Risk, RiskArea, RiskStep, TeamReader
from liangzhan.protection.queries.crises import count_open
from liangzhan.protection.queries.risks import open_risk_of
from liangzhan.protection.recording import recorded_by_secrecy
from liangzhan.protection.rules.risks import ROUTINE, lower_problem, moment_problem, raise_problem, rank
from liangzhan.staff.models import Worker
from liangzhan.staff.queries.workers import worker_of
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today


@recorded_by_secrecy(RiskEvent.RAISED)
def raise_risk(
    *,
    person: Person,
    station: Station,
    domains: Sequence[RiskDomain | str],
    level: RiskLevel | str,
    facts: str,
    by: Actor,
    voucher: str = "",
    worker: Worker | None = None,
    team: Iterable[Worker] = (),
    sealed: bool = False,
    form_key: UUID | None = None,
) -> Risk:
    """Judge a person's risk, or raise the level of the one that is open for the same origin.

    `voucher` names the origin ("casework.Case:uuid"), `worker` who is in charge (else whoever writes), `team` who reads
    with him. Head and supervisors learn of it without a name, unless `sealed`. The same `form_key` again gives the same
    row back. Raises RuleBroken (fields `domains`, `level`, `facts`).
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)  # of two at once the second finds the first's row
    if (sent := _sent(form_key)) is not None:
        return sent.risk
    held = open_risk_of(person.pk, station.pk, voucher)
    chosen = RiskLevel(str(level))
    _refuse(raise_problem(held.level if held else "", chosen, list(domains), facts))
    before = rank(held.level) if held else 0
    risk = held or _fresh(person, station, by, voucher=voucher, sealed=sealed, worker=worker or worker_of(by))
    risk.facts = facts.strip()
    if rank(chosen) > before:
        risk.level, risk.raised_at, risk.raised_by = chosen, moment(), by
        risk.ended_on = today() if chosen == ROUTINE else None
    risk.save()
    _add_domains(risk, domains)
    _read_by(risk, team, by)
    _step(risk, RiskStepKind.RAISED, by, text=facts, form_key=form_key)
    if rank(chosen) > max(before, rank(ROUTINE)):
        messages.level_raised(risk, by=by)
    return risk


@recorded(RiskEvent.LOWERED)
def lower_risk(*, risk: Risk, level: RiskLevel | str, reason: str, by: Actor, form_key: UUID | None = None) -> Risk:
    """Lower a level with a reason; green ends the risk. Refused to green while a crisis of it is open."""
    risk = _lock(risk)
    if _sent(form_key) is not None:
        return risk
    _refuse_ended(risk)
    chosen = RiskLevel(str(level))
    _refuse(lower_problem(risk.level, chosen, reason, count_open(risk.person_id, risk.station_id, risk.voucher)))
    risk.level, risk.raised_at, risk.raised_by = chosen, moment(), by
    risk.ended_on = today() if chosen == ROUTINE else None
    risk.save()
    _step(risk, RiskStepKind.LOWERED, by, text=reason, form_key=form_key)
    messages.level_lowered(risk, by=by)
    return risk


@recorded(RiskEvent.STEP)
def note_step(
    *,
    risk: Risk,
    kind: RiskStepKind | str,
    text: str,
    by: Actor,
    at: dt.datetime | None = None,
    form_key: UUID | None = None,
) -> RiskStep:
    """Write down that the supervisor was told, a record or safety plan was made, or the person was contacted.

    Raises RuleBroken (fields `at`, `text`) for a moment to come and for a risk that has ended.
    """
    risk = _lock(risk)
    if (sent := _sent(form_key)) is not None:
        return sent
    _refuse_ended(risk)
    when = at or moment()
    if problem := moment_problem(when, moment(), earliest=None):
        raise RuleBroken(problem, field="at")
    if not text.strip():
        raise RuleBroken("请写明情况。", field="text")
    step = _step(risk, RiskStepKind(str(kind)), by, text=text, at=when, form_key=form_key)
    messages.refresh(risk, by=by)
    return step


def _fresh(person: Person, station: Station, by: Actor, **more: Any) -> Risk:
    return Risk(
        person=person,
        station=station,
        division_code=station.division_code,
        raised_on=today(),
        opened_at=moment(),
        opened_by=by,
        **more,
    )


def _lock(risk: Risk) -> Risk:
    return Risk.objects.select_for_update(of=("self",)).get(pk=risk.pk)


def _sent(form_key: UUID | None) -> RiskStep | None:
    """What the same form wrote before; asked under the lock, so that of two sendings the second finds the first."""
    return RiskStep.objects.filter(form_key=form_key).select_related("risk").first() if form_key else None


def _refuse_ended(risk: Risk) -> None:
    if risk.ended_on is not None:
        raise RuleBroken("这项风险已经解除，不能再记录。需要时请重新评定。")


def _refuse(problem: tuple[str, str]) -> None:
    field, words = problem
    if words:
        raise RuleBroken(words, field=field)


def _add_domains(risk: Risk, domains: Sequence[RiskDomain | str]) -> None:
    known = set(risk.areas.values_list("domain", flat=True))
    fresh = [RiskDomain(str(one)) for one in dict.fromkeys(domains)]
    RiskArea.objects.bulk_create([RiskArea(risk=risk, domain=one) for one in fresh if one not in known])


def _read_by(risk: Risk, team: Iterable[Worker], by: Actor) -> None:
    rows = [TeamReader(voucher=risk.voucher, worker=one, set_by=by) for one in team] if risk.voucher else []
    TeamReader.objects.bulk_create(rows, ignore_conflicts=True)


def _step(
    risk: Risk,
    kind: RiskStepKind,
    by: Actor,
    *,
    text: str = "",
    at: dt.datetime | None = None,
    form_key: UUID | None = None,
) -> RiskStep:
    now = moment()
    return RiskStep.objects.create(
        risk=risk,
        kind=kind,
        level=risk.level,
        text=text.strip(),
        at=at or now,
        written_at=now,
        written_by=by,
        form_key=form_key,
    )
