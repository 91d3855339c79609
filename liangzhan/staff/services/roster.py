"""People come in from a roster: the bulk path, on the same rules as one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.divisions.choices import Level
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import users_with
from liangzhan.notices.services import tell
from liangzhan.people.choices import TieKind
from liangzhan.people.models import Person
from liangzhan.people.services.bulk import register_persons
from liangzhan.people.services.register import open_tie
from liangzhan.staff.choices import StaffEvent
from liangzhan.staff.choices.posts import ProfessionalBasis, RecognitionState, RegistrationState, RosterFate
from liangzhan.staff.models import Certificate, Post, Registration, Worker
from liangzhan.staff.queries.qualification import certificate_index
from liangzhan.staff.queries.roster import PlannedRow, RosterSettings, planned_rows
from liangzhan.staff.rules.qualification import last_day_of_period
from liangzhan.staff.services.staffing import refresh_staffing
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today

BATCH = 500
CLASH = "导入期间有人登记了名单中的人员，请重新预览后再导入。"


@dataclass
class RosterOutcome:
    """How many posts were made or known already; and the refused rows as (row, column, reason)."""

    made: int = 0
    skipped: int = 0
    refused: list[tuple[int, str, str]] = field(default_factory=list)


@recorded(StaffEvent.ROSTER_IMPORTED)
def import_people(*, rows: Iterable[Any], by: Actor) -> RosterOutcome:
    """Import what can be imported (rows: `rules.roster.RosterRow`); wrong rows are left out and named. Again changes nothing.

    Persons, workers, posts, certificates and registrations as if each row had been typed: what is known stays, only empty
    places are filled. Stations are counted anew. Raises RuleBroken when somebody registers one of them in the same moment.
    """
    given = list(rows)
    _hold({plan.worker.pk for plan in planned_rows(given, by.scope) if plan.worker})
    plans = planned_rows(given, by.scope)  # read again while the workers' rows are held
    fates = [plan.fate for plan in plans]
    outcome = RosterOutcome(fates.count(RosterFate.MAKE), fates.count(RosterFate.SKIP))
    outcome.refused = [(plan.row.number, *problem) for plan in plans for problem in plan.problems]
    good = [plan for plan in plans if plan.fate == RosterFate.MAKE]
    if good:
        _register(good, by)
        try:
            workers = _workers(good, by)
            _posts(good, workers, by)
            _certificates(good, workers, by)
        except IntegrityError as clash:
            raise RuleBroken(CLASH) from clash
        _tell_counties(good, by)
        refresh_staffing(stations={plan.place.pk: plan.place for plan in good}.values(), by=by)
    return outcome


def _hold(workers: set[int]) -> None:
    """Lock the workers that are known, in the order of their ids."""
    ids = sorted(workers)
    for at in range(0, len(ids), BATCH):
        list(Worker.objects.select_for_update(of=("self",)).filter(pk__in=ids[at : at + BATCH]).order_by("pk"))


def _register(plans: list[PlannedRow], by: Actor) -> None:
    """Persons, cards and ties, station by station; each plan knows its person afterwards."""
    by_station: dict[int, list[PlannedRow]] = {}
    for plan in plans:
        if plan.person is not None and plan.person.shadow:  # known only beside the holder of the number
            open_tie(person=plan.person, station=plan.place, kind=TieKind.STAFF, on=today(), by=by)
        else:
            by_station.setdefault(plan.place.pk, []).append(plan)
    for group in by_station.values():
        facts = [plan.row.person() for plan in group]
        done = register_persons(rows=facts, station=group[0].place, tie=TieKind.STAFF, by=by)
        for plan, person in zip(group, done.persons, strict=True):
            plan.person = person


def _person_of(plan: PlannedRow) -> Person:
    if plan.person is None:
        raise RuntimeError("a good row has its person by now")
    return plan.person


def _workers(plans: list[PlannedRow], by: Actor) -> dict[int, Worker]:
    """{person id: worker}, made where there is none; empty places are filled."""
    persons = {_person_of(plan).pk: _person_of(plan) for plan in plans}
    held = {worker.person_id: worker for worker in Worker.objects.filter(person__in=list(persons)).order_by("id")}
    fresh: dict[int, Worker] = {}
    changed: dict[int, Worker] = {}
    for plan in plans:
        person = _person_of(plan)
        worker = held.get(person.pk) or fresh.get(person.pk)
        if worker is None:
            worker = Worker(person=person, display_name=person.name[:40], saved_by=by, **vars(plan.row.about()))
            fresh[person.pk] = worker
        elif _fill(worker, vars(plan.row.about())) and worker.pk:
            changed[worker.pk] = worker
        if _basis(worker, plan) and worker.pk:
            changed[worker.pk] = worker
    Worker.objects.bulk_create(fresh.values(), batch_size=BATCH)
    names = ["employer", "office_phone", "professional_basis", "education_note", "recognition"]
    Worker.objects.bulk_update(changed.values(), names, batch_size=BATCH)
    return {**held, **fresh}


def _fill(worker: Worker, given: dict[str, Any]) -> bool:
    names = [name for name, value in given.items() if value and not getattr(worker, name)]
    for name in names:
        setattr(worker, name, given[name])
    return bool(names)


def _basis(worker: Worker, plan: PlannedRow) -> bool:
    """A degree, or training that the county is asked to recognise; what is there stays."""
    if worker.professional_basis or plan.row.basis not in (ProfessionalBasis.DEGREE, ProfessionalBasis.TRAINING):
        return False
    worker.professional_basis, worker.education_note = plan.row.basis, plan.row.note.strip()[:120]
    if plan.row.basis == ProfessionalBasis.TRAINING:
        worker.recognition = RecognitionState.ASKED
    return True


def _posts(plans: list[PlannedRow], workers: dict[int, Worker], by: Actor) -> None:
    rows = [
        Post(
            worker=workers[_person_of(plan).pk],
            station=plan.place,
            division_code=plan.place.division_code,
            opened_by=by,
            **vars(plan.row.post()),
        )
        for plan in plans
    ]
    Post.objects.bulk_create(rows, batch_size=BATCH)


def _certificates(plans: list[PlannedRow], workers: dict[int, Worker], by: Actor) -> None:
    """Certificates of levels that were not known, with their registration; a known one stays as it is."""
    ids = [worker.pk for worker in workers.values()]
    known = set(Certificate.objects.filter(worker__in=ids).order_by("id").values_list("worker_id", "level"))
    made: list[tuple[PlannedRow, Certificate]] = []
    for plan in plans:
        worker, row = workers[_person_of(plan).pk], plan.row
        if not row.level or (worker.pk, row.level) in known:
            continue
        known.add((worker.pk, row.level))
        number = row.certificate_number
        given = {
            "number": number,
            "number_index": certificate_index(number),
            "passed_on": row.passed_on,
            "saved_by": by,
        }
        made.append((plan, Certificate(worker=worker, level=row.level, **given)))
    Certificate.objects.bulk_create([one for _, one in made], batch_size=BATCH)
    settings = RosterSettings(today())
    rows = [
        Registration(
            certificate=one,
            state=RegistrationState.ISSUED,
            state_since=today(),
            number=plan.row.registration_number,
            valid_from=plan.row.valid_from,
            valid_to=last_day_of_period(plan.row.valid_from, settings.at(plan.place).years),
            saved_by=by,
        )
        for plan, one in made
        if plan.row.valid_from is not None
    ]
    Registration.objects.bulk_create(rows, batch_size=BATCH)


def _tell_counties(plans: list[PlannedRow], by: Actor) -> None:
    """One notice per county, however many wait there."""
    counties = {plan.place.division_code[:6] for plan in plans if plan.row.basis == ProfessionalBasis.TRAINING}
    for county in sorted(counties):
        tell(
            recipients=users_with(
                Action.STAFF_RECOGNISE, code=county.ljust(12, "0"), on=today(), levels=(Level.COUNTY,)
            ),
            kind=NoticeKind.TODO,
            subject=f"staff.recognitions:{county}",
            text="名册中有工作人员申请认定社会工作专业人才，请办理。",
            href=reverse("staff:recognitions"),
            by=by,
        )
