"""Rename, recode, merge, split: dated, with a basis, and the old tree stays as it was."""

import datetime as dt

import pytest

from liangzhan.audit.models import Event
from liangzhan.divisions.choices import DivisionEvent, SuccessionKind
from liangzhan.divisions.models import Division, Succession, ZoneMember
from liangzhan.divisions.queries import children, register
from liangzhan.divisions.services import NewUnit, record_succession, set_zone
from liangzhan.toolkit.errors import RuleBroken
from tests.factories import divisions as places

DAY = dt.date(2024, 3, 1)
BEFORE = dt.date(2024, 2, 29)
BASIS = "示例批复〔2024〕1号"


@pytest.fixture
def units(db):
    """Three communities of one street."""
    return places.communities(places.COUNTY[:6])[:3]


def record(by, **changes):
    return record_succession(**{"on": DAY, "basis": BASIS, "by": by.actor, **changes})


class TestRename:
    def test_does(self, province_officer, units):
        old = units[0]
        row = record(province_officer, old=[old], new=[NewUnit(old.code, "朝霞社区")], kind="RENAME")[0]
        old.refresh_from_db()
        new = row.new
        assert (old.valid_to, new.valid_from, new.valid_to) == (BEFORE, DAY, None)
        assert (new.code, new.initials, new.parent, new.level) == (old.code, "zxsq", old.parent, "COMMUNITY")
        assert (row.kind, row.on, row.basis, row.recorded_by.label) == ("RENAME", DAY, BASIS, "李处长")

    def test_records(self, province_officer, units):
        record(province_officer, old=units[:1], new=[NewUnit(units[0].code, "甲社区")], kind=SuccessionKind.RENAME)
        event = Event.objects.get(name=DivisionEvent.SUCCEEDED)
        assert event.details == {"kind": "RENAME", "on": "2024-03-01", "basis": BASIS}
        assert event.object_label == "divisions.succession"

    def test_what_hung_on_it_goes_along(self, province_officer, db):
        county = places.division(places.COUNTY)
        street = children(county, on=DAY).first()
        zone = set_zone(name="示例区", code="21Z000000001", members=[county], by=province_officer.actor)
        Division.objects.filter(pk=street.pk).update(managed_by=None)
        row = record(province_officer, old=[county], new=[NewUnit(county.code, "新和平区")], kind="RENAME")[0]
        street.refresh_from_db()
        assert (street.parent, ZoneMember.objects.get(zone=zone).member) == (row.new, row.new)

    def test_management_goes_along(self, province_officer, units):
        street, other = places.division(units[0].code[:9] + "000"), children(places.division(places.COUNTY), on=DAY)[1]
        Division.objects.filter(pk=other.pk).update(managed_by=street)
        first = record(province_officer, old=[street], new=[NewUnit(street.code, "甲街道")], kind="RENAME")[0].new
        other.refresh_from_db()
        assert other.managed_by == first
        second = record(province_officer, old=[other], new=[NewUnit(other.code, "乙街道")], kind="RENAME")[0].new
        assert Division.objects.get(pk=second.pk).managed_by == first

    def test_a_new_code_under_another_street(self, province_officer, units):
        street = next(one for one in children(places.division(places.COUNTY), on=DAY) if one != units[0].parent)
        code = f"{street.code[:9]}990"
        row = record(province_officer, old=units[:1], new=[NewUnit(code, units[0].name)], kind="RENAME")[0]
        assert (row.new.parent, row.new.name) == (street, units[0].name)


class TestMerge:
    def test_into_a_new_unit(self, province_officer, units):
        code = f"{units[0].code[:9]}990"
        rows = record(province_officer, old=units[:2], new=[NewUnit(code, "甲乙社区")], kind="MERGE")
        assert [(one.old, one.new.code) for one in rows] == [(units[0], code), (units[1], code)]
        assert Division.objects.filter(pk__in=[units[0].pk, units[1].pk], valid_to=BEFORE).count() == 2

    def test_into_one_that_lives_on(self, province_officer, units):
        kept = NewUnit(units[1].code, units[1].name)
        rows = record(province_officer, old=units[:2], new=[kept], kind="MERGE")
        assert [(one.old, one.new) for one in rows] == [(units[0], units[1])]
        units[1].refresh_from_db()
        assert units[1].valid_to is None


class TestSplit:
    def test_the_old_one_lives_on(self, province_officer, units):
        code = f"{units[0].code[:9]}990"
        new = [NewUnit(units[0].code, units[0].name), NewUnit(code, "析出社区")]
        rows = record(province_officer, old=units[:1], new=new, kind="SPLIT")
        assert [(one.old, one.new.code) for one in rows] == [(units[0], code)]
        units[0].refresh_from_db()
        assert units[0].valid_to is None

    def test_successors_step_by_step(self, province_officer, units):
        codes = [f"{units[0].code[:9]}99{digit}" for digit in range(3)]
        new = [NewUnit(codes[0], "甲"), NewUnit(codes[1], "乙")]
        record(province_officer, old=units[:1], new=new, kind="SPLIT")
        half = Division.objects.get(code=codes[0])
        later = dt.date(2025, 1, 1)
        record(province_officer, old=[half], new=[NewUnit(codes[2], "丙")], kind="RENAME", on=later)
        assert [one.code for one in register.successors_of(units[0], on=BEFORE)] == [units[0].code]
        assert [one.code for one in register.successors_of(Division.objects.get(pk=units[0].pk), on=DAY)] == codes[:2]
        assert [one.code for one in register.successors_of(Division.objects.get(pk=units[0].pk), on=later)] == codes[1:]


class TestRefuses:
    @pytest.mark.parametrize(
        ("changes", "sentences"),
        [
            ({"old": []}, ("请选择原单位。",)),
            ({"basis": " "}, ("请写明依据，如批复文号。",)),
            ({"kind": "MERGE"}, ("合并要有两个以上的原单位和一个新单位。",)),
            ({"new": [NewUnit("21010200100", "甲")]}, ("区划代码“21010200100”应为 12 位数字。",)),
        ],
    )
    def test_what_does_not_fit(self, province_officer, units, changes, sentences):
        asked = {"old": units[:1], "new": [NewUnit(units[0].code, "甲")], "kind": "RENAME", **changes}
        with pytest.raises(RuleBroken) as refusal:
            record(province_officer, **asked)
        assert refusal.value.reasons == sentences
        assert Succession.objects.count() == 0

    def test_no_change(self, province_officer, units):
        with pytest.raises(RuleBroken, match="没有变更"):
            record(province_officer, old=units[:1], new=[NewUnit(units[0].code, units[0].name)], kind="RENAME")

    def test_a_code_in_use(self, province_officer, units):
        with pytest.raises(RuleBroken, match=f"{units[1].code} 正由 {units[1]} 使用。"):
            record(province_officer, old=units[:1], new=[NewUnit(units[1].code, "甲")], kind="RENAME")

    def test_a_parent_that_is_not_there(self, province_officer, units):
        with pytest.raises(RuleBroken, match="上级 210102999000 不存在或已停用，请先登记上级。"):
            record(province_officer, old=units[:1], new=[NewUnit("210102999001", "甲")], kind="RENAME")

    def test_an_ended_unit_and_one_too_young(self, province_officer, units):
        Division.objects.filter(pk=units[0].pk).update(valid_to=BEFORE)
        Division.objects.filter(pk=units[1].pk).update(valid_from=DAY)
        with pytest.raises(RuleBroken) as refusal:
            record(province_officer, old=units[:2], new=[NewUnit(f"{units[0].code[:9]}990", "甲")], kind="MERGE")
        assert refusal.value.reasons == (
            f"{units[0]}（{units[0].code}）已停用，不能再变更。",
            f"{units[1]} 自 2024-03-01 启用，变更要晚于这一天。",
        )

    def test_two_levels(self, province_officer, units):
        with pytest.raises(RuleBroken, match="同一级"):
            record(province_officer, old=[units[0], units[0].parent], new=[NewUnit(units[0].code, "甲")], kind="MERGE")

    def test_the_province_itself(self, province_officer):
        province = places.division(places.PROVINCE)
        with pytest.raises(RuleBroken, match="同一级的市"):
            record(province_officer, old=[province], new=[NewUnit(province.code, "甲省")], kind="RENAME")

    def test_whoever_does_not_manage_the_register(self, city_officer, units):
        with pytest.raises(RuleBroken, match="权限"):
            record(city_officer, old=units[:1], new=[NewUnit(units[0].code, "甲")], kind="RENAME")


def test_units_whose_parent_has_ended(province_officer, units):
    streets = [
        units[0].parent,
        next(one for one in children(places.division(places.COUNTY), on=DAY) if one != units[0].parent),
    ]
    record(province_officer, old=streets, new=[NewUnit("210102090000", "甲街道")], kind="MERGE")
    left = Division.objects.filter(parent__in=streets).order_by("code")
    assert list(register.stranded(on=DAY)) == list(left)
