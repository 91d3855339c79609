"""The roster importer: bulk = row by row, doing it again changes nothing, wrong rows are named."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import transaction

from liangzhan.access.actor import Actor
from liangzhan.stations.choices import LegalForm, RosterFate, State, StationKind
from liangzhan.stations.models import Room, RosterFact, Site, StaffDeclaration, Standing, Station
from liangzhan.stations.queries.roster import planned_rows
from liangzhan.stations.rules.roster import RosterRow
from liangzhan.stations.services import lifecycle, register, roster, site, staffing, standing
from liangzhan.toolkit.transitions import moves_of
from tests.factories import divisions as places
from tests.factories.stations import make_kept, make_site, make_station

BY = Actor.system("测试")
DAY = dt.date(2020, 9, 18)


def row_of(place, number=2, **fields):
    """A full row as the list has it: both stations, filed, accepted."""
    given = {
        "code": place.code,
        "community": place.name,
        "urban": True,
        "sw": True,
        "vs": True,
        "form": LegalForm.FILED_COMMUNITY_ORG.value,
        "standing_number": f"示例备〔2020〕{number}号",
        "standing_on": dt.date(2020, 6, 3),
        "head_name": "示例站长",
        "head_phone": "024-12345678",
        "full_time": 1,
        "part_time": 2,
        "certified": 1,
        "vs_staff": 1,
        "area": Decimal("46.0"),
        "equipment": (("DESK", 2), ("CHAIR", 8), ("PHONE", 1)),
        "sign": True,
        "systems_count": 6,
        "accepted_on": DAY,
    }
    return RosterRow(number=number, **{**given, **fields})


@pytest.fixture
def communities(db):
    return places.communities(places.COUNTY[:6])


def run(*rows, by=BY, **options):
    return roster.import_roster(rows=rows, by=by, **options)


class TestMaking:
    def test_both_stations_of_a_row(self, communities):
        outcome = run(row_of(communities[0]))
        assert (outcome.made, outcome.updated, outcome.skipped, outcome.refused) == (2, 0, 0, [])
        made = Station.objects.order_by("kind")
        assert [(one.kind, one.state, one.accepted_on, one.opened_on) for one in made] == [
            ("SW", State.OPERATING, DAY, DAY),
            ("VS", State.OPERATING, DAY, DAY),
        ]
        assert [one.from_roster for one in made] == [True, True]

    def test_log_rows_are_marked(self, communities):
        run(row_of(communities[0], vs=False))
        moves = moves_of(Station.objects.get())
        assert [(one.from_state, one.to_state, one.reason) for one in moves] == [
            ("PLANNED", "SITED", "名册导入"),
            ("SITED", "BUILDING", "名册导入"),
            ("BUILDING", "ACCEPTANCE_PENDING", "名册导入"),
            ("ACCEPTANCE_PENDING", "ACCEPTED", "名册导入"),
            ("ACCEPTED", "OPERATING", "名册导入"),
        ]

    def test_without_acceptance_it_is_building(self, communities):
        run(row_of(communities[0], vs=False, accepted_on=None))
        assert Station.objects.get().state == State.BUILDING

    def test_accepted_but_not_known_to_be_open(self, communities):
        run(row_of(communities[0], vs=False), as_operating=False)
        made = Station.objects.get()
        assert (made.state, made.opened_on) == (State.ACCEPTED, None)

    def test_registration_takes_the_code(self, communities):
        run(row_of(communities[0], vs=False, form="SOCIAL_SERVICE_ORG", standing_number="51219999MJ0000026W"))
        paper = Standing.objects.get()
        assert (paper.form, paper.uscc, paper.authority) == ("SOCIAL_GROUP", "51219999MJ0000026W", "和平区民政部门")

    def test_an_existing_site_is_used(self, communities):
        held = make_site(communities[0])
        held.rooms.create(name="旧室", area=Decimal(20))
        run(row_of(communities[0]))
        assert Site.objects.get() == held
        assert Room.objects.get().name == "旧室"

    def test_by_names_along_the_path(self, communities):
        one = communities[0]
        run(
            row_of(
                one, code="", street=one.parent.name, community=f"{one.name}居民委员会", county="和平区", city="沈阳市"
            )
        )
        assert set(Station.objects.order_by("id").values_list("division_code", flat=True)) == {one.code}


def snapshot():
    """Everything an import writes, without ids and moments."""
    stations = Station.objects.order_by("division_code", "kind")
    return {
        "stations": list(
            stations.values_list(
                "division_code",
                "kind",
                "name",
                "tier",
                "station_class",
                "legal_form",
                "head_name",
                "head_phone",
                "state",
                "state_since",
                "accepted_on",
                "opened_on",
                "from_roster",
            )
        ),
        "moves": [list(moves_of(one).values_list("from_state", "to_state", "on", "reason")) for one in stations],
        "sites": list(Site.objects.order_by("division_code").values_list("division_code", "name", "source")),
        "rooms": list(Room.objects.order_by("site__division_code").values_list("name", "kind", "area")),
        "equipment": [
            sorted(one.equipment.values_list("kind", "count")) for one in Site.objects.order_by("division_code")
        ],
        "staff": list(
            StaffDeclaration.objects.order_by("station__division_code", "station__kind").values_list(
                "full_time", "part_time", "certified"
            )
        ),
        "standing": list(
            Standing.objects.order_by("station__division_code", "station__kind").values_list(
                "form", "state", "number", "uscc", "authority", "effective_on"
            )
        ),
    }


def one_by_one(rows):
    """The same rows through the services of each noun."""
    for row in rows:
        place = places.division(row.code)
        held = register.register_site(division=place, name=f"{place.name}“两站”", by=BY)
        made = [
            register.register_station(
                site=held,
                kind=kind,
                name=f"{place.name}{kind.label}",
                state_on=row.accepted_on,
                from_roster=True,
                by=BY,
            )
            for kind in row.kinds
        ]
        for station in made:
            lifecycle.move_station(station=station, to=State.SITED, on=row.accepted_on, reason="名册导入", by=BY)
        site.save_room(site=held, name="工作（活动）室", area=row.area, by=BY)
        site.save_equipment(site=held, counts=dict(row.equipment), by=BY)
        for station in made:
            fill_one(row, station)


def fill_one(row, station):
    register.edit_station(
        station=station,
        name=station.name,
        station_class=station.station_class,
        menu_profile=station.menu_profile,
        head_name=row.head_name,
        head_phone=row.head_phone,
        by=BY,
    )
    people = (row.full_time, row.part_time, row.certified) if station.kind == "SW" else (row.vs_staff, 0, 0)
    staffing.declare_staffing(station=station, full_time=people[0], part_time=people[1], certified=people[2], by=BY)
    filed = standing.save_standing(
        station=station,
        form=row.form,
        number=row.standing_number,
        effective_on=row.standing_on,
        authority=station.site.division.parent.name,
        by=BY,
    )
    standing._in_force(filed, BY, {})
    for state in (State.BUILDING, State.ACCEPTANCE_PENDING, State.ACCEPTED, State.OPERATING):
        lifecycle.move_station(station=station, to=state, on=row.accepted_on, reason="名册导入", by=BY)


def test_bulk_is_row_by_row(communities):
    rows = [row_of(one, number) for number, one in enumerate(communities[:3], start=2)]
    rows[1] = replace(rows[1], vs=False)
    with transaction.atomic():
        run(*rows)
        bulk = snapshot()
        transaction.set_rollback(True)
    one_by_one(rows)
    again = snapshot()
    for part, values in bulk.items():
        assert again[part] == values, part


class TestAgain:
    def test_doing_it_again_changes_nothing(self, communities):
        run(row_of(communities[0]))
        before = snapshot()
        outcome = run(row_of(communities[0]))
        assert (outcome.made, outcome.updated, outcome.skipped) == (0, 0, 2)
        assert snapshot() == before

    def test_a_station_of_the_roster_follows_it(self, communities):
        run(row_of(communities[0], vs=False))
        outcome = run(row_of(communities[0], vs=False, head_name="新站长", full_time=3, systems_count=5))
        held = Station.objects.get()
        assert (outcome.updated, held.head_name, held.staffing.full_time) == (1, "新站长", 3)
        assert held.roster_fact.systems_count == 5

    def test_a_station_with_its_own_file_only_has_gaps_filled(self, communities):
        held = make_station(make_site(communities[0]), head_name="张站长", state=State.BUILDING)
        StaffDeclaration.objects.create(station=held, full_time=2, declared_by=BY)
        outcome = run(row_of(communities[0], vs=False))
        held.refresh_from_db()
        assert outcome.updated == 1
        assert (held.head_name, held.head_phone, held.staffing.full_time) == ("张站长", "024-12345678", 2)
        assert (held.state, held.accepted_on) == (State.BUILDING, None)


class TestRefusing:
    def reasons(self, *rows, scope=None):
        return [reason for plan in planned_rows(rows, scope or BY.scope) for _, reason in plan.problems]

    def test_unknown_code(self, communities):
        assert self.reasons(row_of(communities[0], code="219999999999")) == [
            "区划代码 219999999999 不存在，请核对 12 位代码"
        ]

    def test_ceased_code_names_the_heir(self, communities):
        old, new = communities[:2]
        old.valid_to = dt.date(2019, 12, 31)
        old.save()
        old.successors.create(new=new, kind="MERGE", on=dt.date(2020, 1, 1), basis="示例", recorded_by=BY)
        assert self.reasons(row_of(old)) == [f"区划代码 {old.code} 已于 2019-12-31 停用，现为{new.name}（{new.code}）"]

    def test_ceased_code_without_heir(self, communities):
        communities[0].valid_to = dt.date(2019, 12, 31)
        communities[0].save()
        assert self.reasons(row_of(communities[0])) == [f"区划代码 {communities[0].code} 已于 2019-12-31 停用"]

    def test_code_of_a_street(self, communities):
        street = communities[0].parent
        assert self.reasons(row_of(street)) == [f"代码 {street.code} 是乡镇（街道），请填社区（村）的代码"]

    def test_code_and_name_differ(self, communities):
        one, other = communities[:2]
        assert self.reasons(row_of(one, community=other.name)) == [
            f"代码对应的是“{one.name}”，与填写的“{other.name}”不符"
        ]

    def test_the_same_community_twice(self, communities):
        rows = (row_of(communities[0]), row_of(communities[0], 3, sw=False))
        assert self.reasons(*rows) == ["与第 2 行重复：同一社区（村）的志愿服务站只能有一行"]

    def test_names_that_fit_nothing(self, communities):
        street = communities[0].parent.name
        assert self.reasons(row_of(communities[0], code="", street=street, community="没有的")) == [
            f"没有找到“{street}没有的”，请核对名称或填写 12 位代码"
        ]
        assert self.reasons(row_of(communities[0], code="")) == [
            "请填写 12 位代码，或填写乡镇（街道）和社区（村）的名称"
        ]

    def test_names_that_fit_two(self, communities):
        one, other = communities[:2]
        other.name = one.name
        other.save()
        assert self.reasons(row_of(one, code="", street=one.parent.name)) == ["有 2 个同名社区（村），请填写 12 位代码"]

    def test_outside_the_importers_area(self, communities, county_officer):
        foreign = places.communities(places.NEIGHBOUR_COUNTY[:6])[0]
        outcome = run(row_of(communities[0], vs=False), row_of(foreign, 3), by=county_officer.actor)
        assert outcome.refused == [(3, "code", "不在您的区域内，不能导入")]
        assert list(Station.objects.values_list("division_code", flat=True)) == [communities[0].code]

    def test_the_fate_of_a_row(self, communities):
        run(row_of(communities[0], vs=False))
        rows = (row_of(communities[0]), row_of(communities[1], 3, sw=False, vs=False))
        plans = planned_rows(rows, BY.scope)
        assert [plan.fate for plan in plans] == [RosterFate.MAKE, RosterFate.REFUSE]
        assert [one.kind for one in plans[0].stations] == [StationKind.SW, StationKind.VS]


def test_a_row_without_a_place_is_no_row_to_write(communities):
    plan = planned_rows([row_of(communities[0], code="219999999999")], BY.scope)[0]
    with pytest.raises(RuntimeError):
        _ = plan.place


def test_a_station_of_the_roster_gets_its_first_numbers(communities):
    run(row_of(communities[0], vs=False, full_time=None, systems_count=None, sign=None))
    assert RosterFact.objects.count() == StaffDeclaration.objects.count() == 0
    assert run(row_of(communities[0], vs=False)).updated == 1
    held = Station.objects.get()
    assert (held.staffing.full_time, held.roster_fact.systems_count) == (1, 6)


def test_a_declaration_with_a_proof_is_better_than_a_roster(communities):
    run(row_of(communities[0], vs=False))
    StaffDeclaration.objects.update(proof=make_kept())
    assert run(row_of(communities[0], vs=False, full_time=9)).skipped == 1
