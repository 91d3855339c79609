"""Coordination is written down, corrected until it locks, followed up, withdrawn. The station facilitates, it decides nothing."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.activities.choices import CoordinationEvent
from liangzhan.activities.models import Coordination, CoordinationParty, CoordinationStep
from liangzhan.activities.queries.coordination import lines_on
from liangzhan.activities.queries.visits import is_locked, may_change_visit
from liangzhan.activities.rules.coordination import CoordinationFacts, follow_up_problem, problems_of
from liangzhan.audit.services import recorded
from liangzhan.ledger.services.posting import post, reverse
from liangzhan.people.models import Person, Tie
from liangzhan.people.queries.categories import primary_of
from liangzhan.staff.models import Worker
from liangzhan.staff.services.field_time import record_field_time, withdraw_field_time
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today

PLAIN = ("starts_at", "ends_at", "on", "minutes", "kind", "topic", "heads", "outside", "outcome", "follow_up_on")
TEXTS = ("matter", "parties_note", "helpers", "process", "agreement")


@recorded(CoordinationEvent.RECORDED, keep=["station", "worker"])
def record_coordination(
    *, facts: CoordinationFacts, worker: Worker, station: Station, form_key: UUID, by: Actor
) -> Coordination:
    """Write an occasion down, once for each `form_key`; parties by name are added afterwards.

    Raises RuleBroken: fewer than two parties, times that cannot be, an agreement without words, a worker without a post.
    """
    Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    if (written := Coordination.objects.filter(form_key=form_key, worker=worker).first()) is not None:
        return written
    _check(facts, worker, station, parties=0)
    row = Coordination(
        station=station,
        division_code=station.division_code,
        worker=worker,
        form_key=form_key,
        recorded_at=moment(),
        recorded_by=by,
    )
    _write(row, facts)
    _tell(row, by)
    return row


@recorded(CoordinationEvent.CORRECTED, keep=["row"])
def correct_coordination(*, row: Coordination, facts: CoordinationFacts, by: Actor) -> Coordination:
    """Put a record right while it is open: a new version in the ledger."""
    row = _open(row, by)
    _check(facts, row.worker, row.station, parties=row.parties.count())
    row.version += 1
    _write(row, facts)
    _tell(row, by, reason="更正协调调解记录")
    return row


@recorded(CoordinationEvent.PARTY_ADDED, keep=["row"])
def add_party(*, row: Coordination, person: Person, by: Actor) -> CoordinationParty:
    """A party is known by name: one fewer of those without. Somebody who is a party already stays one."""
    row = _open(row, by)
    if (held := row.parties.filter(person=person).first()) is not None:
        return held
    if not Tie.objects.live().filter(person=person, station=row.station).exists():
        raise RuleBroken("这个人不在本站的服务范围内，请先登记。", field="person")
    category = primary_of([person.pk], row.station, row.on).get(person.pk, "")
    party = CoordinationParty.objects.create(coordination=row, person=person, category=category, posted_as=person.pk)
    row.heads, row.version = max(row.heads - 1, 0), row.version + 1
    row.save(update_fields=["heads", "version"])
    _tell(row, by, reason="登记当事人姓名")
    return party


@recorded(CoordinationEvent.PARTY_DROPPED, keep=["row"])
def drop_party(*, row: Coordination, person: Person, by: Actor) -> Coordination:
    """The person was no party: counted again among those without a name."""
    row = _open(row, by)
    gone, _ = row.parties.filter(person=person).delete()
    if gone:
        row.heads, row.version = row.heads + 1, row.version + 1
        row.save(update_fields=["heads", "version"])
        _tell(row, by, reason="移出当事人")
    return row


@recorded(CoordinationEvent.STEP, keep=["row", "outcome"])
def add_step(
    *,
    row: Coordination,
    on: dt.date,
    outcome: str,
    text: str,
    follow_up_on: dt.date | None,
    form_key: UUID,
    by: Actor,
) -> CoordinationStep:
    """What came after, also when the record itself is locked. The same `form_key` adds once."""
    row = _locked_row(row, by)
    if (written := CoordinationStep.objects.filter(form_key=form_key, coordination=row).first()) is not None:
        return written
    if not row.on <= on <= today():
        raise RuleBroken("跟进日期在协调那天和今天之间。", field="on")
    if not text.strip():
        raise RuleBroken("请写明跟进的情况。", field="text")
    if problem := follow_up_problem(outcome, follow_up_on, on=on):
        raise RuleBroken(problem, field="follow_up_on")
    told = {"on": on, "outcome": outcome, "text": text.strip(), "follow_up_on": follow_up_on, "form_key": form_key}
    step = CoordinationStep.objects.create(coordination=row, written_at=moment(), written_by=by, **told)
    row.outcome, row.follow_up_on = outcome, follow_up_on
    row.save(update_fields=["outcome", "follow_up_on"])
    return step


@recorded(CoordinationEvent.WITHDRAWN, keep=["row"])
def withdraw_coordination(*, row: Coordination, reason: str, by: Actor) -> Coordination:
    """It was not, or was written twice: readable still, counted no more. Raises RuleBroken without a reason."""
    row = _locked_row(row, by)
    if not reason.strip():
        raise RuleBroken("请写明撤销的理由。", field="reason")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = moment(), by, reason.strip()
    row.follow_up_on = None
    row.posted_version = reverse(voucher=row.voucher, reason="撤销协调调解记录", by=by).version
    row.save()
    withdraw_field_time(voucher=row.voucher, by=by)
    return row


def _locked_row(row: Coordination, by: Actor) -> Coordination:
    """The row, held, for whoever may change it and while it stands."""
    rows = Coordination.objects.select_for_update(of=("self",)).select_related("worker__person", "station")
    held: Coordination = rows.get(pk=row.pk)
    if held.withdrawn_at is not None:
        raise RuleBroken("这条记录已经撤销。")
    if not may_change_visit(held, by):
        raise RuleBroken("只有促成人本人、登记人和站长可以更正、跟进或撤销。")
    return held


def _open(row: Coordination, by: Actor) -> Coordination:
    held = _locked_row(row, by)
    if is_locked(held):
        raise RuleBroken("这条记录已经锁定，不能再改；后来的情况请写跟进。")
    return held


def _check(facts: CoordinationFacts, worker: Worker, station: Station, *, parties: int) -> None:
    for field, sentence in problems_of(facts, parties=parties, now=moment()).items():
        raise RuleBroken(sentence, field=field)
    if not worker.posts.in_force(facts.on).filter(station=station).exists():
        raise RuleBroken(f"{worker.display_name}在 {facts.on:%Y-%m-%d} 没有本站的岗位，请核对日期。", field="on")


def _write(row: Coordination, facts: CoordinationFacts) -> None:
    for name in PLAIN:
        setattr(row, name, getattr(facts, name))
    for name in TEXTS:
        setattr(row, name, getattr(facts, name).strip())
    row.served_as = row.worker.person_id
    row.save()


def _tell(row: Coordination, by: Actor, *, reason: str = "") -> None:
    """Ledger and attendance follow the record."""
    lines = lines_on(Coordination.objects.prefetch_related("parties").get(pk=row.pk))
    version = row.posted_version + 1
    post(voucher=row.voucher, version=version, station=row.station, lines=lines, by=by, reason=reason)
    row.posted_version = version
    row.save(update_fields=["posted_version"])
    if row.outside:
        record_field_time(
            worker=row.worker,
            station=row.station,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            voucher=row.voucher,
            by=by,
        )
    else:
        withdraw_field_time(voucher=row.voucher, by=by)
