"""What importing a ledger of open cases would do: refused rows, cases that are here already; the last state of one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from liangzhan.casework.models import Carried, Case
from liangzhan.casework.rules.carrying import CaseRow, carried_problems, same_case
from liangzhan.people.models import Person
from liangzhan.people.queries.importing import plan_clients
from liangzhan.staff.models import Worker
from liangzhan.staff.queries.workers import workers_at
from liangzhan.stations.models import Station

TASK = "casework.tasks.carrying.run_case_import"


@dataclass
class CasePlan:
    """Rows to write with their lead, rows whose case is here already, and the reasons of the refused ones."""

    rows: list[CaseRow]
    leads: dict[int, Worker] = field(default_factory=dict)  # by row number
    known: set[int] = field(default_factory=set)
    persons: dict[int, Person] = field(default_factory=dict)
    refused: dict[int, dict[str, str]] = field(default_factory=dict)


def plan_cases(rows: list[CaseRow], station: Station, today: dt.date) -> CasePlan:
    """Look at every row. A case is here already when its old number is, or one of the same person and day."""
    clients = plan_clients([row.client for row in rows], station, today)
    refused = {number: dict(reasons) for number, reasons in clients.refused.items()}
    leads = _workers(station, today)
    plan = CasePlan([], persons=clients.known, refused=refused)
    for row in rows:
        reasons = carried_problems(row, today=today)
        if not isinstance(found := leads.get(row.worker.strip(), "本站没有这名在岗的工作人员，请核对姓名。"), Worker):
            reasons["worker"] = found
        else:
            plan.leads[row.number] = found
        if reasons:
            refused.setdefault(row.number, {}).update(reasons)
    for number, reason in same_case(rows).items():
        refused.setdefault(number, {}).update(reason)
    plan.rows = [row for row in rows if row.number not in refused]
    plan.known = _known(plan, station)
    return plan


def _workers(station: Station, on: dt.date) -> dict[str, Worker | str]:
    """{name: the worker, or why it cannot be told which}."""
    found: dict[str, Worker | str] = {}
    for worker in workers_at(station, on):
        twice = worker.display_name in found
        found[worker.display_name] = "本站有两名同名的工作人员，请先导入其他行，这一行由本人登记。" if twice else worker
    return found


def _known(plan: CasePlan, station: Station) -> set[int]:
    old = Carried.objects.filter(case__station=station).exclude(old_number="")
    numbers = set(old.values_list("old_number", flat=True))
    ids = {person.pk for person in plan.persons.values()}
    held = Case.objects.filter(station=station, person__in=ids, sealed=False).values_list("person_id", "opened_on")
    begun = set(held)
    return {
        row.number
        for row in plan.rows
        if row.old_number in numbers
        or (row.number in plan.persons and (plan.persons[row.number].pk, row.opened_on) in begun)
    }


def carried_of(case: Case) -> Carried | None:
    """The last state of an imported case, None for one that began here."""
    return Carried.objects.filter(case=case).first() if case.imported else None
