"""Visits are written down, corrected until they lock, added to afterwards, or withdrawn with a reason (V-01)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.activities.choices import VisitEvent
from liangzhan.activities.models import Visit, VisitPerson, VisitUnderway
from liangzhan.activities.queries.visit_posting import lines_on
from liangzhan.activities.queries.visits import clash_of, housemates, is_locked, may_change_visit
from liangzhan.activities.rules.visits import (
    MOST_PERSONS,
    SHANGHAI,
    VisitFacts,
    is_household_occasion,
    is_outside,
    problems_of,
    shares,
    was_met,
)
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.services import keep_file
from liangzhan.ledger.services.posting import post, reverse
from liangzhan.people.choices import TieKind
from liangzhan.people.models import Person, Tie
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.queries.categories import primary_of
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.register import register_person
from liangzhan.staff.models import Worker
from liangzhan.staff.services.field_time import record_field_time, withdraw_field_time
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment

NOT_YOURS = "只有探访人本人、登记人和站长可以更正或撤销这次探访。"


@recorded(VisitEvent.RECORDED, keep=["station", "worker", "from_paper"])
def record_visit(
    *,
    facts: VisitFacts,
    persons: Sequence[Person],
    worker: Worker,
    station: Station,
    form_key: UUID,
    by: Actor,
    newcomer: PersonFacts | None = None,
    from_paper: bool = False,
    case_voucher: str = "",
    photo: Any = None,
) -> Visit:
    """Write a visit down, once for each `form_key`; post it, tell the attendance, end what was underway.

    `newcomer`: a first visit; a name or an alias is enough. Raises RuleBroken: times that cannot be, another visit of the
    worker at that time (named), nobody to visit, somebody unknown here, a worker without a post here on the day, texts.
    """
    worker = Worker.objects.select_for_update(of=("self",)).select_related("person").get(pk=worker.pk)
    if (written := _written(form_key, worker)) is not None:
        return written
    _check(facts, worker, station, by)
    people = _people(persons, newcomer, station, facts, by)
    visit = Visit(
        station=station,
        division_code=station.division_code,
        worker=worker,
        from_paper=from_paper,
        case_voucher=case_voucher,
        form_key=form_key,
        recorded_at=moment(),
        recorded_by=by,
        served_as=worker.person_id,
        photo=_keep(photo, facts, by),
    )
    _write(visit, facts, people)
    _tell(visit, by)
    VisitUnderway.objects.filter(worker=worker, form_key=form_key).delete()
    return visit


@recorded(VisitEvent.CORRECTED, keep=["visit"])
def correct_visit(*, visit: Visit, facts: VisitFacts, persons: Sequence[Person], by: Actor, photo: Any = None) -> Visit:
    """Put a visit right while it is open: a new version, which the ledger and the attendance follow.

    Raises RuleBroken after the lock (write an addendum), for whoever may not, and for whatever `record_visit` refuses.
    """
    Worker.objects.select_for_update(of=("self",)).get(pk=visit.worker_id)
    visit = Visit.objects.select_for_update(of=("self",)).select_related("worker__person", "station").get(pk=visit.pk)
    _changeable(visit, by)
    if is_locked(visit):
        raise RuleBroken("这次探访已经锁定，不能再改；有补充的请写补记。")
    _check(facts, visit.worker, visit.station, by, but=visit)
    people = _people(persons, None, visit.station, facts, by)
    visit.version += 1
    visit.served_as = visit.worker.person_id
    visit.photo = _keep(photo, facts, by) or visit.photo
    _write(visit, facts, people)
    _tell(visit, by, reason="更正探访记录")
    return visit


@recorded(VisitEvent.WITHDRAWN, keep=["visit"])
def withdraw_visit(*, visit: Visit, reason: str, by: Actor) -> Visit:
    """A visit that was not, or was written twice: it stays readable and counts no more. Raises RuleBroken without a reason."""
    visit = Visit.objects.select_for_update(of=("self",)).select_related("worker__person", "station").get(pk=visit.pk)
    if visit.withdrawn_at is not None:
        return visit
    _changeable(visit, by)
    if not reason.strip():
        raise RuleBroken("请写明撤销的理由。", field="reason")
    visit.withdrawn_at, visit.withdrawn_by, visit.withdrawn_reason = moment(), by, reason.strip()
    if visit.posted_version:
        visit.posted_version = reverse(voucher=visit.voucher, reason="撤销探访记录", by=by).version
    visit.save()
    visit.persons.update(counts=False)
    withdraw_field_time(voucher=visit.voucher, by=by)
    return visit


def _written(form_key: UUID, worker: Worker) -> Visit | None:
    """What this form has written already; another worker's key is nobody's business here."""
    written = Visit.objects.filter(form_key=form_key).first()
    if written is not None and written.worker_id != worker.pk:
        raise RuleBroken("这张表已经由别人提交过，请重新打开表格填写。")
    return written


def _changeable(visit: Visit, by: Actor) -> None:
    if visit.withdrawn_at is not None:
        raise RuleBroken("这次探访已经撤销。")
    if not may_change_visit(visit, by):
        raise RuleBroken(NOT_YOURS)


def _check(facts: VisitFacts, worker: Worker, station: Station, by: Actor, *, but: Visit | None = None) -> None:
    for field, sentence in problems_of(facts, now=moment()).items():
        raise RuleBroken(sentence, field=field)
    if not worker.posts.in_force(facts.on).filter(station=station).exists():
        raise RuleBroken(f"{worker.display_name}在 {facts.on:%Y-%m-%d} 没有本站的岗位，请核对日期。", field="time")
    other = clash_of(worker, facts.starts_at, facts.ends_at, but=but)
    if other is not None:
        raise RuleBroken(_clash_words(other, by), field="time")


def _clash_words(other: Visit, by: Actor) -> str:
    people = [row.person for row in other.persons.all()]
    faces = faces_of(people, by)
    names = "、".join(faces[person.pk].called for person in people)
    starts, ends = other.starts_at.astimezone(SHANGHAI), other.ends_at.astimezone(SHANGHAI)
    return f"与已记录的探访时间重叠：{starts:%m月%d日 %H:%M}–{ends:%H:%M}，{names}。请核对时间，或更正那一次。"


def _people(
    persons: Sequence[Person], newcomer: PersonFacts | None, station: Station, facts: VisitFacts, by: Actor
) -> list[Person]:
    """Whom the visit was to, each once, all known at the station; a newcomer is registered first."""
    found = list({person.pk: person for person in persons}.values())
    known = Tie.objects.live().filter(station=station, person__in=[person.pk for person in found])
    if set(known.values_list("person_id", flat=True)) != {person.pk for person in found}:
        raise RuleBroken("探访对象不在本站的服务范围内，请先登记。", field="persons")
    if newcomer is not None:
        found.insert(0, register_person(facts=newcomer, station=station, tie=TieKind.CLIENT, on=facts.on, by=by))
    if not found:
        raise RuleBroken("请选择探访对象。", field="persons")
    if len(found) > MOST_PERSONS:
        raise RuleBroken(f"一次探访最多记 {MOST_PERSONS} 人，请分开记录。", field="persons")
    return found


def _keep(photo: Any, facts: VisitFacts, by: Actor) -> KeptFile | None:
    """The picture scaled down and bare of metadata, or None; what is refused is said at the photo's own field."""
    if photo is None:
        return None
    try:
        return keep_file(upload=photo, title=f"探访照片 {facts.on}", kind=FileKind.IMAGE, by=by)
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field="photo") from refusal


def _write(visit: Visit, facts: VisitFacts, people: Sequence[Person]) -> None:
    """The visit and its persons as the facts say; categories are those of the day."""
    for name in ("starts_at", "ends_at", "mode", "service_kind", "finding", "next_on", "on", "minutes"):
        setattr(visit, name, getattr(facts, name))
    for name in ("condition", "needs_found", "action"):
        setattr(visit, name, getattr(facts, name).strip())
    visit.also_kinds = [kind for kind in facts.also_kinds if kind != facts.service_kind]
    at_home = is_household_occasion(facts.mode, facts.finding)
    visit.household = housemates(people[0], visit.station)[0] if at_home else None
    visit.save()
    categories = primary_of([person.pk for person in people], visit.station, facts.on)
    visit.persons.all().delete()
    VisitPerson.objects.bulk_create(
        VisitPerson(
            visit=visit,
            person=person,
            station=visit.station,
            on=facts.on,
            counts=was_met(facts.finding),
            category=categories.get(person.pk, ""),
            position=at,
            minutes=minutes,
            posted_as=person.pk,
        )
        for at, (person, minutes) in enumerate(zip(people, shares(facts.minutes, len(people)), strict=True), 1)
    )


def _tell(visit: Visit, by: Actor, *, reason: str = "") -> None:
    """Ledger and attendance follow the visit."""
    lines = lines_on(Visit.objects.prefetch_related("persons").get(pk=visit.pk))
    if lines or visit.posted_version:
        version = visit.posted_version + 1
        post(voucher=visit.voucher, version=version, station=visit.station, lines=lines, by=by, reason=reason)
        visit.posted_version = version
        visit.save(update_fields=["posted_version"])
    if is_outside(visit.mode):
        record_field_time(
            worker=visit.worker,
            station=visit.station,
            starts_at=visit.starts_at,
            ends_at=visit.ends_at,
            voucher=visit.voucher,
            by=by,
        )
    else:
        withdraw_field_time(voucher=visit.voucher, by=by)
