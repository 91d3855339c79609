"""What an import of people would do: every row matched with station, person and posts, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.people.models import Person
from liangzhan.people.queries.finding import number_index
from liangzhan.people.rules.identity import same_name, tidy_name
from liangzhan.staff.choices.posts import RosterFate
from liangzhan.staff.models import Certificate, Post, Worker
from liangzhan.staff.queries.qualification import certificate_index
from liangzhan.staff.rules.posts import Held, Limits, load_problem, overlap_problem, station_problem
from liangzhan.staff.rules.roster import RosterRow, Settings, row_problems
from liangzhan.staff.settings import AHEAD, BACK, FIRST_YEAR, YEARS
from liangzhan.stations.choices import State
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import load
from liangzhan.toolkit.periods import today

BATCH = 5000
OUTSIDE = "没有找到这个站点，或者它不在您的范围内"
TAKEN = "这个管理号已登记在另一人名下，请核对证书"


@dataclass(frozen=True)
class Known:
    """A post as it is held, or as an earlier row of the same workbook would make it."""

    station_id: int
    role: str
    fte: object
    starts_on: dt.date
    ends_on: dt.date | None

    def beside(self, station_id: int) -> Held:
        return Held(self.role, self.fte, self.starts_on, self.ends_on, own=self.station_id == station_id)  # type: ignore[arg-type]


@dataclass
class PlannedRow:
    """A row with what it speaks of, or with the reasons why it cannot be imported: (column, reason)."""

    row: RosterRow
    station: Station | None = None
    person: Person | None = None
    worker: Worker | None = None
    known: bool = False
    problems: list[tuple[str, str]] = field(default_factory=list)

    @property
    def fate(self) -> RosterFate:
        if self.problems:
            return RosterFate.REFUSE
        return RosterFate.SKIP if self.known else RosterFate.MAKE

    @property
    def place(self) -> Station:
        """The station of a row without problems."""
        if self.station is None:
            raise RuntimeError("a planned row without problems has a station")
        return self.station


def planned_rows(rows: Iterable[RosterRow], scope: Scope) -> list[PlannedRow]:
    """Match every row; some ten queries for 5,000 rows. A row of a station out of reach is refused like any wrong one."""
    plans = [PlannedRow(row) for row in rows]
    settings = RosterSettings(today())
    stations, persons = _Stations(plans, scope), _Persons(plans)
    numbers = _numbers_taken(plans)
    for plan in plans:
        plan.station = stations.of(plan.row)
        plan.problems = row_problems(plan.row, settings.at(plan.station), today=today())
        if plan.station is None:
            plan.problems.append(stations.why(plan.row))
        elif problem := station_problem(plan.station.state, plan.station.closed_on):
            plan.problems.append(("code", problem))
        persons.match(plan)
        if not plan.problems:
            _against_what_is_known(plan, persons, numbers)
    return plans


class RosterSettings:
    """What rows are measured by, each by the area of its station; one query for all areas of an import."""

    def __init__(self, day: dt.date) -> None:
        self.day, self.loaded = day, load([BACK, AHEAD, FIRST_YEAR, YEARS])
        self.held: dict[str, Settings] = {}

    def at(self, station: Station | None) -> Settings:
        """The settings that hold at the station; the province's for a row whose station is not known."""
        code = station.division_code if station else ""
        if code not in self.held:
            back, ahead, first, years = (
                int(self.loaded.value_of(key, on=self.day, division_code=code))
                for key in (BACK, AHEAD, FIRST_YEAR, YEARS)
            )
            self.held[code] = Settings(Limits(back, ahead), first, years)
        return self.held[code]


def _against_what_is_known(plan: PlannedRow, persons: _Persons, numbers: dict[str, str]) -> None:
    """Known already? Else: does it fit beside the posts of the same person, in the platform and in earlier rows?"""
    row, station, facts = plan.row, plan.place, plan.row.post()
    held = persons.posts_of(plan)
    if any((one.station_id, one.role, one.starts_on) == (station.pk, row.role, row.starts_on) for one in held):
        plan.known = True
        return
    beside = [one.beside(station.pk) for one in held]
    for column, problem in (("role", overlap_problem(facts, beside)), ("fte", load_problem(facts, beside))):
        if problem:
            plan.problems.append((column, problem))
    key = certificate_index(row.certificate_number)
    owner = persons.key_of(plan)
    if key and numbers.setdefault(key, owner) != owner:
        plan.problems.append(("certificate_number", TAKEN))
    if not plan.problems:
        held.append(Known(station.pk, row.role, facts.fte, facts.starts_on, facts.ends_on))


class _Stations:
    """The stations the rows name, within the importer's reach: by code and kind, by name, or the only one there is."""

    def __init__(self, plans: Sequence[PlannedRow], scope: Scope) -> None:
        area = scope.area(Action.STAFF_IMPORT)
        within = Station.objects.within(scope, Action.STAFF_IMPORT).select_related("site").order_by("id")
        self.by_code: dict[tuple[str, str], list[Station]] = {}
        self.by_name: dict[str, list[Station]] = {}
        self.own: list[Station] = []
        codes = sorted({plan.row.code for plan in plans if plan.row.code})
        names = sorted({plan.row.station for plan in plans if plan.row.station and not plan.row.code})
        for at in range(0, len(codes), BATCH):
            for one in within.filter(division_code__in=codes[at : at + BATCH]):
                self.by_code.setdefault((one.division_code, one.kind), []).append(one)
        for at in range(0, len(names), BATCH):
            for one in within.filter(name__in=names[at : at + BATCH]):
                self.by_name.setdefault(one.name, []).append(one)
        if area.stations and not area.prefixes and not area.everything:
            self.own = list(within)

    def of(self, row: RosterRow) -> Station | None:
        """The one station a row means, or None."""
        found = self._named(row)
        fitting = [one for one in found if not row.kind or one.kind == row.kind]
        live = [one for one in fitting if one.state != State.CLOSED] or fitting
        return live[0] if len(live) == 1 else None

    def why(self, row: RosterRow) -> tuple[str, str]:
        """(column, reason) when no station is meant."""
        if not row.code and not row.station and not self.own:
            return "code", "请填写社区代码和站点类型，或站名"
        if not row.kind and len(self._named(row)) > 1:
            return "kind", "这里有两个站点，请填写站点类型"
        return ("code" if row.code or not row.station else "station"), OUTSIDE

    def _named(self, row: RosterRow) -> list[Station]:
        if row.code:
            kinds = [row.kind] if row.kind else ["SW", "VS"]
            return [one for kind in kinds for one in self.by_code.get((row.code, kind), [])]
        return self.by_name.get(row.station, []) if row.station else self.own


class _Persons:
    """Who the rows speak of: a known number under the same name is the same person, a shadow row included."""

    def __init__(self, plans: Sequence[PlannedRow]) -> None:
        self.indexes = {id(plan): number_index("RESIDENT", plan.row.person().id_number) for plan in plans}
        wanted = sorted({index for index in self.indexes.values() if index})
        self.held: dict[str, list[Person]] = {}
        for at in range(0, len(wanted), BATCH):
            rows = Person.objects.found().filter(id_number_index__in=wanted[at : at + BATCH])
            for person in rows.order_by("shadow", "id"):
                self.held.setdefault(person.id_number_index, []).append(person)
        ids = [person.pk for persons in self.held.values() for person in persons]
        self.workers = {worker.person_id: worker for worker in _in_batches(Worker, "person", ids)}
        self.posts: dict[str, list[Known]] = {}
        people = {worker.pk: worker.person_id for worker in self.workers.values()}
        for post in _in_batches(Post, "worker", list(people)):
            known = Known(post.station_id, post.role, post.fte, post.starts_on, post.ends_on)
            self.posts.setdefault(f"#{people[post.worker_id]}", []).append(known)

    def match(self, plan: PlannedRow) -> None:
        """Put person and worker beside the row when they are known."""
        candidates = self.held.get(self.indexes[id(plan)], [])
        plan.person = next((one for one in candidates if same_name(one.name, plan.row.name)), None)
        plan.worker = self.workers.get(plan.person.pk) if plan.person else None

    def key_of(self, plan: PlannedRow) -> str:
        """What makes two rows of a workbook one person."""
        if plan.person is not None:
            return f"#{plan.person.pk}"
        return f"{self.indexes[id(plan)]}|{tidy_name(plan.row.name).casefold()}"

    def posts_of(self, plan: PlannedRow) -> list[Known]:
        return self.posts.setdefault(self.key_of(plan), [])


def _numbers_taken(plans: Sequence[PlannedRow]) -> dict[str, str]:
    """{index of a 管理号: whose it is}."""
    wanted = {certificate_index(plan.row.certificate_number) for plan in plans if plan.row.certificate_number}
    rows = _in_batches(Certificate.objects.select_related("worker"), "number_index", sorted(wanted))
    return {row.number_index: f"#{row.worker.person_id}" for row in rows}


def _in_batches(model, name, values):  # type: ignore[no-untyped-def]
    """Rows whose field is one of the values, a few queries for thousands."""
    rows = model.objects if hasattr(model, "objects") else model
    return [
        row
        for at in range(0, len(values), BATCH)
        for row in rows.filter(**{f"{name}__in": values[at : at + BATCH]}).order_by("id")
    ]
