"""Any interleaving of posting, correcting, reversing, merging, sealed posting and rebuilding keeps cells = entries = vouchers."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.scope import Scope
from liangzhan.ledger.models import AreaCell, AreaMark, Cell, DirtyMark, Entry, Posting, SealedCell, SealedEntry
from liangzhan.ledger.queries.figures import Asked, figure, figure_as_known
from liangzhan.ledger.queries.sealed import sealed_figures
from liangzhan.ledger.queries.sealed_verifying import sealed_differences
from liangzhan.ledger.queries.verifying import area_differences, cell_differences, voucher_differences
from liangzhan.ledger.rules.cells import union
from liangzhan.ledger.rules.lines import Line, digest_of
from liangzhan.ledger.services.cells import mark_person, rebuild_dirty
from liangzhan.ledger.services.posting import Voucher, post, post_many, reverse
from liangzhan.ledger.services.sealed import post_sealed, reverse_sealed
from liangzhan.ledger.vouchers import Source
from liangzhan.people.models import Person
from tests.factories.people import make_individual

BY = Actor.system("测试")
DAYS = [dt.date(2020, month, day) for month in (5, 6) for day in (1, 30)]
FIRST, LAST = dt.date(2020, 5, 1), dt.date(2020, 6, 30)
WHOLE = Asked(("21",), FIRST, LAST, ("VISIT",))
EVERYWHERE = {"scope": Scope(unlimited=True), "action": Action.STATION_VIEW}
LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)

some_lines = st.lists(st.tuples(st.sampled_from(DAYS), st.integers(0, 3), st.integers(0, 60)), max_size=3)
a_deed = st.one_of(
    st.tuples(st.just("post"), st.integers(0, 4), st.integers(0, 1), some_lines),
    st.tuples(st.just("bulk"), st.lists(st.tuples(st.integers(0, 4), st.integers(0, 1), some_lines), max_size=3)),
    st.tuples(st.just("reverse"), st.integers(0, 4)),
    st.tuples(st.just("seal"), st.integers(0, 2), st.integers(0, 1), some_lines),
    st.tuples(st.just("unseal"), st.integers(0, 2)),
    st.tuples(st.just("merge"), st.integers(0, 3), st.integers(0, 3)),
    st.tuples(st.just("rebuild"), st.integers(1, 2)),
)


class Book:
    """Vouchers of one name as somebody with a pencil would keep them: {key: (version, lines that count)}."""

    def __init__(self, name):
        self.name, self.held = name, {}

    def turn(self, number, lines):
        """The next version of a voucher: (key, version)."""
        key = f"{self.name}:{number}"
        version = self.held.get(key, (0, ()))[0] + 1
        self.held[key] = (version, tuple(lines))
        return key, version

    def __contains__(self, number):
        return f"{self.name}:{number}" in self.held

    def lines(self):
        return [line for _, lines in self.held.values() for line in lines]

    def source(self):
        return Source(
            "示例",
            lambda uuid, actor: "",
            lambda: ((key, version, digest_of(lines)) for key, (version, lines) in self.held.items()),
        )


class Model:
    def __init__(self, stations, people):
        self.stations, self.people = stations, people
        self.open, self.sealed = Book("t.V"), Book("t.S")

    def lines(self, drawn, category):
        return [
            Line("VISIT", day, self.people[who].pk, minutes=minutes, category=category) for day, who, minutes in drawn
        ]

    def post(self, number, place, drawn):
        lines = self.lines(drawn, "E1")
        key, version = self.open.turn(number, lines)
        post(voucher=key, version=version, station=self.stations[place], lines=lines, by=BY)

    def bulk(self, several):
        """First versions only, as an import brings them."""
        vouchers = []
        for number, place, drawn in several:
            if number not in self.open:
                lines = self.lines(drawn, "E1")
                vouchers.append(Voucher(self.open.turn(number, lines)[0], self.stations[place], tuple(lines)))
        post_many(vouchers=vouchers, by=BY)

    def reverse(self, number):
        if number in self.open:
            reverse(voucher=self.open.turn(number, ())[0], reason="试", by=BY)

    def seal(self, number, place, drawn):
        lines = self.lines(drawn, "X1")
        key, version = self.sealed.turn(number, lines)
        station = self.stations[place]
        post_sealed(voucher=key, version=version, station=station, matter=f"t.M:{number}", lines=lines, by=BY)

    def unseal(self, number):
        if number in self.sealed:
            reverse_sealed(voucher=self.sealed.turn(number, ())[0], reason="试", by=BY)

    def merge(self, one, other):
        kept, alias = Person.objects.get(pk=self.people[one].pk), Person.objects.get(pk=self.people[other].pk)
        if one != other and kept.merged_into_id is None and alias.merged_into_id is None:
            Person.objects.filter(pk=alias.pk).update(state="MERGED", merged_into=kept)
            mark_person(kept, alias)

    def rebuild(self, limit):
        rebuild_dirty(limit=limit)

    def expected(self, lines):
        """(人次, minutes, persons) of these lines."""
        now = {person.pk: self.end(person.pk) for person in self.people}
        return len(lines), sum(line.minutes for line in lines), {now[line.person] for line in lines}

    def end(self, pk):
        into = Person.objects.get(pk=pk).merged_into_id
        return self.end(into) if into else pk


@pytest.fixture
def fresh_model(station, neighbour_station, monkeypatch):
    """Each example starts from an empty ledger: the savepoint of the one before is rolled back."""
    held: list = []

    def fresh():
        if held:
            transaction.savepoint_rollback(held.pop())
        held.append(transaction.savepoint())
        tables = (Entry, Posting, Cell, AreaCell, DirtyMark, AreaMark, SealedEntry, SealedCell)
        assert not any(table.objects.exists() for table in tables)
        model = Model([station, neighbour_station], [make_individual(f"某{number}") for number in "甲乙丙丁"])
        monkeypatch.setattr("liangzhan.ledger.queries.verifying.SOURCES", {"t.V": model.open.source()})
        monkeypatch.setattr("liangzhan.ledger.queries.sealed_verifying.SEALED_SOURCES", {"t.S": model.sealed.source()})
        return model

    return fresh


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(a_deed, max_size=12))
def test_any_history(fresh_model, deeds):
    model = fresh_model()
    for name, *words in deeds:
        getattr(model, name)(*words)
        check(model)
    while rebuild_dirty():
        pass
    check(model)
    assert cell_differences() + area_differences() + voucher_differences() + sealed_differences() == []
    assert told(figure_as_known(WHOLE, known_at=LATER, **EVERYWHERE)) == model.expected(model.open.lines())


def check(model):
    """Figures are what the pencil says, whether cells are behind or in step; sealed ones only where asked for."""
    assert told(figure(WHOLE, **EVERYWHERE)) == model.expected(model.open.lines())
    stations = [station.pk for station in model.stations]
    matters = {f"t.M:{number}" for number in range(3)}
    for whose in (None, matters):
        found = union(sealed_figures(stations, FIRST, LAST, matters=whose).values())
        assert told(found) == model.expected(model.sealed.lines())


def told(found):
    return found.times, found.minutes, set(found.persons)
