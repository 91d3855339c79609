"""Open cases of an old ledger come in once: kept, looked at, imported in portions, marked, then worked on like any other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent, IntakeDecision
from liangzhan.casework.formal import refresh_formal
from liangzhan.casework.models import Carried, Case
from liangzhan.casework.queries.carrying import TASK, plan_cases
from liangzhan.casework.rules.carrying import CaseRow, intake_of, paper_days
from liangzhan.casework.services.cases import open_case
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries.files import import_of
from liangzhan.documents.services import keep_file
from liangzhan.people.models import Person
from liangzhan.people.queries.consents import missing_for_clients
from liangzhan.people.queries.importing import plan_clients
from liangzhan.people.services.importing import import_clients
from liangzhan.staff.models import Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import enqueue
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.periods import today


@recorded(CaseEvent.LEDGER_KEPT)
def keep_case_ledger(*, workbook: Any, by: Actor) -> KeptFile:
    """Keep an uploaded ledger for the preview; it goes when the import has ended."""
    return keep_file(upload=workbook, title="在办个案台账", kind=FileKind.WORKBOOK, by=by)


@recorded(CaseEvent.LEDGER_STARTED, keep=["station"])
def start_case_import(*, kept: KeptFile, station: Station, by: Actor) -> Job:
    """Start the import of a kept ledger; asked twice, the first job answers. Refused while no client may be taken on."""
    if missing := missing_for_clients(today()):
        raise RuleBroken(*missing)
    held = import_of(TASK, kept.uuid)
    if held:
        return held
    return enqueue(
        TASK, by=by, title="导入在办个案", scope_note=station.name, file_uuid=str(kept.uuid), station=station.pk
    )


@recorded(CaseEvent.LEDGER_IMPORTED, keep=["station"])
def import_cases(*, rows: Sequence[CaseRow], station: Station, by: Actor) -> dict[str, Any]:
    """Open the cases of a portion with their last state; `by` is whoever asked for it. One that is here is left alone, so the same
    ledger sent twice adds nothing. Returns counts and refusals by row."""
    plan = plan_cases(list(rows), station, today())
    fresh = [row for row in plan.rows if row.number not in plan.known]
    brought = import_clients(rows=[row.client for row in fresh], station=station, by=by)
    plan.refused.update(brought["refused"])
    persons = plan_clients([row.client for row in fresh], station, today()).known
    made = 0
    for row in fresh:
        if row.number in plan.refused:
            continue
        try:
            carry_case(row=row, person=persons[row.number], worker=plan.leads[row.number], station=station, by=by)
            made += 1
        except RuleBroken as refusal:
            plan.refused[row.number] = {refusal.field or "name": refusal.reasons[0]}
    return {"made": made, "known": len(plan.known), "persons": brought["made"], "refused": plan.refused}


@recorded(CaseEvent.CARRIED, keep=["station"])
def carry_case(*, row: CaseRow, person: Person, worker: Worker, station: Station, by: Actor) -> Case:
    """One open case: C-01 accepted on the day help was asked for, a number of this platform, and the last state told."""
    case = open_case(
        station=station,
        person=person,
        facts=intake_of(row),
        worker=worker,
        decision=IntakeDecision.ACCEPT,
        form_key=uuid5(NAMESPACE_OID, f"casework.carried:{station.pk}:{person.pk}:{row.opened_on}"),
        carried=True,
        by=by,
    )
    case.imported = True
    case.save(update_fields=["imported"])
    Carried.objects.create(
        case=case,
        phase=row.phase,
        old_number=row.old_number,
        contacts=row.contacts,
        last_on=row.last_on,
        next_on=row.next_on,
        situation=row.situation.strip(),
        brought_by=by,
        **paper_days(row),
    )
    refresh_formal(case, by=by)
    return case
