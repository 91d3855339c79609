"""Searching and reading the tree."""

import datetime as dt

import pytest

from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import children, in_area, path_names, register, search
from liangzhan.divisions.services import set_zone
from tests.factories import divisions as places

DAY = dt.date(2024, 3, 1)


class TestSearch:
    @pytest.mark.parametrize(
        ("text", "level", "first"),
        [
            ("沈阳", "", "沈阳市"),
            ("sys", "", "沈阳市"),
            ("SHQ", "COUNTY", "沈河区"),
            ("210102", "", "和平区"),
            ("和平区", "", "和平区"),
            (" 大连 ", "", "大连市"),
        ],
    )
    def test_by_name_initials_and_code(self, db, text, level, first):
        assert search(text, on=DAY, level=level)[0].name == first

    def test_nothing_asked_nothing_found(self, db):
        assert (search("  ", on=DAY), search("查无此地", on=DAY)) == ([], [])

    def test_limit_and_order(self, db):
        found = search("2101", on=DAY, limit=5)
        assert [one.level for one in found] == ["CITY", "COUNTY", "COUNTY", "COUNTY", "COUNTY"]

    def test_whole_word_first(self, db):
        street = places.division("210102001000")
        for code, name in (("210102001801", "和平区外社区"), ("210102001802", "老和平区")):
            Division.objects.create(code=code, name=name, level="COMMUNITY", parent=street)
        found = search("和平区", on=DAY, level="COMMUNITY")
        assert [one.name for one in found] == ["和平区外社区", "老和平区"]

    def test_under_an_area(self, db):
        assert {one.code[:4] for one in search("区", on=DAY, under="2102", level="COUNTY")} == {"2102"}

    def test_only_what_exists_on_the_day(self, db):
        Division.objects.filter(code=places.COUNTY).update(valid_to=dt.date(2024, 2, 29))
        assert search("和平区", on=DAY, level="COUNTY") == []
        assert [one.code for one in search("和平区", on=dt.date(2024, 2, 29), level="COUNTY")] == [places.COUNTY]


class TestTree:
    def test_children(self, db):
        province, county = places.division(places.PROVINCE), places.division(places.COUNTY)
        assert children(province, on=DAY).count() == 14
        assert {one.parent_id for one in children(county, on=DAY)} == {county.pk}
        assert list(children(places.communities(places.COUNTY[:6])[0], on=DAY)) == []

    def test_zones_hang_on_the_province(self, province_officer):
        county = places.division(places.COUNTY)
        zone = set_zone(name="示例区", code="21Z000000001", members=[county], by=province_officer.actor)
        assert zone in children(places.division(places.PROVINCE), on=DAY)
        assert list(children(zone, on=DAY)) == [county]
        assert register.counts_beneath(zone, on=DAY) == register.counts_beneath(county, on=DAY) | {"COUNTY": 1}
        branch = register.branches(zone, on=DAY)[0]
        assert (branch.unit, branch.communities) == (county, len(places.communities("210102")))
        assert {one.unit.code: one.communities for one in register.branches(places.division(places.PROVINCE), on=DAY)}[
            "21Z000000001"
        ] == 0
        assert [(one.name, [row.member.name for row in one.members.all()]) for one in register.zones()] == [
            ("示例区", ["和平区"])
        ]

    def test_counts(self, db):
        city = places.division(places.CITY)
        expected = {
            level: Division.objects.filter(code__startswith="2101", level=level).count()
            for level in ("COUNTY", "STREET", "COMMUNITY")
        }
        assert register.counts_beneath(city, on=DAY) == expected
        found = {one.unit.code: one.communities for one in register.branches(city, on=DAY)}
        assert found[places.COUNTY] == len(places.communities("210102"))
        assert sum(found.values()) == expected["COMMUNITY"]

    def test_branches_of_a_street_and_of_a_community(self, db):
        street = places.division("210102001000")
        assert [one.unit for one in register.branches(street, on=DAY)] == places.communities("210102001")
        assert register.branches(places.communities("210102001")[0], on=DAY) == []

    def test_path(self, db):
        found = register.path_of(places.communities("210102001")[0], on=DAY)
        assert [one.name for one in found] == ["辽宁省", "沈阳市", "和平区", "浑河湾街道"]

    def test_names_along_a_path(self, db):
        assert path_names(["210102001000", "219999001001"]) == {
            "210102001000": {"PROVINCE": "辽宁省", "CITY": "沈阳市", "COUNTY": "和平区", "STREET": "浑河湾街道"},
            "219999001001": {"PROVINCE": "辽宁省"},
        }

    def test_area_without_its_zone(self, province_officer):
        set_zone(
            name="示例区", code="21Z000000001", members=[places.division(places.COUNTY)], by=province_officer.actor
        )
        found = Division.objects.filter(in_area("code", places.division(places.CITY)), level="COUNTY")
        everything = set(
            Division.objects.filter(code__startswith="2101", level="COUNTY").values_list("code", flat=True)
        )
        assert set(found.values_list("code", flat=True)) == everything - {places.COUNTY}

    def test_before_the_register_is_loaded(self, db):
        Division.objects.update(parent=None)
        Division.objects.all().delete()
        assert (register.province(), register.unit(1)) == (None, None)
