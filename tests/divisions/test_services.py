"""Zones, departments in charge, dated parameters."""

import datetime as dt

import pytest

from liangzhan.access.actor import Actor
from liangzhan.audit.models import Event
from liangzhan.divisions.choices import Department, DivisionEvent
from liangzhan.divisions.models import Authority, Division, ZoneMember
from liangzhan.divisions.queries import areas_of, register
from liangzhan.divisions.queries.parameters import history, settable_areas, settings_of
from liangzhan.divisions.services import set_zone
from liangzhan.divisions.services.authorities import end_authority, set_authority
from liangzhan.divisions.services.parameters import set_parameter
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Parameter
from liangzhan.toolkit.parameters import KNOWN, value_of
from tests.factories import divisions as places

DAY = dt.date(2024, 3, 1)
ZONE = "21Z000000001"


class TestSetZone:
    def make(self, by, *codes, code=ZONE, name="示例示范区"):
        return set_zone(name=name, code=code, members=[places.division(one) for one in codes], by=by.actor)

    def test_does(self, province_officer):
        zone = self.make(province_officer, places.COUNTY, places.NEIGHBOUR_COUNTY)
        assert (zone.level, zone.initials, [one.code for one in register.members_of(zone)]) == (
            "ZONE",
            "slsfq",
            [places.COUNTY, places.NEIGHBOUR_COUNTY],
        )
        assert areas_of(zone) == (("210102", "210103"), ())
        assert areas_of(places.division(places.CITY)) == (("2101",), ("210102", "210103"))
        assert areas_of(places.division(places.NEIGHBOUR_CITY)) == (("2102",), ())
        assert areas_of(places.division(places.PROVINCE)) == (("21",), ())

    def test_changes(self, province_officer):
        first = self.make(province_officer, places.COUNTY)
        again = self.make(province_officer, places.NEIGHBOUR_COUNTY, name="新名示范区")
        assert (first.pk, again.name) == (again.pk, "新名示范区")
        assert [one.code for one in register.members_of(again)] == [places.NEIGHBOUR_COUNTY]
        assert Event.objects.filter(name=DivisionEvent.ZONE_SET).count() == 2

    @pytest.mark.parametrize(
        ("codes", "changes", "sentence"),
        [
            ([], {}, "请至少选择一个所辖单位。"),
            ([places.COUNTY], {"code": "210000000001"}, "功能区代码由 21Z 加 9 位数字组成。"),
            ([places.COUNTY], {"code": "21Z00000000A"}, "功能区代码由 21Z 加 9 位数字组成。"),
            ([places.COUNTY], {"name": " "}, "请填写功能区名称。"),
            ([places.CITY], {}, "所辖单位只能是现有的县（市、区）、乡镇（街道）或社区（村）。"),
            ([places.COUNTY, "210102001000"], {}, "浑河湾街道 已在 和平区 之内，不必重复选择。"),
        ],
    )
    def test_refuses(self, province_officer, codes, changes, sentence):
        with pytest.raises(RuleBroken) as refusal:
            self.make(province_officer, *codes, **changes)
        assert refusal.value.reasons == (sentence,)

    @pytest.mark.parametrize(("first", "second"), [(places.COUNTY, "210102001000"), ("210102001000", places.COUNTY)])
    def test_no_place_answers_to_two_zones(self, province_officer, first, second):
        self.make(province_officer, first)
        with pytest.raises(RuleBroken, match="已属于 示例示范区"):
            self.make(province_officer, second, code="21Z000000002")
        assert ZoneMember.objects.count() == 1

    def test_only_the_province(self, city_officer):
        with pytest.raises(RuleBroken, match="权限"):
            self.make(city_officer, places.COUNTY)


class TestAuthority:
    def put(self, by, **changes):
        asked = {
            "department": "CIVIL_AFFAIRS",
            "name": "沈阳市民政局",
            "valid_from": DAY,
            "basis": "示例方案",
            **changes,
        }
        return set_authority(division=places.division(places.CITY), by=by.actor, **asked)

    def test_does(self, province_officer):
        row = self.put(province_officer, office="社会工作处")
        assert (row.division_code, row.office, row.valid_to) == (places.CITY, "社会工作处", None)
        assert Event.objects.get(name=DivisionEvent.AUTHORITY_SET).division_code == places.CITY

    def test_the_former_ends_the_day_before(self, province_officer):
        first = self.put(province_officer)
        second = self.put(province_officer, name="新民政局", valid_from=dt.date(2025, 1, 1))
        first.refresh_from_db()
        assert (first.valid_to, second.valid_to) == (dt.date(2024, 12, 31), None)
        assert register.authorities_of(places.division(places.CITY)) == [second, first]

    def test_a_gap_stays_a_gap(self, province_officer):
        first = self.put(province_officer)
        end_authority(authority=first, on=dt.date(2024, 6, 30), basis="示例", by=province_officer.actor)
        self.put(province_officer, valid_from=dt.date(2025, 1, 1))
        first.refresh_from_db()
        assert first.valid_to == dt.date(2024, 6, 30)

    def test_two_departments_side_by_side(self, province_officer):
        civil = self.put(province_officer)
        work = self.put(
            province_officer,
            department=Department.SW_DEPARTMENT,
            name="沈阳市委社会工作部",
            valid_from=dt.date(2024, 6, 1),
        )
        civil.refresh_from_db()
        assert (civil.valid_to, work.valid_to) == (None, None)
        found = [
            register.authority_over("210102001001", on=on, department=which)
            for on, which in (
                (DAY, ""),
                (dt.date(2024, 7, 1), ""),
                (dt.date(2024, 7, 1), "CIVIL_AFFAIRS"),
                (dt.date(2023, 1, 1), ""),
            )
        ]
        assert found == [civil, work, civil, None]

    def test_the_nearest_is_in_charge(self, province_officer):
        self.put(province_officer)
        near = set_authority(
            division=places.division(places.COUNTY),
            department="CIVIL_AFFAIRS",
            name="和平区民政局",
            valid_from=DAY,
            basis="示例",
            by=province_officer.actor,
        )
        assert register.authority_over("210102001001", on=DAY) == near
        assert register.authority_over("210103001001", on=DAY).name == "沈阳市民政局"

    def test_refuses(self, province_officer, city_officer):
        first = self.put(province_officer)
        with pytest.raises(RuleBroken, match="要晚于这一天"):
            self.put(province_officer)
        with pytest.raises(RuleBroken, match="请填写机关名称和依据"):
            self.put(province_officer, name="")
        with pytest.raises(RuleBroken, match="请填写机关名称和依据"):
            self.put(province_officer, basis="")
        with pytest.raises(RuleBroken, match="权限"):
            self.put(city_officer)
        for asked, sentence in (
            ({"on": dt.date(2023, 1, 1), "basis": "x"}, "不能早于"),
            ({"on": DAY, "basis": " "}, "请填写依据"),
        ):
            with pytest.raises(RuleBroken, match=sentence):
                end_authority(authority=first, by=province_officer.actor, **asked)
        end_authority(authority=first, on=DAY, basis="示例", by=province_officer.actor)
        with pytest.raises(RuleBroken, match="已于 2024-03-01 结束"):
            end_authority(authority=first, on=DAY, basis="示例", by=province_officer.actor)
        assert Authority.objects.count() == 1


class TestParameters:
    KEY = "acceptance.pass_mark"

    def put(self, by, code=places.PROVINCE, **changes):
        asked = {"key": self.KEY, "value": 75, "valid_from": DAY, "basis": "示例文件", **changes}
        return set_parameter(area=places.division(code), by=by.actor, **asked)

    def test_does(self, province_officer):
        row = self.put(province_officer)
        assert (row.area_code, row.value, row.set_by.label) == ("", 75, "李处长")
        day_before = DAY - dt.timedelta(days=1)
        found = [value_of(self.KEY, on=on, division_code="210102001001") for on in (day_before, DAY)]
        assert found == [80, 75]
        event = Event.objects.get(name=DivisionEvent.PARAMETER_SET)
        assert event.details == {"key": self.KEY, "value": 75, "valid_from": "2024-03-01", "basis": "示例文件"}

    def test_the_nearer_area_wins(self, province_officer, city_officer):
        self.put(province_officer)
        self.put(city_officer, places.CITY, value=85)
        found = [value_of(self.KEY, on=DAY, division_code=code) for code in ("210102001001", "210202001001")]
        assert found == [85, 75]

    def test_the_former_ends_the_day_before(self, province_officer):
        first = self.put(province_officer)
        self.put(province_officer, value=70, valid_from=dt.date(2025, 1, 1))
        self.put(province_officer, places.CITY, value=60, valid_from=dt.date(2024, 1, 1))
        first.refresh_from_db()
        assert first.valid_to == dt.date(2024, 12, 31)
        Parameter.objects.filter(valid_to=None, area_code="").update(valid_to=dt.date(2025, 5, 1))
        self.put(province_officer, value=65, valid_from=dt.date(2026, 1, 1))
        assert sorted(Parameter.objects.values_list("area_code", "value")) == [
            ("", 65),
            ("", 70),
            ("", 75),
            ("2101", 60),
        ]

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"key": "no.such"}, "没有这个参数。"),
            ({"code": "210102001000"}, "参数只能按省、市、县（市、区）设定。"),
            ({"value": "高"}, "应为整数。"),
            ({"basis": " "}, "请写明依据，如文件名称和文号。"),
        ],
    )
    def test_refuses(self, province_officer, changes, sentence):
        with pytest.raises(RuleBroken) as refusal:
            self.put(province_officer, **changes)
        assert refusal.value.reasons == (sentence,)

    def test_a_neighbours_area(self, city_officer):
        with pytest.raises(RuleBroken, match="您不能设定 大连市 的参数。"):
            self.put(city_officer, places.NEIGHBOUR_CITY)
        with pytest.raises(RuleBroken, match="您不能设定 辽宁省 的参数。"):
            self.put(city_officer)

    def test_not_twice_from_one_day(self, province_officer):
        self.put(province_officer)
        with pytest.raises(RuleBroken, match="要晚于这一天"):
            self.put(province_officer, value=70)

    def test_who_sees_what(self, province_officer, city_officer, neighbour_city):
        self.put(province_officer)
        self.put(city_officer, places.CITY, value=85)
        self.put(city_officer, places.COUNTY, value=90)
        seen = {
            person.user.display_name: [(row.value, place) for row, place in history(self.KEY, person.actor)]
            for person in (province_officer, city_officer, neighbour_city)
        }
        assert {name: sorted(rows) for name, rows in seen.items()} == {
            "李处长": [(75, "全省"), (85, "沈阳市"), (90, "和平区")],
            "刘市": [(75, "全省"), (85, "沈阳市"), (90, "和平区")],
            "周市": [(75, "全省")],
        }
        values = {}
        for person in (province_officer, city_officer, neighbour_city):
            found = {one.declared.key: one for one in settings_of(person.actor, on=DAY)}
            assert set(found) == set(KNOWN)
            values[person.user.display_name] = (found[self.KEY].value, found[self.KEY].own)
        assert values == {"李处长": (75, 3), "刘市": (85, 2), "周市": (75, 0)}

    def test_before_the_day_the_default_holds(self, province_officer):
        self.put(province_officer)
        found = {one.declared.key: one for one in settings_of(province_officer.actor, on=DAY - dt.timedelta(days=1))}
        assert (found[self.KEY].value, found[self.KEY].row) == (80, None)

    def test_a_job_sees_everything(self, province_officer):
        self.put(province_officer)
        assert len(history(self.KEY, Actor.system("测试"))) == 1

    def test_areas_to_choose_from(self, city_officer, province_officer):
        codes = list(settable_areas(city_officer.actor).values_list("code", flat=True))
        below = Division.objects.filter(code__startswith="2101", level__in=["CITY", "COUNTY"]).order_by("code")
        assert codes == list(below.values_list("code", flat=True))
        assert settable_areas(province_officer.actor).first().code == places.PROVINCE
