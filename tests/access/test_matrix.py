"""Every (role, address) → what a GET answers, as one table that an auditor can read (matrix.txt).

ok 200   go 302   -- 404: no such row for this reader   po 405: the verb is held, but only by a button   . 403
key 401: closed to sessions
Where an address needs a row, it is one of 和平区's station A, of its site, plan, quota and nomination; two readers of the
same roles stand next door. A line that is missing or wrong is printed as it should be: read it, then paste it.
"""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import resolve

from liangzhan.access.middleware import action_of
from liangzhan.access.roles import Role
from liangzhan.staff.models import DutyShift, DutyWeek, MonthSheet
from tests.access.addresses import Ground, addresses
from tests.factories import divisions as places
from tests.factories.accounts import make_person
from tests.factories.attendance import make_correction, make_leave
from tests.factories.people import BY
from tests.factories.programme import make_nomination, make_plan, make_quota
from tests.factories.staff import make_certificate, make_registration, make_worker
from tests.harness.environment import ON_POSTGRESQL

TABLE = Path(__file__).with_name("matrix.txt")
SIGNS = {200: "ok", 302: "go", 304: "ok", 403: ".", 404: "--", 405: "po", 429: "ok", 422: "ok", 401: "key"}
READERS = (
    "province",
    "city",
    "county",
    "street",
    "committee",
    "head",
    "worker",
    "keeper",
    "supervisor",
    "evaluator",
    "system",
    "security",
    "audit",
    "next-county",
    "next-head",
    "nobody",
)


# Which verb a role holds is decided before the database is asked. On PostgreSQL the columns whose rows differ are enough.
ASKED = ("county", "street", "head", "next-county", "next-head") if ON_POSTGRESQL else READERS


class QuickPaper:
    """Who may take a paper away is the question here, not how it looks: pages are not set."""

    def __init__(self, *args, **kwargs):
        pass

    def compile(self, **kwargs):
        return b"%PDF-1.4"


@pytest.fixture(autouse=True)
def quick_papers(monkeypatch):
    monkeypatch.setattr("liangzhan.toolkit.papers.render.typst.Compiler", QuickPaper)


@pytest.fixture
def ground(station, county_officer):
    return make_ground(station, county_officer)


def make_ground(station, county_officer):
    """Rows for every address."""
    plan = make_plan()
    quota = make_quota(plan, places.CITY)
    nomination = make_nomination(plan, station.site.division)
    return Ground(
        station.pk,
        station.site_id,
        plan.pk,
        quota.pk,
        nomination.pk,
        places.division(places.COUNTY).pk,
        county_officer.user.pk,
        (*staff_rows(station),),
    )


def staff_rows(station):
    """A worker of station A with a post, a certificate and a registration."""
    worker = make_worker("王小明", station=station)
    certificate = make_certificate(worker)
    yield "staff/workers/<", worker.pk
    yield "staff/posts/<", worker.posts.get().pk
    yield "staff/certificates/<", certificate.pk
    yield "staff/registrations/<", make_registration(certificate).pk
    yield from attendance_rows(station, worker)


def attendance_rows(station, worker):
    """Leave and a correction that wait, a week, a single day, a confirmed month."""
    day, at = dt.date(2026, 5, 6), {"station": station, "division_code": station.division_code}
    yield "staff/leave/<", make_leave(worker, station, day, state="WAITING").pk
    yield "staff/corrections/<", make_correction(worker, station, day).pk
    yield "staff/duty/days/<", DutyShift.objects.create(post=worker.posts.get(), on=day, saved_by=BY, **at).pk
    yield "staff/duty/<", DutyWeek.objects.create(valid_from=day, saved_by=BY, **at).pk
    yield "staff/months/<", MonthSheet.objects.create(month_on=dt.date(2026, 5, 1), confirmed_by=BY, **at).pk


@pytest.fixture
def client_of(request, station):
    """The client of a column."""
    return lambda column: finder(request, station)(column).client


def finder(request, station):
    """Who stands for a column: with `.client` and, but for the visitor, `.actor`."""

    def find(column):
        named = {
            "province": "province_officer",
            "city": "city_officer",
            "county": "county_officer",
            "street": "street_officer",
            "committee": "committee_member",
            "head": "station_head",
            "worker": "social_worker",
            "system": "system_admin",
            "security": "security_admin",
            "audit": "audit_admin",
            "next-county": "neighbour_county",
            "next-head": "neighbour_head",
        }
        if column == "nobody":
            return SimpleNamespace(client=request.getfixturevalue("visitor"), actor=None)
        if column in named:
            return request.getfixturevalue(named[column])
        if column == "keeper":
            return make_person("志愿站员", Role.VS_KEEPER, station=station)
        role = {"supervisor": Role.SUPERVISOR, "evaluator": Role.EVALUATOR}[column]
        return make_person("片区人员", role, division=places.division(places.COUNTY))

    return find


def table() -> dict[str, dict[str, str]]:
    """{reader: {URL name: sign}}."""
    lines = [
        line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    head, *rows = lines
    return {reader: {row[0]: row[at] for row in rows} for at, reader in enumerate(head[1:], start=1)}


def test_every_address_has_its_line(ground):
    written = set(table()["province"])
    assert (set(addresses(ground)) - written, written - set(addresses(ground))) == (set(), set())


def test_the_columns():
    assert tuple(table()) == READERS


def answers(person, places) -> dict[str, str]:
    """{URL name: sign}. A verb that is not held is refused by the guard before any row is read: the first address of
    each such verb is opened, of the others the guard's own function is asked."""
    found, refused = {}, set()
    with person.client.allow(60):
        for name, address in places.items():
            action = action_of(resolve(address).func)
            if action in refused and person.actor is not None and not person.actor.may(action):
                found[name] = "."
                continue
            found[name] = SIGNS[person.client.get(address).status_code]
            if found[name] == "." and action is not None:
                refused.add(action)
    return found


@pytest.mark.parametrize("reader", ASKED)
def test_what_a_reader_gets(reader, ground, request, station):
    expected = table()[reader]
    found = answers(finder(request, station)(reader), addresses(ground))
    wrong = {
        name: f"table says {expected.get(name)}, answered {sign}"
        for name, sign in found.items()
        if expected.get(name) != sign
    }
    assert wrong == {}


@pytest.mark.parametrize("reader", ["next-county", "next-head"])
def test_nobody_next_door_presses_a_button(reader, ground, client_of):
    """Deeds that are only buttons, on station A, by readers of the same roles next door: as if it were not there."""
    client = client_of(reader)
    buttons = {
        name: address
        for name, address in addresses(ground).items()
        if table()[reader][name] == "po" and f"/stations/{ground.station}/" in address
    }
    assert buttons
    assert {name: client.post(address).status_code for name, address in buttons.items()} == dict.fromkeys(buttons, 404)
