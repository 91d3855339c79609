"""Two connections at once register one person; what is kept is ciphertext in the database itself."""

import datetime as dt
import threading

import pytest
from django.db import connection

from liangzhan.access.actor import Actor
from liangzhan.people.choices import TieKind
from liangzhan.people.models import Card, Household, Person, Tie
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.bulk import register_persons
from liangzhan.people.services.households import save_household
from liangzhan.people.services.register import register_person
from liangzhan.toolkit.errors import RuleBroken
from tests.factories import divisions as places
from tests.factories.people import make_consent_text, make_individual, resident_number
from tests.factories.stations import make_site, make_station

BY = Actor.system("测试")
NUMBER = resident_number(dt.date(1980, 1, 1), serial=61)
FACTS = {"name": "王小明", "id_number": NUMBER, "mobile": "13900000001", "address": "长街 1 号", "alias": "老王"}


def stations():
    first, second = places.communities(places.COUNTY[:6])[:2]
    return make_station(make_site(first)), make_station(make_site(second))


def at_once(*deeds):
    """Each deed on a connection of its own, begun together; what came of them."""
    start, outcomes = threading.Barrier(len(deeds)), []

    def run(deed):
        start.wait()
        try:
            outcomes.append(deed())
        except RuleBroken as refusal:
            outcomes.append(refusal.reasons[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_two_stations_register_one_person(committed_db):
    def register(station):
        return lambda: register_person(facts=PersonFacts(**FACTS), station=station, tie=TieKind.CLIENT, by=BY).pk

    assert len(set(at_once(*[register(station) for station in stations()]))) == 1
    assert (Person.objects.count(), Card.objects.count(), Tie.objects.live().count()) == (1, 2, 2)


def test_two_clicks_at_one_station(committed_db):
    station, _ = stations()

    def register():
        return register_person(facts=PersonFacts(**FACTS), station=station, tie=TieKind.CLIENT, by=BY).pk

    assert len(set(at_once(register, register, register))) == 1
    assert (Person.objects.count(), Card.objects.count(), Tie.objects.live().count()) == (1, 1, 1)


def test_under_two_names_one_is_the_shadow(committed_db):
    def register(station, name):
        facts = PersonFacts(**{**FACTS, "name": name})
        return lambda: register_person(facts=facts, station=station, tie=TieKind.CLIENT, by=BY).pk

    one, other = stations()
    at_once(register(one, "王小明"), register(other, "王晓明"))
    assert sorted(Person.objects.values_list("shadow", flat=True)) == [False, True]


def test_two_imports(committed_db):
    def bring(station):
        rows = [PersonFacts(**FACTS)]
        return lambda: register_persons(rows=rows, station=station, tie=TieKind.STAFF, by=BY).persons[0].pk

    outcomes = at_once(*[bring(station) for station in stations()])
    assert Person.objects.count() == 1
    assert len(set(outcomes)) == 1 or "刚刚有人登记了名单中的人员，请再导入一次。" in outcomes


def test_one_household_at_a_time(committed_db):
    station, _ = stations()
    person = make_individual("王小明", station=station)
    at_once(*[lambda: save_household(station=station, head=person, by=BY).pk for _ in range(2)])
    assert Household.objects.count() == 1


@pytest.mark.parametrize("table", ["people_person", "people_card"])
def test_the_tables_hold_ciphertext(station, station_head, table):
    register_person(facts=PersonFacts(**FACTS), station=station, tie=TieKind.CLIENT, by=station_head.actor)
    make_consent_text()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 -- a fixed list of tables
        names = [column[0] for column in cursor.description]
        row = dict(zip(names, cursor.fetchone(), strict=True))
    raw = b"|".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in row.values()
    )
    for said in FACTS.values():
        assert said.encode() not in raw, said
    assert {name for name, value in row.items() if isinstance(value, bytes | memoryview)} == {*FACTS}
