"""A person cannot be in two places, also when two doors write at the same moment (two real connections)."""

import threading

import pytest
from django.db import connection, connections
from django.utils import timezone

from liangzhan.occasions.models import Attendee, Presence
from liangzhan.occasions.services.presence import check_in
from liangzhan.occasions.services.roll import take_roll
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.occasions import make_occasion
from tests.factories.people import BY, make_individual


def at_once(*deeds):
    """Run each deed on a connection of its own, all at the same moment; the answers."""
    answers, gate = [], threading.Barrier(len(deeds))

    def run(deed):
        try:
            gate.wait(10)
            deed()
            answers.append("done")
        except RuleBroken as refusal:
            answers.append(refusal.reasons[0])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    return sorted(answers)


@pytest.fixture
def doors(committed_db):
    """Two occasions at the same time that expect the same two persons."""
    people = [make_individual(), make_individual()]
    yield [make_occasion(name, expected=people) for name in ("东门", "西门")], people
    connection.close()


def scan(occasion, person):
    return lambda: check_in(occasion=occasion, person=person, way="CODE", at=timezone.now(), by=BY)


@pytest.mark.parametrize("round_", range(3))
def test_two_doors(doors, round_):
    (east, west), people = doors
    answers = at_once(scan(east, people[0]), scan(west, people[0]))
    assert [one[:9] for one in answers] == ["done", "此人同一时间已在别"]
    assert Presence.objects.count() == 1


def test_two_taps_at_one_door(doors):
    (east, _), people = doors
    answers = at_once(scan(east, people[0]), scan(east, people[0]))
    assert answers[0] == "done" and "还没有签退" in answers[1]
    assert Presence.objects.count() == 1


def test_two_rolls_over_each_other(doors):
    """The order of the marks differs; nobody waits for ever and nobody is in two places."""
    (east, west), people = doors
    forward = {person.pk: "PRESENT" for person in people}
    backward = {person.pk: "PRESENT" for person in reversed(people)}
    answers = at_once(
        lambda: take_roll(occasion=east, marks=forward, by=BY),
        lambda: take_roll(occasion=west, marks=backward, by=BY),
    )
    assert [one[:9] for one in answers] == ["done", "此人同一时间已在别"]
    assert Presence.objects.count() == 2 and Presence.objects.values("occasion").distinct().count() == 1
    assert Attendee.objects.filter(mark="PRESENT").count() == 2
