"""An existing list of volunteers comes in: kept, looked at, imported in portions. Everybody waits for his own yes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import import_of
from liangzhan.documents.services import keep_file
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell_persons
from liangzhan.people.choices import TieKind
from liangzhan.people.models import Person
from liangzhan.people.services.bulk import register_persons
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import enqueue
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.numbering import next_numbers
from liangzhan.toolkit.periods import moment, today
from liangzhan.volunteers.checking import check_identity
from liangzhan.volunteers.choices import CheckResult, NationalState, VolunteerEvent, VolunteerSource
from liangzhan.volunteers.models import Volunteer
from liangzhan.volunteers.opened import registration_columns
from liangzhan.volunteers.queries.importing import TASK, plan_volunteers
from liangzhan.volunteers.rules.importing import VolunteerRow, facts_of, is_minor, person_of
from liangzhan.volunteers.rules.register import volunteer_number, volunteer_series
from liangzhan.volunteers.services.register import apply_volunteer

TOLD = "{station}的名册里有您。您本人确认之前不算登记为志愿者，也不会记录时长；不愿意的话不用办理，也可以告诉站点删去。"


@recorded(VolunteerEvent.IMPORTED)
def keep_volunteer_list(*, workbook: Any, by: Actor) -> KeptFile:
    """Keep an uploaded list for the preview; it goes when the import has ended."""
    return keep_file(upload=workbook, title="志愿者名册", kind=FileKind.WORKBOOK, by=by)


@recorded(VolunteerEvent.IMPORTED, keep=["station"])
def start_volunteer_import(*, kept: KeptFile, station: Station, by: Actor) -> Job:
    """Start the import of a kept list; asked twice, the first job answers."""
    held = import_of(TASK, kept.uuid)
    if held:
        return held
    return enqueue(
        TASK, by=by, title="导入志愿者名册", scope_note=station.name, file_uuid=str(kept.uuid), station=station.pk
    )


@recorded(VolunteerEvent.IMPORTED, keep=["station"])
def import_volunteers(*, rows: Sequence[VolunteerRow], station: Station, by: Actor) -> dict[str, Any]:
    """Write down a portion as 待本人确认 and tell everybody of it. Somebody registered here is left alone, so the same list
    sent twice adds nothing; whoever is under 18 is written down with the guardian. Returns counts and refusals by row."""
    Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    plan = plan_volunteers(rows, station, today())
    grown = [row for row in plan.rows if not is_minor(row, today=today())]
    brought = register_persons(rows=[person_of(row) for row in grown], station=station, tie=TieKind.VOLUNTEER, by=by)
    pairs: list[tuple[VolunteerRow, Person]] = []
    for at, row in enumerate(grown):
        person = brought.persons[at]
        if person is None:
            plan.refused[row.number] = brought.problems[at]
        else:
            pairs.append((row, person))
    made = [one.person_id for one in _at_once(pairs, station, by)]
    made += _minors([row for row in plan.rows if is_minor(row, today=today())], station, plan.refused, by)
    tell_persons(
        persons=made,
        kind=NoticeKind.TODO,
        subject=f"volunteers.Station:{station.pk}:confirm",
        text=TOLD.format(station=station.name),
        by=by,
    )
    return {"made": len(made), "known": len(plan.known), "refused": plan.refused}


def _at_once(pairs: Sequence[tuple[VolunteerRow, Person]], station: Station, by: Actor) -> list[Volunteer]:
    """The registrations of grown-ups in one statement, with the columns that `apply_volunteer` gives."""
    day, now = today(), moment()
    series = volunteer_series(station.division_code, day.year)
    numbers = next_numbers(series, len(pairs)) if pairs else range(0)
    rows = [
        _registration(row, person, volunteer_number(series, number), station, by)
        for (row, person), number in zip(pairs, numbers, strict=True)
    ]
    for one in rows:
        one.state_since, one.applied_at = day, now
    try:
        with transaction.atomic():
            return Volunteer.objects.bulk_create(rows, batch_size=500)
    except IntegrityError as clash:
        raise RuleBroken("刚刚有人登记了名单中的人员，请再导入一次。") from clash


def _registration(row: VolunteerRow, person: Person, number: str, station: Station, by: Actor) -> Volunteer:
    facts = facts_of(row)
    result = check_identity(person_of(row))
    return Volunteer(
        person=person,
        station=station,
        division_code=station.division_code,
        number=number,
        national_no=facts.national_no,
        national_state=NationalState.CLAIMED if facts.national_no else NationalState.NONE,
        source=VolunteerSource.IMPORT,
        check_result=result,
        checked_on=None if result == CheckResult.UNCHECKED else today(),
        **registration_columns(facts),
        form_key=uuid4(),
        applied_by=by,
    )


def _minors(rows: Sequence[VolunteerRow], station: Station, refused: dict[int, dict[str, str]], by: Actor) -> list[int]:
    made = []
    for row in rows:
        try:
            with transaction.atomic():
                volunteer = apply_volunteer(
                    facts=facts_of(row),
                    person_facts=person_of(row),
                    station=station,
                    source=VolunteerSource.IMPORT,
                    by=by,
                )
            made.append(volunteer.person_id)
        except RuleBroken as refusal:
            refused[row.number] = {refusal.field or "name": refusal.reasons[0]}
    return made
