"""People of the tests: a linked worker of station A, and a neighbour."""

from contextlib import contextmanager

import pytest

from liangzhan.access.roles import Role
from liangzhan.credentials.queries import people
from liangzhan.credentials.queries.people import Trait
from liangzhan.documents.services import keep_file
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.accounts import make_person
from tests.factories.people import BY, make_individual
from tests.factories.stations import make_photo


@contextmanager
def refused(words: str, field: str | None = None):
    """The service refuses with a sentence that has these words (at this field)."""
    with pytest.raises(RuleBroken) as caught:
        yield caught
    assert words in "".join(caught.value.reasons)
    assert field is None or caught.value.field == field


@pytest.fixture
def person(station):
    """王小明, of station A."""
    return make_individual(station=station)


@pytest.fixture
def worker(station, person):
    """The account of 王小明."""
    return make_person("王小明", Role.SOCIAL_WORKER, station=station, person_uuid=person.uuid)


@pytest.fixture
def neighbour(neighbour_station):
    """李大明, of station B."""
    return make_individual("李大明", station=neighbour_station)


@pytest.fixture
def community_workers(monkeypatch):
    """Persons whom a room above calls community workers: add their ids."""
    known = set()
    monkeypatch.setattr(
        people, "SOURCES", [lambda ids, on: {one: Trait(f"人{one}", True) for one in ids if one in known}]
    )
    return known


def queries_of(client, address) -> int:
    """How many queries a page takes when its reader has been seen this minute."""
    client.get(address)
    client.get(address)
    return client.queries


def kept_scan(title="扫描件"):
    """A kept picture whose bytes are there."""
    return keep_file(upload=make_photo(), title=title, kind="paper", by=BY)
