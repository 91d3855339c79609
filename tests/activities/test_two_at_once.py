"""The same form from two connections writes one visit; two visits at one time are not both written."""

import threading
import uuid

import pytest
from django.db import connection

from liangzhan.activities.models import Visit
from liangzhan.activities.services.visits import record_visit
from liangzhan.ledger.models import Entry
from liangzhan.toolkit.errors import RuleBroken
from tests.factories import divisions as places
from tests.factories.staff import make_colleague
from tests.factories.stations import make_site, make_station
from tests.factories.visits import facts, make_client


@pytest.fixture
def ground(committed_db):
    """A worker with a client, committed."""
    station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
    chen, worker = make_colleague("陈社工", station)
    person = make_client("孙桂兰", station)
    return {"persons": [person], "worker": worker, "station": station, "by": chen.actor}


def at_once(told, keys):
    """One thread and connection for each key; what each said."""
    said = []

    def run(key):
        try:
            said.append(str(record_visit(facts=facts(), form_key=key, **told).uuid))
        except RuleBroken as refused:
            said.append(refused.reasons[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return said


def test_the_same_form_from_two_connections(ground):
    key = uuid.uuid4()
    assert len(set(at_once(ground, [key, key]))) == 1
    assert (Visit.objects.count(), Entry.objects.count()) == (1, 2)


def test_two_visits_at_one_time(ground):
    said = at_once(ground, [uuid.uuid4(), uuid.uuid4()])
    assert sum("重叠" in one for one in said) == 1
    assert Visit.objects.count() == 1
