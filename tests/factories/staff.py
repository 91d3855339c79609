"""Workers and posts written directly; opening posts is tested through the services."""

import datetime as dt
from decimal import Decimal
from typing import Any

from liangzhan.access.roles import Role
from liangzhan.staff.models import Certificate, Post, Registration, Worker
from liangzhan.stations.models import Station
from liangzhan.toolkit.crypto import blind_index
from tests.factories.accounts import Person as SignedInPerson
from tests.factories.accounts import make_person
from tests.factories.people import BY, DAY, make_individual

ROLES = {"STATION_HEAD": Role.STATION_HEAD, "SOCIAL_WORKER": Role.SOCIAL_WORKER, "VS_KEEPER": Role.VS_KEEPER}


def make_worker(name: str = "王小明", *, station: Station | None = None, **fields: Any) -> Worker:
    """A worker; with a station also a full-time post there (role and dates by `make_post` otherwise)."""
    person = fields.pop("person", None) or make_individual(name, station=station)
    fields.setdefault("identity", "COMMUNITY_WORKER")
    worker = Worker.objects.create(person=person, display_name=name, saved_by=BY, **fields)
    if station is not None:
        make_post(worker, station)
    return worker


def make_post(worker: Worker, station: Station, **fields: Any) -> Post:
    """A post in force since 2020, full time, unless told."""
    given: dict[str, Any] = {
        "role": "SOCIAL_WORKER" if station.kind == "SW" else "VS_KEEPER",
        "employment": "FULL_TIME",
        "fte": Decimal("1.00"),
        "starts_on": DAY,
        "opened_by": BY,
    }
    return Post.objects.create(
        worker=worker, station=station, division_code=station.division_code, **{**given, **fields}
    )


def make_certificate(worker: Worker, level: str = "ASW", **fields: Any) -> Certificate:
    """A certificate passed in 2019."""
    number = fields.get("number", "")
    index = blind_index(number, "staff.certificate") if number else ""
    given = {"passed_on": dt.date(2019, 9, 1), "saved_by": BY, "number_index": index}
    return Certificate.objects.create(worker=worker, level=level, **{**given, **fields})


def make_registration(certificate: Certificate, **fields: Any) -> Registration:
    """A registration in force for three years from 2025."""
    given: dict[str, Any] = {
        "state": "ISSUED",
        "state_since": dt.date(2025, 6, 1),
        "number": "示例登记 1 号",
        "valid_from": dt.date(2025, 6, 1),
        "valid_to": dt.date(2028, 5, 31),
        "saved_by": BY,
    }
    return Registration.objects.create(certificate=certificate, **{**given, **fields})


def make_colleague(
    name: str, station: Station, role: str = "SOCIAL_WORKER", **post: Any
) -> tuple[SignedInPerson, Worker]:
    """A worker with a post and an account that is linked to the person: signs in, and `worker_of` finds him."""
    worker = make_worker(name)
    make_post(worker, station, role=role, **post)
    signed_in = make_person(name, ROLES.get(role, Role.SOCIAL_WORKER), station=station, person_uuid=worker.person.uuid)
    return signed_in, worker
