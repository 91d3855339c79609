"""Pages of the register: they show, they refuse, they count their queries."""

import datetime as dt
import io
import json

import pytest
from python_calamine import CalamineWorkbook

from liangzhan.divisions.models import Authority, Division, Succession, ZoneMember
from liangzhan.toolkit.models import Parameter
from tests.factories import divisions as places

DAY = dt.date(2024, 3, 1)


def text_of(response):
    return response.content.decode()


def of(name):
    return f"/divisions/{places.division(name).pk}/"


class TestSearchFragment:
    def ask(self, person, query):
        return person.client.get(f"/divisions/search?{query}", HTTP_HX_REQUEST="true")

    def test_shows_the_path(self, station_head):
        page = text_of(self.ask(station_head, "q=浑河湾&level=STREET"))
        assert page.count("<button") == 1
        assert 'data-code="210102001000" data-name="沈阳市 和平区 浑河湾街道"' in page

    def test_a_community_with_its_whole_path(self, station_head, community):
        page = text_of(self.ask(station_head, f"q={community.code}"))
        assert f"<span>{community.name}</span>" in page
        assert "沈阳市 和平区" in page

    @pytest.mark.parametrize("query", ["q=2101", "q=210102001000", "q=sys&level=NOWHERE"])
    def test_at_most_three_queries_and_twenty_hits(self, station_head, query):
        station_head.client.get("/divisions/search?q=zzzz")
        page = text_of(self.ask(station_head, query))
        assert station_head.client.queries == 5  # session, user, posts; units, names along their paths
        assert 1 <= page.count("<button") <= 20

    def test_says_what_to_try(self, station_head):
        assert "没有找到“查无此地”。可以输入名称、拼音首字母或代码。" in text_of(self.ask(station_head, "q=查无此地"))
        assert text_of(self.ask(station_head, "")).strip() == ""

    def test_signed_in_only(self, visitor):
        response = visitor.get("/divisions/search?q=sys")
        assert (response.status_code, response["Location"][:16]) == (302, "/accounts/login/")


class TestBoundaries:
    def test_counties_with_their_city(self, station_head):
        response = station_head.client.get("/divisions/boundaries.json")
        features = json.loads(response.content)["features"]
        assert len(features) == 100
        assert {f["properties"]["code"][:4] + "00000000" == f["properties"]["city_code"] for f in features} == {True}

    def test_not_sent_twice(self, station_head):
        tag = station_head.client.get("/divisions/boundaries.json")["ETag"]
        again = station_head.client.get("/divisions/boundaries.json", HTTP_IF_NONE_MATCH=tag)
        assert (again.status_code, again.content) == (304, b"")


class TestDivisionPage:
    def test_the_root(self, county_officer):
        page = text_of(county_officer.client.get("/divisions/"))
        assert "<h1>辽宁省</h1>" in page
        assert page.count('data-label="区划代码"') == 14
        assert "登记变更" not in page

    def test_down_to_a_community(self, county_officer, community):
        for code in (places.CITY, places.COUNTY, community.code[:9] + "000", community.code):
            response = county_officer.client.get(of(code))
            assert f"<h1>{places.division(code).name}</h1>" in text_of(response)

    def test_rights_follow_the_verb(self, province_officer):
        page = text_of(province_officer.client.get(of(places.COUNTY)))
        assert f'/divisions/successions/record/?old={places.COUNTY}"' in page
        assert f"{of(places.COUNTY)}authority/" in page

    def test_history_and_departments(self, province_officer):
        county, street = places.division(places.COUNTY), places.division("210102001000")
        gone = Division.objects.create(
            code="210190000000", name="旧区", level="COUNTY", parent=county.parent, valid_to=dt.date(2024, 2, 29)
        )
        Succession.objects.create(
            old=gone, new=county, kind="MERGE", on=DAY, basis="示例批复", recorded_by=province_officer.actor
        )
        for name, last in (("旧民政局", dt.date(2023, 1, 1)), ("新民政局", None)):
            Authority.objects.create(
                division=county,
                division_code=county.code,
                department="CIVIL_AFFAIRS",
                name=name,
                valid_from=dt.date(2020, 1, 1),
                valid_to=last,
                basis="示例方案",
            )
        Division.objects.filter(pk=street.pk).update(code="210102401000")
        Division.objects.filter(pk=street.pk).update(managed_by=places.division("210102002000"))
        page = text_of(province_officer.client.get(f"/divisions/{county.pk}/"))
        assert page.index("<b>新民政局</b>") < page.index("旧民政局")
        assert "示例批复" in page
        old = text_of(province_officer.client.get(f"/divisions/{gone.pk}/"))
        assert "这个单位已于 2024年2月29日 停用" in old
        pseudo = text_of(province_officer.client.get(f"/divisions/{street.pk}/"))
        assert "代码 400–599 的单位只为统计而设" in pseudo

    def test_the_tree_of_a_day(self, county_officer):
        Division.objects.filter(code="210102001000").update(valid_to=dt.date(2024, 2, 29))
        pages = [
            text_of(county_officer.client.get(f"{of(places.COUNTY)}?on={day}")) for day in ("2024-02-29", "2024-03-01")
        ]
        assert ["浑河湾街道" in page for page in pages] == [True, False]
        assert "截至 2024年3月1日" in pages[1]
        assert county_officer.client.get(f"{of(places.COUNTY)}?on=昨天").status_code == 200

    def test_unknown(self, county_officer):
        assert county_officer.client.get("/divisions/987654/").status_code == 404

    def test_queries_do_not_grow(self, county_officer):
        county_officer.client.get("/divisions/")
        found = []
        for code in (places.CITY, places.COUNTY):
            county_officer.client.get(of(code))
            found.append(county_officer.client.queries)
        assert found == [11, 11]

    def test_export(self, county_officer):
        response = county_officer.client.get(f"{of(places.COUNTY)}export.xlsx")
        rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
        beneath = Division.objects.filter(code__startswith="210102").count()
        assert rows[1][:3] == ["区划代码", "名称", "级别"]
        assert (rows[2][:4], len(rows)) == (["210102000000", "和平区", "县（市、区）", "沈阳市"], beneath + 2)

    def test_export_of_a_zone(self, province_officer):
        province = places.division(places.PROVINCE)
        zone = Division.objects.create(code="21Z000000001", name="示例区", level="ZONE", parent=province)
        ZoneMember.objects.create(zone=zone, member=places.division("210102001000"))
        response = province_officer.client.get(f"/divisions/{zone.pk}/export.xlsx")
        rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
        assert {row[0][:9] for row in rows[2:]} == {"210102001"}


class TestFindUnits:
    def test_shows(self, county_officer):
        page = text_of(county_officer.client.get("/divisions/find/?q=hpq"))
        assert "沈阳市" in page and "“hpq” · " in page

    def test_of_an_earlier_day(self, county_officer):
        Division.objects.filter(code=places.COUNTY).update(valid_to=dt.date(2024, 2, 29))
        found = [
            'data-label="区划代码">210102000000'
            in text_of(county_officer.client.get(f"/divisions/find/?q=和平区&on={day}"))
            for day in ("2024-02-29", "2024-03-01")
        ]
        assert found == [True, False]

    def test_nothing(self, county_officer):
        assert "没有找到“查无此地”" in text_of(county_officer.client.get("/divisions/find/?q=查无此地"))
        assert "没有找到" not in text_of(county_officer.client.get("/divisions/find/"))
        assert "请按 2020-10-31 这样填写日期" in text_of(county_officer.client.get("/divisions/find/?q=a&on=x"))


class TestRecordSuccession:
    ADDRESS = "/divisions/successions/record/"

    def form(self, **changes):
        return {
            "kind": "RENAME",
            "old": "210102001000",
            "new": "210102001000 甲街道",
            "on": "2024-03-01",
            "basis": "示例",
            **changes,
        }

    def test_does(self, province_officer):
        assert "210102001000" in text_of(province_officer.client.get(f"{self.ADDRESS}?old=210102001000"))
        response = province_officer.client.post(self.ADDRESS, self.form())
        made = Division.objects.get(name="甲街道")
        assert (response.status_code, response["Location"]) == (302, f"/divisions/{made.pk}/")
        page = text_of(province_officer.client.get("/divisions/successions/"))
        assert "甲街道" in page and "更名或换码" in page

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"old": "219999000000"}, "没有找到正在使用的单位：219999000000"),
            ({"new": "甲街道"}, "“甲街道”应写成 12 位代码、空格、名称"),
            ({"new": "210102001000"}, "应写成 12 位代码、空格、名称"),
            ({"on": "三月"}, "请按 2020-10-31 这样填写日期。"),
            ({"kind": "MERGE"}, "合并要有两个以上的原单位和一个新单位。"),
        ],
    )
    def test_bad_input_loses_nothing(self, province_officer, changes, sentence):
        response = province_officer.client.post(self.ADDRESS, self.form(**changes))
        page = text_of(response)
        assert sentence in page
        assert 'value="示例"' in page
        assert Succession.objects.count() == 0

    def test_full_width_is_forgiven(self, province_officer):
        wide = "２１０１０２００１０００　甲街道"
        province_officer.client.post(self.ADDRESS, self.form(new=wide, old="210102001000,"))
        assert Succession.objects.get().new.name == "甲街道"

    def test_forbidden(self, city_officer):
        assert city_officer.client.get(self.ADDRESS).status_code == 403

    def test_empty_and_stranded(self, province_officer):
        assert "还没有登记过区划变更" in text_of(province_officer.client.get("/divisions/successions/"))
        Division.objects.filter(code="210102001000").update(valid_to=dt.date(2024, 2, 29))
        assert "单位的上级已停用" in text_of(province_officer.client.get("/divisions/successions/"))


class TestZones:
    def test_walk(self, province_officer, county_officer):
        client = province_officer.client
        assert "还没有功能区" in text_of(client.get("/divisions/zones/"))
        form = {"code": "21Z000000001", "name": "示例区", "members": f"{places.COUNTY}\n{places.NEIGHBOUR_COUNTY}"}
        assert client.post("/divisions/zones/set/", form)["Location"] == "/divisions/zones/"
        page = text_of(client.get("/divisions/zones/"))
        assert "和平区、沈河区" in page
        again = text_of(client.get("/divisions/zones/set/?code=21Z000000001"))
        assert "示例区" in again and places.COUNTY in again
        assert client.get("/divisions/zones/set/?code=210199000000").status_code == 200
        seen = text_of(county_officer.client.get("/divisions/zones/"))
        assert "示例区" in seen and "新设功能区" not in seen
        assert county_officer.client.get("/divisions/zones/set/").status_code == 403

    def test_refuses(self, province_officer):
        form = {"code": "210000000001", "name": "示例区", "members": places.COUNTY}
        response = province_officer.client.post("/divisions/zones/set/", form)
        assert (response.status_code, "功能区代码由 21Z 加 9 位数字组成。" in text_of(response)) == (422, True)


class TestAuthorities:
    def test_walk(self, province_officer, city_officer):
        client, address = province_officer.client, of(places.CITY)
        form = {"department": "CIVIL_AFFAIRS", "name": "沈阳市民政局", "valid_from": "2024-03-01", "basis": "示例方案"}
        assert "设定沈阳市的主管部门" in text_of(client.get(f"{address}authority/"))
        assert client.post(f"{address}authority/", form)["Location"] == address
        row = Authority.objects.get()
        assert f"/divisions/authorities/{row.pk}/end/" in text_of(client.get(address))
        assert "沈阳市民政局不再主管沈阳市" in text_of(client.get(f"/divisions/authorities/{row.pk}/end/"))
        client.post(f"/divisions/authorities/{row.pk}/end/", {"on": "2024-12-31", "basis": "示例"})
        row.refresh_from_db()
        assert row.valid_to == dt.date(2024, 12, 31)
        assert city_officer.client.get(f"{address}authority/").status_code == 403

    def test_refuses(self, province_officer):
        address = of(places.CITY)
        form = {"department": "CIVIL_AFFAIRS", "name": "甲局", "valid_from": "2024-03-01", "basis": "示例方案"}
        province_officer.client.post(f"{address}authority/", form)
        response = province_officer.client.post(f"{address}authority/", form)
        assert (response.status_code, "新设定要晚于这一天" in text_of(response)) == (422, True)
        Division.objects.filter(code=places.CITY).update(valid_to=DAY)
        assert province_officer.client.get(f"{address}authority/").status_code == 404


class TestParameters:
    KEY = "acceptance.pass_mark"

    def test_list(self, city_officer):
        page = text_of(city_officer.client.get("/divisions/parameters/"))
        assert "验收合格分" in page and "80 分" in page and "平台建议" in page

    def test_set(self, city_officer, neighbour_city):
        address = f"/divisions/parameters/{self.KEY}/"
        assert "还没有人设定过这个参数" in text_of(city_officer.client.get(address))
        assert "验收合格分" in text_of(city_officer.client.get(f"{address}set/"))
        form = {"value": "85", "area": places.division(places.CITY).pk, "valid_from": "2024-03-01", "basis": "示例文件"}
        assert city_officer.client.post(f"{address}set/", form)["Location"] == address
        page = text_of(city_officer.client.get(address))
        assert "85 分" in page and "生效中" in page and "沈阳市" in page
        assert "85 分" not in text_of(neighbour_city.client.get(address))

    def test_a_neighbours_area_is_no_choice(self, city_officer):
        area = places.division(places.NEIGHBOUR_CITY).pk
        form = {"value": "85", "area": area, "valid_from": "2024-03-01", "basis": "示例文件"}
        response = city_officer.client.post(f"/divisions/parameters/{self.KEY}/set/", form)
        assert (response.status_code, Parameter.objects.count()) == (422, 0)

    def test_words_shares_and_several_numbers(self, province_officer):
        area = places.division(places.PROVINCE).pk
        rest = {"area": area, "valid_from": "2024-03-01", "basis": "示例文件"}
        client = province_officer.client
        client.post("/divisions/parameters/acceptance.way/set/", {"value": "PAPERS", **rest})
        client.post("/divisions/parameters/acceptance.sample_share/set/", {"value": "0.5", **rest})
        page = text_of(client.get("/divisions/parameters/acceptance.weights/set/"))
        assert "否决项合计" in page
        marks = {"veto": 50, "A07": 25, "A08": 5, "A09": 5, "A10": 5, "A11": 5, "A12": 5}
        client.post(
            "/divisions/parameters/acceptance.weights/set/", {**{f"value_{k}": v for k, v in marks.items()}, **rest}
        )
        stored = dict(Parameter.objects.values_list("key", "value"))
        assert stored == {"acceptance.way": "PAPERS", "acceptance.sample_share": 0.5, "acceptance.weights": marks}

    def test_states_of_a_row(self, province_officer):
        for first, last in (("2020-01-01", "2020-12-31"), ("2021-01-01", None), ("2999-01-01", None)):
            Parameter.objects.create(
                key=self.KEY, value=70, valid_from=first, valid_to=last, basis="示例", set_by=province_officer.actor
            )
        page = text_of(province_officer.client.get(f"/divisions/parameters/{self.KEY}/"))
        assert [word in page for word in ("将生效", "已过期", "生效中")] == [True, True, True]

    def test_unknown_and_forbidden(self, county_officer, street_officer):
        client = county_officer.client
        assert client.get("/divisions/parameters/no.such/").status_code == 404
        assert client.get(f"/divisions/parameters/{self.KEY}/set/").status_code == 403
        assert street_officer.client.get("/divisions/parameters/").status_code == 403

    def test_queries_do_not_grow(self, city_officer):
        city_officer.client.get("/divisions/parameters/")
        found = []
        for count in (1, 2):
            for number in range(count):
                Parameter.objects.create(
                    key=self.KEY,
                    value=70,
                    valid_from=f"20{count}{number}-01-01",
                    basis="示例",
                    set_by=city_officer.actor,
                )
            city_officer.client.get("/divisions/parameters/")
            found.append(city_officer.client.queries)
        assert found[0] == found[1]
