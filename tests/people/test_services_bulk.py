"""Many at once is the same as one by one: known ones, shadows, twins within the list, impossible rows."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangzhan.people.choices import PersonState, TieKind
from liangzhan.people.models import Card, Person, Tie
from liangzhan.people.queries.writing import FIELDS
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.bulk import register_persons
from liangzhan.people.services.register import register_person
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories.people import DAY, make_individual, resident_number

BORN = dt.date(1980, 1, 1)
NUMBERS = [resident_number(BORN, serial=number) for number in range(50, 54)]


def everything():
    """All rows in words that do not depend on keys: order of ids stands for identity."""
    order = {pk: at for at, pk in enumerate(Person.objects.order_by("pk").values_list("pk", flat=True))}
    persons = [
        (*(getattr(one, name) for name in FIELDS), one.shadow, one.state, one.id_number_index, one.mobile_index)
        for one in Person.objects.order_by("pk")
    ]
    cards = sorted(
        (order[one.person_id], one.station_id, *(str(getattr(one, name)) for name in FIELDS), one.mobile_index)
        for one in Card.objects.order_by("pk")
    )
    ties = sorted((order[one.person_id], one.station_id, one.kind, one.opened_on) for one in Tie.objects.order_by("pk"))
    return persons, cards, ties


def one_by_one(rows, **where):
    found, problems = [], {}
    for at, facts in enumerate(rows):
        try:
            with transaction.atomic():
                found.append(register_person(facts=facts, **where))
        except RuleBroken as refusal:
            found.append(None)
            problems[at] = refusal.field
    return found, problems


def compared(rows, **where):
    """The same list both ways on the same ground; the first is taken back."""
    with transaction.atomic():
        single, problems = one_by_one(rows, **where)
        first, patterns = everything(), [one and single.index(one) for one in single]
        transaction.set_rollback(True)
    with transaction.atomic():
        outcome = register_persons(rows=rows, **where)
        assert everything() == first
        assert [one and outcome.persons.index(one) for one in outcome.persons] == patterns
        assert {at: next(iter(found)) for at, found in outcome.problems.items()} == problems
        transaction.set_rollback(True)


ROWS = st.builds(
    PersonFacts,
    name=st.sampled_from(["王小明", "王 小明", "李大力", "", "王1"]),
    alias=st.sampled_from(["", "老王"]),
    id_number=st.sampled_from(["", "123", *NUMBERS]),
    mobile=st.sampled_from(["", "13900000001", "13900000002", "12"]),
    address=st.sampled_from(["", "长街 1 号"]),
)


@pytest.fixture
def ground(station, neighbour_station):
    """One of the numbers is known next door, one at the own station, one is frozen."""
    make_individual("王小明", station=neighbour_station, id_number=NUMBERS[0], address="短街")
    own = make_individual("李大力", station=station, id_number=NUMBERS[1], tie="CLIENT")
    assert own.ties.get().opened_on == DAY
    make_individual("王小明", station=neighbour_station, id_number=NUMBERS[2], state="FROZEN")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(rows=st.lists(ROWS, max_size=8))
def test_bulk_is_row_by_row(ground, station, station_head, rows):
    compared(rows, station=station, tie=TieKind.CLIENT, by=station_head.actor, on=DAY - dt.timedelta(days=1))


def test_the_kinds_by_name(ground, station, station_head):
    rows = [
        PersonFacts(name="王小明", id_number=NUMBERS[0], mobile="13900000001"),  # known next door
        PersonFacts(name="王大明", id_number=NUMBERS[0]),  # a shadow
        PersonFacts(name="李大力", id_number=NUMBERS[1]),  # known here
        PersonFacts(name="王小明", id_number=NUMBERS[2]),  # frozen, back in use
        PersonFacts(name="新来", id_number=NUMBERS[3]),
        PersonFacts(name="新来", id_number=NUMBERS[3], address="长街"),  # twice in one list
        PersonFacts(name="无号"),
        PersonFacts(name="错号", id_number="123"),
    ]
    compared(rows, station=station, tie=TieKind.VOLUNTEER, by=station_head.actor)
    outcome = register_persons(rows=rows, station=station, tie=TieKind.VOLUNTEER, by=station_head.actor)
    assert [one.shadow if one else None for one in outcome.persons] == [False, True, *[False] * 5, None]
    assert outcome.persons[4] is outcome.persons[5] and outcome.persons[4].address == "长街"
    assert outcome.persons[3].state == PersonState.ACTIVE
    assert set(outcome.problems) == {7} and set(outcome.problems[7]) == {"id_number"}
    again = register_persons(rows=rows, station=station, tie=TieKind.VOLUNTEER, by=station_head.actor)
    assert [one and one.pk for one in again.persons if one and not one.shadow and one.id_number] == [
        one.pk for one in outcome.persons if one and not one.shadow and one.id_number
    ]


def test_a_day_to_come_is_refused(station, station_head):
    with pytest.raises(RuleBroken) as refusal:
        tomorrow = today() + dt.timedelta(days=1)
        register_persons(rows=[], station=station, tie=TieKind.STAFF, by=station_head.actor, on=tomorrow)
    assert refusal.value.field == "on"


def test_another_import_at_the_same_moment(station, station_head, monkeypatch):
    def clash(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(Person.objects, "bulk_create", clash)
    with pytest.raises(RuleBroken, match="再导入一次"):
        rows = [PersonFacts(name="王小明")]
        register_persons(rows=rows, station=station, tie=TieKind.STAFF, by=station_head.actor)


def test_three_thousand_take_few_statements(station, station_head):
    days = [BORN + dt.timedelta(days=at) for at in range(600)]
    rows = [
        PersonFacts(
            name=f"工作人员{'甲乙丙丁戊'[part]}", id_number=resident_number(day, serial=part), mobile="13900000001"
        )
        for part in range(5)
        for day in days
    ]
    with CaptureQueriesContext(connection) as captured:
        outcome = register_persons(rows=rows, station=station, tie=TieKind.STAFF, by=station_head.actor)
    assert len(captured) < 230  # SQLite takes 45 rows of a person at a time
    assert len({one.pk for one in outcome.persons if one}) == 3000
