"""An existing ledger of clients comes in once: kept, looked at, imported in portions, marked as imported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.services import keep_file
from liangzhan.people.choices import PersonEvent, TieKind
from liangzhan.people.models import Category, HouseholdMember, Person
from liangzhan.people.queries.categories import codes_of
from liangzhan.people.queries.finding import BATCH
from liangzhan.people.queries.importing import TASK, job_of_workbook, plan_clients
from liangzhan.people.rules.categories import last_day
from liangzhan.people.rules.importing import ClientRow, categories_of_row, person_of
from liangzhan.people.services.bulk import register_persons
from liangzhan.people.services.categories import set_category
from liangzhan.people.services.register import open_tie
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import enqueue
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.periods import today


@recorded(PersonEvent.LEDGER_KEPT)
def keep_client_ledger(*, workbook: Any, by: Actor) -> KeptFile:
    """Keep an uploaded ledger for the preview; it goes when the import has ended."""
    return keep_file(upload=workbook, title="服务对象台账", kind=FileKind.WORKBOOK, by=by)


@recorded(PersonEvent.LEDGER_STARTED, keep=["station"])
def start_client_import(*, kept: KeptFile, station: Station, by: Actor) -> Job:
    """Start the import of a kept ledger; asked twice, the first job answers."""
    held = job_of_workbook(kept.uuid)
    if held:
        return held
    return enqueue(
        TASK, by=by, title="导入服务对象台账", scope_note=station.name, file_uuid=str(kept.uuid), station=station.pk
    )


@recorded(PersonEvent.LEDGER_IMPORTED, keep=["station"])
def import_clients(*, rows: Sequence[ClientRow], station: Station, by: Actor) -> dict[str, Any]:
    """Register the persons of a portion with their categories. A person the station knows is not registered again, and a
    category that stands is left alone, so the same ledger sent twice adds nothing. Returns counts and refusals by row."""
    plan = plan_clients(list(rows), station, today())
    fresh = [row for row in plan.rows if row.number not in plan.known]
    outcome = register_persons(rows=[person_of(row) for row in fresh], station=station, tie=TieKind.CLIENT, by=by)
    people = dict(plan.known)
    for at, row in enumerate(fresh):
        person = outcome.persons[at]
        if person is None:
            plan.refused[row.number] = outcome.problems[at]
        else:
            people[row.number] = person
    for person in {one.pk: one for one in plan.known.values()}.values():
        open_tie(person=person, station=station, kind=TieKind.CLIENT, on=today(), by=by)
    held = codes_of([one.pk for one in people.values()], station, today())
    plain = _plain(people, held, station)
    written = _at_once([row for row in fresh if row.number in plain], people, station, by)
    rest = [row for row in plan.rows if row.number not in plain or row.number in plan.known]
    written += sum(_categories(row, people, held, station, plan.refused, by) for row in rest)
    made = sum(row.number in people for row in fresh)
    return {"made": made, "known": len(plan.known), "categories": written, "refused": plan.refused}


def _plain(people: dict[int, Person], held: dict[int, list[str]], station: Station) -> set[int]:
    """Rows whose person has no category here yet and belongs to no household: nothing but the row itself is concerned."""
    ids = [one.pk for one in people.values()]
    at_home = set(
        HouseholdMember.objects.filter(station=station, person__in=ids, left_on__isnull=True).values_list(
            "person_id", flat=True
        )
    )
    return {number for number, one in people.items() if not held.get(one.pk) and one.pk not in at_home}


def _at_once(rows: list[ClientRow], people: dict[int, Person], station: Station, by: Actor) -> int:
    """The categories of fresh persons in one statement. The plan has tried them by the very rules of `set_category`."""
    made = [
        Category(
            person=people[row.number],
            station=station,
            code=facts.code,
            grade=facts.grade,
            primary=facts.primary,
            source=facts.source,
            legal_basis=facts.legal_basis,
            verified_on=facts.verified_on,
            valid_from=facts.valid_from,
            valid_to=last_day(facts, person_of(row).born_on),
            imported=True,
            saved_by=by,
        )
        for row in rows
        for facts in categories_of_row(row, today=today())
    ]
    Category.objects.bulk_create(made, batch_size=BATCH)
    return len(made)


def _categories(
    row: ClientRow,
    people: dict[int, Person],
    held: dict[int, list[str]],
    station: Station,
    refused: dict[int, dict[str, str]],
    by: Actor,
) -> int:
    """The categories of one row that the person does not have yet; a refusal names the row, the rest goes on."""
    person, written = people.get(row.number), 0
    if person is None:
        return 0
    for facts in categories_of_row(row, today=today()):
        if facts.code in held.get(person.pk, []):
            continue
        try:
            set_category(person=person, station=station, facts=facts, by=by, imported=True)
            written += 1
        except RuleBroken as refusal:
            refused.setdefault(row.number, {})[refusal.field or "code"] = refusal.reasons[0]
    return written
