"""Any interleaving of posting, correcting, reversing, merging and rebuilding keeps cells = entries = vouchers."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.ledger.models import Cell, DirtyMark, Entry, Posting
from liangzhan.ledger.queries.figures import Asked, figure
from liangzhan.ledger.queries.verifying import cell_differences
from liangzhan.ledger.rules.lines import Line
from liangzhan.ledger.services.cells import mark_person, rebuild_dirty
from liangzhan.ledger.services.posting import post, reverse
from liangzhan.people.models import Person
from tests.factories.people import make_individual

BY = Actor.system("测试")
DAYS = [dt.date(2020, month, day) for month in (5, 6) for day in (1, 30)]
WHOLE = Asked(("21",), dt.date(2020, 5, 1), dt.date(2020, 6, 30), ("VISIT",))

a_line = st.builds(
    lambda day, who, minutes: (day, who, minutes), st.sampled_from(DAYS), st.integers(0, 3), st.integers(0, 60)
)
a_deed = st.one_of(
    st.tuples(st.just("post"), st.integers(0, 4), st.integers(0, 1), st.lists(a_line, max_size=3)),
    st.tuples(st.just("reverse"), st.integers(0, 4)),
    st.tuples(st.just("merge"), st.integers(0, 3), st.integers(0, 3)),
    st.tuples(st.just("rebuild"), st.integers(1, 2)),
)


class Model:
    """The vouchers as somebody with a pencil would keep them."""

    def __init__(self, stations, people):
        self.stations, self.people = stations, people
        self.live: dict[int, list] = {}
        self.versions: dict[int, int] = {}
        self.places: dict[int, object] = {}

    def post(self, number, place, lines):
        station = self.places.setdefault(number, self.stations[place])
        self.versions[number] = self.versions.get(number, 0) + 1
        made = [Line("VISIT", day, person=self.people[who].pk, minutes=minutes) for day, who, minutes in lines]
        post(voucher=f"t.V:{number}", version=self.versions[number], station=station, lines=made, by=BY)
        self.live[number] = lines

    def reverse(self, number):
        if number in self.versions:
            self.versions[number] += 1
            reverse(voucher=f"t.V:{number}", reason="试", by=BY)
            self.live[number] = []

    def merge(self, one, other):
        kept, alias = Person.objects.get(pk=self.people[one].pk), Person.objects.get(pk=self.people[other].pk)
        if one != other and kept.merged_into_id is None and alias.merged_into_id is None:
            Person.objects.filter(pk=alias.pk).update(state="MERGED", merged_into=kept)
            mark_person(kept, alias)

    def rebuild(self, limit):
        rebuild_dirty(limit=limit)

    def expected(self):
        now = {person.pk: self.end(person.pk) for person in self.people}
        lines = [line for lines in self.live.values() for line in lines]
        return len(lines), sum(minutes for _, _, minutes in lines), {now[self.people[who].pk] for _, who, _ in lines}

    def end(self, pk):
        into = Person.objects.get(pk=pk).merged_into_id
        return self.end(into) if into else pk


@pytest.fixture
def fresh_model(station, neighbour_station):
    """Each example starts from an empty ledger: the savepoint of the one before is rolled back."""
    held: list = []

    def fresh():
        if held:
            transaction.savepoint_rollback(held.pop())
        held.append(transaction.savepoint())
        assert not (
            Entry.objects.exists() or Posting.objects.exists() or Cell.objects.exists() or DirtyMark.objects.exists()
        )
        return Model([station, neighbour_station], [make_individual(f"某{number}") for number in "甲乙丙丁"])

    return fresh


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(a_deed, max_size=12))
def test_any_history(fresh_model, deeds):
    model = fresh_model()
    for name, *words in deeds:
        getattr(model, name)(*words)
        check(model)
    while rebuild_dirty():
        pass
    assert cell_differences() == []
    check(model)


def check(model):
    found = figure(WHOLE, scope=Scope(unlimited=True), action=Action.STATION_VIEW)
    times, minutes, people = model.expected()
    assert (found.times, found.minutes, set(found.persons)) == (times, minutes, people)
