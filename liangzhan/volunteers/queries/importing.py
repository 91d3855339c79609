"""What importing a list of volunteers would do: refused rows, people who are registered already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from liangzhan.people.queries.finding import BATCH, NUMBER, holders_of
from liangzhan.people.rules.identity import EIGHTEEN, same_name
from liangzhan.stations.models import Station
from liangzhan.toolkit.crypto import blind_indexes
from liangzhan.toolkit.identity import normal
from liangzhan.volunteers.choices import VolunteerState
from liangzhan.volunteers.models import Volunteer
from liangzhan.volunteers.rules.importing import ELSEWHERE, TAKEN, VolunteerRow, person_of, row_problems, twins_in
from liangzhan.volunteers.rules.register import LIVE

TASK = "volunteers.tasks.importing.run_volunteer_import"


@dataclass
class VolunteerPlan:
    """Rows to write, the numbers of rows whose person is registered here already, reasons of the refused ones."""

    rows: list[VolunteerRow]
    known: set[int] = field(default_factory=set)
    refused: dict[int, dict[str, str]] = field(default_factory=dict)


def preview_volunteers(rows: Sequence[VolunteerRow], station: Station, today: dt.date, most: int) -> VolunteerPlan:
    """The first rows as the import would take them, and who of them is registered at this very station; two queries."""
    refused = twins_in(rows)
    looked = rows[:most]
    plan = _plan(looked, today, {row.number: refused[row.number] for row in looked if row.number in refused})
    here = set(_live().filter(station=station).values_list("person__id_number_index", flat=True))
    plan.known = {row.number for row, index in zip(plan.rows, indexes_of(plan.rows), strict=True) if index in here}
    return plan


def plan_volunteers(rows: Sequence[VolunteerRow], station: Station, today: dt.date) -> VolunteerPlan:
    """One portion, compared with everybody: registered here (known), registered elsewhere or a taken number (refused)."""
    plan = _plan(rows, today, {})
    numbers = dict(zip((row.number for row in plan.rows), indexes_of(plan.rows), strict=True))
    holders = holders_of(numbers.values())
    places = _places([one.pk for one in holders.values()])
    shadows = _shadows(list(numbers.values()), station)
    taken = _taken({normal(row.national_no) for row in plan.rows} - {""})
    kept: list[VolunteerRow] = []
    for row in plan.rows:
        holder = holders.get(numbers[row.number])
        name = person_of(row).name
        place = places.get(holder.pk) if holder is not None and same_name(holder.name, name) else None
        if any(same_name(one, name) for one in shadows.get(numbers[row.number], ())):
            place = station.pk
        if place == station.pk:
            plan.known.add(row.number)
        elif place is not None:
            plan.refused[row.number] = {"id_number": ELSEWHERE}
        elif normal(row.national_no) in taken:
            plan.refused[row.number] = {"national_no": TAKEN}
        else:
            kept.append(row)
    plan.rows = kept
    return plan


def indexes_of(rows: Sequence[VolunteerRow]) -> list[str]:
    """The blind indexes of the rows' document numbers, in one go."""
    people = [person_of(row) for row in rows]
    families = ("18" if one.id_kind in EIGHTEEN else one.id_kind for one in people)
    return blind_indexes(
        [f"{family}|{normal(one.id_number)}" for family, one in zip(families, people, strict=True)], NUMBER
    )


def _plan(rows: Sequence[VolunteerRow], today: dt.date, refused: dict[int, dict[str, str]]) -> VolunteerPlan:
    for row in rows:
        if problems := row_problems(row, today=today):
            refused.setdefault(row.number, {}).update(problems)
    return VolunteerPlan([row for row in rows if row.number not in refused], refused=refused)


def _live() -> QuerySet[Volunteer]:
    return Volunteer.objects.filter(state__in=LIVE)


def _places(persons: Sequence[int]) -> dict[int, int]:
    """{person: station} of live registrations."""
    found: dict[int, int] = {}
    for at in range(0, len(persons), BATCH):
        found.update(_live().filter(person__in=persons[at : at + BATCH]).values_list("person", "station"))
    return found


def _shadows(indexes: Sequence[str], station: Station) -> dict[str, list[str]]:
    """{index: names} of the station's registrations that say a number which belongs to somebody else."""
    found: dict[str, list[str]] = {}
    rows = _live().filter(station=station, person__shadow=True).select_related("person")
    for at in range(0, len(indexes), BATCH):
        for one in rows.filter(person__id_number_index__in=indexes[at : at + BATCH]).order_by("pk"):
            found.setdefault(one.person.id_number_index, []).append(one.person.name)
    return found


def _taken(numbers: set[str]) -> set[str]:
    rows = Volunteer.objects.filter(national_no__in=numbers).exclude(state=VolunteerState.DUPLICATE_MERGED)
    return set(rows.values_list("national_no", flat=True))
