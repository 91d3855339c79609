"""Importing people: what is planned, what is written, again changes nothing, bulk = row by row."""

import datetime as dt
from decimal import Decimal as D

import pytest

from liangzhan.access.actor import Actor
from liangzhan.notices.models import Notice
from liangzhan.people.models import Card, Person, Tie
from liangzhan.staff.choices.posts import RosterFate
from liangzhan.staff.models import Certificate, Post, Registration, Worker
from liangzhan.staff.queries.roster import planned_rows
from liangzhan.staff.rules.roster import RosterRow
from liangzhan.staff.services import roster
from liangzhan.staff.services.posts import open_post
from liangzhan.staff.services.qualification import add_registration, save_certificate, save_degree
from liangzhan.staff.services.recognition import ask_recognition
from liangzhan.staff.services.roster import import_people
from liangzhan.stations.models import StaffDeclaration, Station
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.people import make_individual, resident_number
from tests.factories.staff import make_certificate, make_post, make_worker
from tests.factories.stations import make_site, make_station
from tests.staff.test_services_qualification import set_parameter

BY = Actor.system("名册导入")
TODAY = dt.date.today()
START = dt.date(2020, 6, 1)


def row_of(at, number=1, **fields):
    given = {
        "number": number, "name": f"甲{'一二三四五六七八九十'[(number - 1) % 10]}", "id_number": resident_number(serial=number),
        "role": "SOCIAL_WORKER", "employment": "FULL_TIME", "identity": "COMMUNITY_WORKER", "starts_on": START,
        "code": at.division_code, "kind": at.kind,
    }  # fmt: skip
    return RosterRow(**{**given, **fields})


def problems(*rows, scope=BY.scope):
    return [plan.problems for plan in planned_rows(rows, scope)]


@pytest.fixture
def twin(station):
    return make_station(station.site, "VS")


class TestPlan:
    def test_station_by_code_by_name_and_by_being_the_only_one(self, station, station_head, neighbour_head):
        rows = [
            row_of(station),
            row_of(station, 2, kind=""),
            row_of(station, 3, code="", kind="", station=station.name),
            row_of(station, 4, code="", kind=""),
        ]
        plans = planned_rows(rows, station_head.actor.scope)
        assert [plan.station.pk for plan in plans] == [station.pk] * 4
        outside = planned_rows(rows[:3], neighbour_head.actor.scope)
        assert [plan.problems[-1][0] for plan in outside] == ["code", "code", "station"]
        assert planned_rows(rows[3:], BY.scope)[0].problems == [("code", "请填写社区代码和站点类型，或站名")]

    def test_which_of_two_stations(self, station, twin):
        assert problems(row_of(station, kind="")) == [[("kind", "这里有两个站点，请填写站点类型")]]
        assert problems(row_of(station, kind="VS")) == [[]]

    def test_each_row_by_the_settings_of_its_area(self, station, neighbour_station):
        """An area may look back less far than the province: only its own rows are measured by that."""
        set_parameter("staff.post.years_back", 1, station.division_code)
        rows = [
            row_of(place, number, starts_on=dt.date(TODAY.year - 3, 1, 5))
            for number, place in enumerate((station, neighbour_station))
        ]
        assert [[column for column, _ in plan.problems] for plan in planned_rows(rows, BY.scope)] == [["starts_on"], []]

    def test_closed_station(self, station):
        Station.objects.filter(pk=station.pk).update(state="CLOSED", closed_on=TODAY)
        assert problems(row_of(station))[0][0][0] == "code"

    @pytest.mark.parametrize(
        ("fields", "columns"),
        [
            ({"name": "甲1"}, ["name"]),
            ({"id_number": "219999198001010000"}, ["id_number"]),
            ({"mobile": "123"}, ["mobile"]),
            ({"fte": D(2)}, ["fte"]),
            ({"employment": "PART_TIME", "fte": D(1)}, ["fte"]),
            ({"identity": "AGENCY"}, ["employer"]),
            ({"office_phone": "1"}, ["office_phone"]),
            ({"starts_on": dt.date(1970, 1, 1)}, ["starts_on"]),
            ({"ends_on": dt.date(2020, 5, 31)}, ["ends_on"]),
            ({"basis": "CERTIFICATE"}, ["level"]),
            ({"basis": "DEGREE"}, ["note"]),
            ({"basis": "TRAINING", "note": " "}, ["note"]),
            ({"certificate_number": "SL20190001"}, ["level"]),
            ({"level": "ASW"}, ["passed_on"]),
            ({"level": "ASW", "passed_on": TODAY + dt.timedelta(1)}, ["passed_on"]),
            ({"level": "ASW", "passed_on": START, "certificate_number": "短"}, ["certificate_number"]),
            ({"level": "ASW", "passed_on": START, "valid_from": dt.date(2020, 5, 1)}, ["valid_from"]),
            ({"name": "甲1", "mobile": "1", "fte": D(2)}, ["name", "mobile", "fte"]),
        ],
    )
    def test_every_reason(self, station, fields, columns):
        assert [column for column, _ in problems(row_of(station, **fields))[0]] == columns

    def test_beside_posts_that_are_held(self, station, neighbour_station):
        worker = make_worker("甲一", person=make_individual("甲一", id_number=resident_number(serial=1)))
        make_post(worker, neighbour_station, fte="0.6", employment="PART_TIME")
        assert problems(row_of(station))[0][0][0] == "fte"
        assert problems(row_of(station, fte=D("0.4"))) == [[]]
        make_post(worker, station, fte="0.2", starts_on=dt.date(2020, 5, 1))
        assert problems(row_of(station, fte=D("0.1")))[0][0][0] == "role"

    def test_beside_earlier_rows(self, station, twin):
        rows = [row_of(station, fte=D("0.6")), row_of(twin, fte=D("0.6"), role="VS_KEEPER"), row_of(twin, fte=D("0.4"))]
        found = planned_rows(rows, BY.scope)
        assert [plan.fate for plan in found] == [RosterFate.MAKE, RosterFate.REFUSE, RosterFate.MAKE]

    def test_number_of_a_certificate(self, station):
        make_certificate(make_worker("乙某"), number="SL20190001")
        given = {"level": "ASW", "passed_on": dt.date(2019, 9, 1)}
        rows = [row_of(station, 1, certificate_number="SL20190001", **given)]
        rows += [row_of(station, n, certificate_number="SL20190002", **given) for n in (2, 3)]
        assert [[column for column, _ in one] for one in problems(*rows)] == [
            ["certificate_number"],
            [],
            ["certificate_number"],
        ]

    def test_queries_do_not_grow(self, station, neighbour_station, django_assert_num_queries):
        for count in (2, 30):
            rows = [row_of((station, neighbour_station)[n % 2], n) for n in range(count)]
            with django_assert_num_queries(3):
                planned_rows(rows, BY.scope)


class TestImport:
    def test_everything_of_a_row(self, station, county_officer):
        full = row_of(
            station, 1, level="SW", passed_on=dt.date(2019, 9, 1), certificate_number="SL20190001", employer="示例机构",
            registration_number="示例 1 号", valid_from=dt.date(2020, 1, 1), mobile="13800000000",
        )  # fmt: skip
        trained = row_of(station, 2, basis="TRAINING", note="示例培训", employment="PART_TIME")
        outcome = import_people(rows=[full, trained, row_of(station, 3, fte=D(3))], by=BY)
        assert (outcome.made, outcome.skipped, [one[:2] for one in outcome.refused]) == (2, 0, [(3, "fte")])
        worker = Worker.objects.get(certificates__number_index__gt="")
        assert (worker.employer, worker.certificates.get().number) == ("示例机构", "SL20190001")
        assert Registration.objects.get().valid_to == dt.date(2022, 12, 31)
        assert [one.recipient for one in Notice.objects.all()] == [county_officer.user]
        row = StaffDeclaration.objects.get(station=station)
        assert (row.full_time, row.part_time, row.certified, row.counted) == (1, 0, 1, True)

    def test_again_changes_nothing(self, station, twin):
        rows = [row_of(station, 1, level="SW", passed_on=START), row_of(twin, 2), row_of(station, 3)]
        import_people(rows=rows, by=BY)
        counts = [model.objects.count() for model in (Person, Tie, Card, Worker, Post, Certificate)]
        outcome = import_people(rows=rows, by=BY)
        assert (outcome.made, outcome.skipped, outcome.refused) == (0, 3, [])
        assert [model.objects.count() for model in (Person, Tie, Card, Worker, Post, Certificate)] == counts

    def test_a_number_under_another_name_is_a_shadow_once(self, station, neighbour_station):
        make_individual("别的名", id_number=resident_number(serial=1))
        import_people(rows=[row_of(station)], by=BY)
        assert import_people(rows=[row_of(station)], by=BY).skipped == 1
        import_people(
            rows=[row_of(neighbour_station, starts_on=dt.date(2019, 1, 1), ends_on=dt.date(2019, 2, 1))], by=BY
        )
        assert (Person.objects.count(), Worker.objects.get().posts.count()) == (2, 2)

    def test_a_known_worker_is_filled_in_not_overwritten(self, station, twin):
        person = make_individual("甲一", id_number=resident_number(serial=1))
        worker = make_worker("甲一", person=person, employer="原机构", identity="REHIRED")
        make_certificate(worker, "ASW", number="SL20100001")
        row = row_of(
            twin,
            employer="新机构",
            office_phone="024-12345678",
            level="ASW",
            passed_on=START,
            basis="DEGREE",
            note="示例大学",
        )
        import_people(rows=[row], by=BY)
        worker.refresh_from_db()
        assert (worker.employer, worker.identity, worker.office_phone) == ("原机构", "REHIRED", "024-12345678")
        assert (worker.professional_basis, Certificate.objects.get().number) == ("DEGREE", "SL20100001")

    def test_nothing_good(self, station):
        outcome = import_people(rows=[row_of(station, fte=D(3))], by=BY)
        assert (outcome.made, Person.objects.count()) == (0, 0)

    def test_a_clash_refuses_the_chunk(self, station, monkeypatch):
        real = roster._workers

        def somebody_was_faster(plans, by):
            found = real(plans, by)
            for worker in found.values():
                worker.pk = None
            Worker.objects.bulk_create(found.values())

        monkeypatch.setattr(roster, "_workers", somebody_was_faster)
        with pytest.raises(RuleBroken, match="重新预览"):
            import_people(rows=[row_of(station)], by=BY)


SEEN = {
    Worker: (
        "display_name",
        "identity",
        "employer",
        "office_phone",
        "professional_basis",
        "recognition",
        "education_note",
    ),
    Post: (
        "worker__display_name",
        "station__kind",
        "role",
        "employment",
        "fte",
        "starts_on",
        "ends_on",
        "serves_minors",
    ),
    Certificate: ("worker__display_name", "level", "passed_on", "number_index"),
    Registration: ("certificate__worker__display_name", "state", "number", "valid_from", "valid_to"),
    Tie: ("station__kind", "kind", "opened_on", "ended_on"),
    StaffDeclaration: ("station__kind", "full_time", "part_time", "certified", "basis", "counted"),
}


def one_by_one(station, row):
    """What the pages do with the same row."""
    post, person = row.post(), row.person()
    given = {"station": station, "person": person, "about": row.about(), "by": BY, **vars(post)}
    worker = open_post(**given).worker
    if row.basis == "DEGREE":
        save_degree(worker=worker, note=row.note, by=BY)
    if row.basis == "TRAINING":
        ask_recognition(worker=worker, note=row.note, by=BY)
    if row.level:
        held = save_certificate(
            worker=worker, level=row.level, number=row.certificate_number, passed_on=row.passed_on, by=BY
        )
        if row.valid_from:
            given = {"state": "ISSUED", "number": row.registration_number, "valid_from": row.valid_from, "by": BY}
            add_registration(certificate=held, **given)


def test_bulk_is_row_by_row(station, twin, neighbour_community):
    other = make_site(neighbour_community)
    others = {"SW": make_station(other), "VS": make_station(other, "VS")}
    mine = {"SW": station, "VS": twin}
    given = [
        ("SW", {"level": "SW", "passed_on": dt.date(2019, 9, 1), "certificate_number": "SL2019000A", "valid_from": START}),
        ("SW", {"basis": "DEGREE", "note": "示例大学", "employment": "PART_TIME", "ends_on": dt.date(2030, 1, 1)}),
        ("SW", {"basis": "TRAINING", "note": "示例培训", "role": "ASSISTANT", "employer": "示例机构"}),
        ("VS", {"role": "VS_KEEPER", "employment": "PART_TIME", "identity": "PUBLIC_WELFARE", "fte": D("0.3")}),
        ("VS", {"role": "STATION_HEAD", "fte": D("0.4"), "starts_on": dt.date(2021, 1, 1)}),
        ("SW", {"number": 4, "role": "STATION_HEAD", "fte": D("0.6"), "starts_on": dt.date(2021, 1, 1)}),
    ]  # fmt: skip
    rows = [(kind, {"number": n, **fields}) for n, (kind, fields) in enumerate(given)]
    import_people(rows=[row_of(mine[kind], **fields) for kind, fields in rows], by=BY)
    bulk = {model: seen(model, mine) for model in SEEN}
    for kind, fields in rows:
        fields = {**fields, "id_number": resident_number(serial=100 + fields["number"])}
        if fields.get("certificate_number"):
            fields["certificate_number"] = "SL2019000B"
        one_by_one(others[kind], row_of(others[kind], **fields))
    typed = {model: seen(model, others) for model in SEEN}
    for model in SEEN:
        assert [strip(one) for one in bulk[model]] == [strip(one) for one in typed[model]], model


def seen(model, stations):
    """Rows of these stations, in a fixed order."""
    path = {
        Worker: "posts__station", Post: "station", Certificate: "worker__posts__station", Tie: "station",
        Registration: "certificate__worker__posts__station", StaffDeclaration: "station",
    }[model]  # fmt: skip
    rows = model.objects.filter(**{f"{path}__in": list(stations.values())}).distinct().order_by("pk")
    return sorted(rows.values_list(*SEEN[model]), key=str)


def strip(values):
    """The index of a number differs by the number."""
    return [("filled" if isinstance(one, str) and len(one) == 64 else one) for one in values]
