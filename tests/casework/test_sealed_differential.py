"""Two platforms that differ in one sealed case answer alike, byte for byte, to everybody who is not on its team.

The same database is walked before and after, with the clock standing still: every address that a GET may open, for every
role, and the exports among them. What may differ is listed: minutes of field time (domain.md 5.8), here of nobody shown.
"""

import datetime as dt
import io
import re
import shutil
import zipfile
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from liangzhan.casework.filing import file_case
from liangzhan.casework.services.contacts import save_contact
from liangzhan.documents.models import SealedArchiveItem
from liangzhan.documents.services.sealed import ask_to_destroy
from liangzhan.people.choices import TieKind
from liangzhan.people.services.register import register_person
from tests.access.addresses import addresses
from tests.access.test_matrix import READERS, QuickPaper, finder, make_ground, table
from tests.casework.ground import contact
from tests.casework.test_services_sealed import CLIENT, opened
from tests.factories.casework import make_agreement, make_case
from tests.factories.people import resident_number

# What changes from one answer to the next whatever the data say: tokens of forms and scripts.
VARYING = re.compile(rb'(csrfmiddlewaretoken" value="|nonce-|nonce="|hx-headers=\'\{"X-CSRFToken": ")[^"\']+')
KEYS = re.compile(rb'(name="(?:form_key|opened_at)" value=")[^"]+')
NOT_ALIKE = re.compile(rb"^PK")  # workbooks are zip files: compared by their parts


def answered(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if NOT_ALIKE.match(body):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            body = b"".join(parts.read(name) for name in sorted(parts.namelist()) if "docProps" not in name)
    body = KEYS.sub(rb"\1", VARYING.sub(rb"\1", body))
    return response.status_code, response.get("Location", ""), body


def walk(client, places):
    """{URL name: answer}. Each address is opened as if none had been opened before: what reading it wrote is taken back."""
    found = {}
    with client.allow(80):
        for name, address in places.items():
            point = transaction.savepoint()
            found[name] = answered(client.get(address))
            transaction.savepoint_rollback(point)
    return found


@pytest.fixture
def still(monkeypatch):
    """The clock stands, and so does the disk: what other programs write to it shows on the page of the system."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    used = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: used)
    return now


# A GET that turns something: the size of letters.
TURNING = {"home:elder"}


@pytest.fixture
def places_of(station, county_officer, monkeypatch):
    """{URL name: address} of what a role may open, by the matrix of rights: a refusal is decided before any row is read."""
    monkeypatch.setattr("liangzhan.toolkit.papers.render.typst.Compiler", QuickPaper)
    known, written = addresses(make_ground(station, county_officer)), table()

    def find(column):
        return {name: at for name, at in known.items() if written[column].get(name) == "ok" and name not in TURNING}

    return find


@pytest.fixture(autouse=True)
def text_of_consent(ground):
    make_agreement(ground.case())


def add_sealed_case(ground):
    """Opened, agreed, with a contact in the station's own room (no field time to differ). The text stood before."""
    case = opened(ground)
    make_agreement(case)
    facts = contact(days_ago=0, hour=0, minutes=1, mode="INTERVIEW")
    save_contact(case=case, facts=facts, by=ground.a.actor)
    # Its file stands in the sealed register, expired, with a request to destroy it.
    case.closed_on = dt.date(2010, 1, 1)
    file_case(case, ground.a.actor)
    item = SealedArchiveItem.objects.get()
    words = {"appraisal": "期限已满，没有继续保管的需要。", "appraisers": "甲、乙"}
    ask_to_destroy(item=item, by=ground.a.actor, **words)
    return case


@pytest.mark.parametrize("reader", [one for one in READERS if one != "head"])
def test_every_page_answers_alike(reader, request, station, still, ground, places_of):
    client, places = finder(request, station)(reader).client, places_of(reader)
    before = walk(client, places)
    add_sealed_case(ground)
    after = walk(client, places)
    assert {name for name in places if before[name] != after[name]} == set()
    assert {one[0] for one in before.values()} <= {200, 304}


def test_a_colleague_of_the_same_station(still, ground, places_of):
    """The social worker at the next desk, who works on cases himself."""
    ground.case(papers=True, contacts=1)
    places = places_of("worker")
    make_case(ground.station, ground.client, ground.worker_b, papers=True)
    before = walk(ground.b.client, places)
    case = add_sealed_case(ground)
    after = walk(ground.b.client, places)
    assert {name for name in places if before[name] != after[name]} == set()
    searched = {}
    for number in (CLIENT.id_number, "小李", "李某女", CLIENT.mobile):
        searched[number] = answered(ground.b.client.post("/people/", {"q": number}))[2]
        assert case.number.encode() not in searched[number]
        assert "小李".encode() not in searched[number].replace(b'value="\xe5\xb0\x8f\xe6\x9d\x8e"', b"")


def test_a_number_that_is_known_there_is_registered_like_a_new_one(ground):
    """The same answer, and the same questions to the database."""
    asked = []
    for number in (*(resident_number(dt.date(1970, 1, day)) for day in (1, 2)), CLIENT.id_number):
        if number == CLIENT.id_number:
            add_sealed_case(ground)
        facts = replace(CLIENT, id_number=number, mobile="")
        with CaptureQueriesContext(connection) as captured:
            person = register_person(facts=facts, station=ground.station, tie=TieKind.CLIENT, by=ground.b.actor)
        asked.append((person.shadow, person.name, len(captured)))
    assert asked[1] == asked[2]
