"""Visits, contacts, coordination and true merges, in any order: cells = entries = what the rooms say they posted."""

import datetime as dt
import uuid

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.activities.models import Coordination, Visit
from liangzhan.activities.services.coordination import add_party, correct_coordination, record_coordination
from liangzhan.activities.services.coordination import withdraw_coordination as withdraw_talks
from liangzhan.activities.services.visits import correct_visit, record_visit, withdraw_visit
from liangzhan.casework.models import Contact
from liangzhan.casework.services.contacts import correct_contact, save_contact
from liangzhan.ledger.models import Entry
from liangzhan.ledger.queries.figures import Asked, figure
from liangzhan.ledger.queries.verifying import area_differences, cell_differences, voucher_differences
from liangzhan.ledger.services.cells import rebuild_dirty
from liangzhan.people.models import Merge, Person
from liangzhan.people.services.merging import merge_persons
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.activities.test_coordination import told
from tests.casework.ground import contact
from tests.factories.casework import make_case
from tests.factories.people import BY
from tests.factories.staff import make_colleague
from tests.factories.visits import facts, make_client

which, who, place = st.integers(0, 5), st.integers(0, 3), st.integers(0, 1)
when = st.tuples(st.integers(1, 5), st.integers(7, 20), st.sampled_from([20, 45]))
a_deed = st.one_of(
    st.tuples(st.just("visit"), place, st.lists(who, min_size=1, max_size=2, unique=True), when),
    st.tuples(st.just("correct_visit"), which, st.lists(who, min_size=1, max_size=2, unique=True), when),
    st.tuples(st.just("withdraw_visit"), which),
    st.tuples(st.just("contact"), which, when),
    st.tuples(st.just("correct_contact"), which, when),
    st.tuples(st.just("talk"), place, st.integers(0, 4), when),
    st.tuples(st.just("party"), which, who),
    st.tuples(st.just("correct_talk"), which, st.integers(1, 4), when),
    st.tuples(st.just("withdraw_talk"), which),
    st.tuples(st.just("merge"), who, who),
    st.tuples(st.just("merge"), who, who),
    st.tuples(st.just("rebuild"), st.integers(1, 2)),
)


class World:
    """Two stations, a worker in each, four clients whom both know; `done` counts deeds that were not refused."""

    def __init__(self, stations):
        self.stations = stations
        self.teams = [make_colleague(f"{sign}社工", one) for sign, one in zip("甲乙", stations, strict=True)]
        self.people = [make_client(f"王某{sign}", self.stations[number % 2]) for number, sign in enumerate("子丑寅卯")]
        self.cases = [
            make_case(self.stations[number % 2], one, self.teams[number % 2][1])
            for number, one in enumerate(self.people)
        ]
        self.done = 0

    def play(self, name, *words):
        try:
            with transaction.atomic():
                getattr(self, name)(*words)
            self.done += 1
        except RuleBroken:
            return

    def now(self, number):
        """The person as he is today: the kept row of a merge."""
        person = Person.objects.get(pk=self.people[number].pk)
        while person.merged_into_id:
            person = person.merged_into
        return person

    def pick(self, model, number):
        rows = list(model.objects.order_by("pk"))
        if not rows:
            raise RuleBroken("还没有。")
        return rows[number % len(rows)]

    def by(self, station):
        return self.teams[self.stations.index(station)]

    def visit(self, at, persons, time):
        signed_in, worker = self.teams[at]
        record_visit(
            facts=visited(time), persons=self.some(persons), worker=worker, station=self.stations[at],
            form_key=uuid.uuid4(), by=signed_in.actor,
        )  # fmt: skip

    def some(self, numbers):
        return list({one.pk: one for one in map(self.now, numbers)}.values())

    def correct_visit(self, number, persons, time):
        row = self.pick(Visit, number)
        actor = self.by(row.station)[0].actor
        correct_visit(visit=row, facts=visited(time), persons=self.some(persons), by=actor)

    def withdraw_visit(self, number):
        row = self.pick(Visit, number)
        withdraw_visit(visit=row, reason="试", by=self.by(row.station)[0].actor)

    def contact(self, number, time):
        case = self.cases[number % len(self.cases)]
        save_contact(case=case, facts=contact(*time), by=self.by(case.station)[0].actor)

    def correct_contact(self, number, time):
        row = self.pick(Contact, number)
        correct_contact(contact=row, facts=contact(*time), reason="试", by=self.by(row.case.station)[0].actor)

    def talk(self, at, heads, time):
        signed_in, worker = self.teams[at]
        record_coordination(
            facts=talked(heads, time), worker=worker, station=self.stations[at], form_key=uuid.uuid4(),
            by=signed_in.actor,
        )  # fmt: skip

    def party(self, number, person):
        row = self.pick(Coordination, number)
        add_party(row=row, person=self.now(person), by=self.by(row.station)[0].actor)

    def correct_talk(self, number, heads, time):
        row = self.pick(Coordination, number)
        correct_coordination(row=row, facts=talked(heads, time), by=self.by(row.station)[0].actor)

    def withdraw_talk(self, number):
        row = self.pick(Coordination, number)
        withdraw_talks(row=row, reason="试", by=self.by(row.station)[0].actor)

    def merge(self, one, other):
        merge_persons(kept=self.now(one), alias=self.now(other), reason="核对后为同一人", by=BY)

    def rebuild(self, limit):
        rebuild_dirty(limit=limit)


def visited(time):
    days_ago, hour, minutes = time
    return facts(days_ago=days_ago, hour=hour, minutes=minutes)


def talked(heads, time):
    days_ago, hour, minutes = time
    start = facts(days_ago=days_ago, hour=hour, minutes=minutes)
    return told(heads=heads, starts_at=start.starts_at, ends_at=start.ends_at)


@pytest.fixture
def fresh(station, neighbour_station):
    """Each example begins anew: the savepoint of the one before is rolled back."""
    held: list = []

    def begin():
        if held:
            transaction.savepoint_rollback(held.pop())
        held.append(transaction.savepoint())
        assert not Entry.objects.exists() and not Merge.objects.exists()
        return World([station, neighbour_station])

    return begin


def whole():
    """人次 and the set of persons of everything that was done in these days, by the cells."""
    kinds = tuple(Entry.objects.order_by().values_list("kind", flat=True).distinct())
    asked = Asked(("21",), today() - dt.timedelta(days=60), today(), kinds)
    found = figure(asked, scope=Scope(unlimited=True), action=Action.STATION_VIEW)
    return found.times, found.minutes, set(found.persons)


def by_hand():
    """The same from the entries, one after another."""
    rows = list(Entry.objects.values_list("person", "heads", "sign", "minutes"))
    net: dict[int, int] = {}
    for person, _, sign, _ in rows:
        if person:
            net[end_of(person)] = net.get(end_of(person), 0) + sign
    times = sum(sign * (1 if person else heads) for person, heads, sign, _ in rows)
    return times, sum(sign * minutes for _, _, sign, minutes in rows), {pk for pk, count in net.items() if count > 0}


def end_of(pk):
    into = Person.objects.values_list("merged_into", flat=True).get(pk=pk)
    return end_of(into) if into else pk


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(a_deed, min_size=4, max_size=10))
def test_any_interleaving_of_real_deeds(fresh, deeds):
    world = fresh()
    for name, *words in deeds:
        world.play(name, *words)
        assert whole() == by_hand(), (name, words)
        assert voucher_differences() == [], (name, words)
    while rebuild_dirty():
        pass
    assert whole() == by_hand()
    assert cell_differences() + area_differences() == []


def test_a_long_history_is_not_refused_all_the_way(fresh):
    """The deeds above do happen: a visit and a contact of two rows that become one person, corrected and taken back."""
    world = fresh()
    world.play("visit", 0, [0, 2], (1, 9, 45))
    world.play("visit", 1, [1], (1, 9, 45))
    world.play("contact", 0, (2, 9, 45))
    world.play("contact", 1, (2, 9, 45))
    before = whole()
    world.play("merge", 0, 1)
    assert (whole()[:2], len(whole()[2])) == (before[:2], len(before[2]) - 1)
    world.play("correct_visit", 1, [1], (1, 13, 20))
    world.play("correct_contact", 1, (3, 9, 20))
    world.play("withdraw_visit", 0)
    world.play("talk", 0, 3, (4, 9, 45))
    world.play("party", 0, 2)
    world.play("correct_talk", 0, 2, (4, 11, 45))
    world.play("withdraw_talk", 0)
    world.play("merge", 2, 3)
    assert world.done == 13
    while rebuild_dirty():
        pass
    assert whole() == by_hand()
    assert cell_differences() + area_differences() + voucher_differences() == []
