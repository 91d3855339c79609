"""Pages of rates and allowance lists: what they show, who may go on, and the neighbour's row that is not there."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from liangzhan.access.actor import Actor
from liangzhan.audit.models import Event
from liangzhan.staff.models import AllowanceHold, AllowanceLine, AllowanceList, AllowanceRate
from liangzhan.staff.panels.talent import allowance_lists, appraisals
from liangzhan.staff.queries.allowance_page import rates_known_to
from liangzhan.staff.rules.allowance import month_before
from liangzhan.toolkit.panels import Todo
from liangzhan.toolkit.periods import today
from tests.factories import divisions as places
from tests.factories.staff import make_certificate, make_colleague, make_registration, make_worker
from tests.factories.stations import make_photo
from tests.factories.talent import make_appraisal, make_card, make_line, make_list, make_rate

MONTH = month_before(today())


def at(name, row=None):
    return reverse(f"staff:{name}", args=[row.pk] if row is not None else [])


def text(response):
    return response.content.decode()


def post(client, address, given=None, **more):
    """A deed may take more queries than a page."""
    with client.allow(70):
        return client.post(address, given or {}, **more)


@pytest.fixture
def rate(db):
    return make_rate(basis="沈示发〔2026〕1号", conditions="当年考核合格")


@pytest.fixture
def certified(station):
    worker = make_worker("王持证", station=station)
    make_registration(make_certificate(worker))
    return worker


@pytest.fixture
def held(station, certified, rate):
    found = make_list(station, MONTH)
    make_line(found, certified, rate=rate)
    make_line(
        found,
        make_worker("赵无证", station=station),
        0,
        level="",
        reasons=["没有职业水平证书。"],
        mend="取得证书后登记。",
    )
    return found


def move_to(row, state, **fields):
    AllowanceList.objects.filter(pk=row.pk).update(state=state, **fields)


class TestLists:
    def test_numbers_and_sum(self, station_head, held, neighbour_station):
        make_list(neighbour_station, MONTH)
        page = text(station_head.client.get(at("allowance-list")))
        assert "200 元" in page
        assert held.station.name in page
        assert neighbour_station.name not in page

    def test_city_and_province_read_sums_only(self, city_officer, province_officer, county_officer, held, station):
        """What one person gets is for those who draft, review and approve (PIPL §6)."""
        for officer in (city_officer, province_officer):
            page = text(officer.client.get(at("allowance-list")))
            assert held.station.name in page and "&lt;5" in page and "200 元" not in page
            for name in ("allowance-page", "allowance-paper"):
                assert officer.client.get(at(name, held)).status_code == 404
            exported = load_workbook(io.BytesIO(officer.client.get(at("allowance-export")).content))
            assert "王持证" not in str([[cell.value for cell in row] for row in exported.active.iter_rows()])
        assert "王持证" in text(county_officer.client.get(at("allowance-page", held)))
        for number in range(4):
            make_line(held, make_worker(f"同事{number}", station=station), rate=held.lines.first().rate)
        assert "1,000 元" in text(city_officer.client.get(at("allowance-list")))

    def test_rates_for_a_deed_of_the_platform_itself(self, rate):
        assert list(rates_known_to(Actor.system("检查").scope)) == [rate]

    def test_filters(self, station_head, held):
        assert MONTH in text(station_head.client.get(at("allowance-list") + f"?month={MONTH}&state=DRAFT"))
        assert "没有符合条件的名单" in text(station_head.client.get(at("allowance-list") + "?state=PAID"))
        assert station_head.client.get(at("allowance-list") + "?month=十月").status_code == 200

    def test_nothing_yet(self, station_head):
        assert "还没有职业津贴名单" in text(station_head.client.get(at("allowance-list")))

    @pytest.mark.parametrize("count", [1, 3])
    def test_queries(self, county_officer, station, count):
        for number in range(count):
            make_line(make_list(station, f"2025-0{number + 1}"), make_worker("某某"))
        county_officer.client.get(at("allowance-list"))
        assert county_officer.client.queries == 9

    def test_forbidden(self, social_worker, committee_member):
        assert social_worker.client.get(at("allowance-list")).status_code == 403
        assert committee_member.client.get(at("allowance-list")).status_code == 403

    def test_export_is_recorded(self, station_head, held):
        found = station_head.client.get(at("allowance-export") + f"?month={MONTH}")
        assert found["Content-Type"].startswith("application/vnd.openxmlformats")
        assert Event.objects.get(name="allowance.exported").details["rows"] == 2

    def test_year(self, station_head, held):
        assert "还没有职业津贴名单" in text(station_head.client.get(at("allowance-year") + "?year=2021"))
        move_to(held, "APPROVED")
        page = text(station_head.client.get(at("allowance-year") + f"?year={MONTH[:4]}"))
        assert "200 元" in page
        assert station_head.client.get(at("allowance-year") + "?year=9").status_code == 200


class TestPage:
    def test_reasons_of_both(self, station_head, held):
        page = text(station_head.client.get(at("allowance-page", held)))
        for words in (
            "王持证",
            "赵无证",
            "没有职业水平证书。",
            "取得证书后登记。",
            "其他条件：当年考核合格",
            "提交街道",
        ):
            assert words in page

    @pytest.mark.parametrize("name", ["allowance-page", "allowance-paper", "adjust-allowance"])
    def test_the_neighbour(self, neighbour_head, held, name):
        assert neighbour_head.client.get(at(name, held)).status_code == 404

    def test_next_county(self, neighbour_county, held):
        assert neighbour_county.client.get(at("allowance-page", held)).status_code == 404

    @pytest.mark.parametrize("count", [1, 3])
    def test_queries(self, station_head, station, count):
        row = make_list(station, MONTH)
        for _ in range(count):
            make_line(row, make_worker("某某"))
        station_head.client.get(at("allowance-page", row))
        assert station_head.client.queries == 11

    def test_paper(self, station_head, held):
        assert station_head.client.get(at("allowance-paper", held)).content.startswith(b"%PDF")

    def test_returned_with_its_reason(self, station_head, held):
        move_to(held, "RETURNED", returned_reason="请核对登记")
        assert "已退回：请核对登记" in text(station_head.client.get(at("allowance-page", held)))


class TestWay:
    def test_all_of_it_by_hand(self, station_head, street_officer, county_officer, certified, rate):
        page = text(station_head.client.get(at("draft-allowance")))
        assert MONTH in page
        made = post(
            station_head.client, at("draft-allowance"), {"station": certified.posts.get().station_id, "month": MONTH}
        )
        row = AllowanceList.objects.get()
        assert made["Location"] == at("allowance-page", row)
        post(station_head.client, at("refresh-allowance", row))
        post(station_head.client, at("submit-allowance", row))
        assert "审核通过" in text(street_officer.client.get(at("allowance-page", row)))
        post(street_officer.client, at("review-allowance", row))
        confirm = text(county_officer.client.get(at("approve-allowance") + f"?pk={row.pk}"))
        assert "1 份名单" in confirm
        assert "200 元" in confirm
        post(county_officer.client, at("approve-allowance") + f"?pk={row.pk}")
        assert AllowanceList.objects.get().state == "APPROVED"
        wrong = post(county_officer.client, at("pay-allowance") + f"?pk={row.pk}", {"on": "2019-01-01"})
        assert (wrong.status_code, "不能早于所属月份" in text(wrong)) == (422, True)
        post(county_officer.client, at("pay-allowance") + f"?pk={row.pk}", {"on": today().isoformat()})
        assert AllowanceList.objects.get().paid_on == today()
        assert "发放日期" in text(station_head.client.get(at("allowance-page", row)))

    def test_a_refusal_is_said(self, station_head, held):
        found = post(station_head.client, at("submit-allowance", held), follow=True)
        assert "请先点“重新核对”" in text(found)

    def test_returned(self, street_officer, county_officer, held):
        move_to(held, "SUBMITTED")
        assert street_officer.client.get(at("return-allowance", held)).status_code == 200
        post(street_officer.client, at("return-allowance", held), {"reason": "请核对"})
        assert AllowanceList.objects.get().state == "RETURNED"
        move_to(held, "REVIEWED")
        post(county_officer.client, at("return-allowance-by-county", held), {"reason": "标准有变"})
        assert AllowanceList.objects.get().returned_reason == "标准有变"

    def test_the_county_chooses_only_what_waits_in_its_area(self, county_officer, neighbour_county, held):
        assert county_officer.client.get(at("approve-allowance") + f"?pk={held.pk}").status_code == 404
        move_to(held, "REVIEWED")
        assert neighbour_county.client.get(at("approve-allowance") + f"?pk={held.pk}").status_code == 404
        assert county_officer.client.get(at("approve-allowance") + "?pk=x").status_code == 404
        assert county_officer.client.get(at("approve-allowance") + f"?pk={held.pk}").status_code == 200

    @pytest.mark.parametrize("name", ["submit-allowance", "refresh-allowance", "review-allowance"])
    def test_deeds_of_others(self, neighbour_head, county_officer, social_worker, held, name):
        expected = 403 if name == "review-allowance" else 404
        assert post(neighbour_head.client, at(name, held)).status_code == expected
        assert post(county_officer.client, at(name, held)).status_code == 403
        assert post(social_worker.client, at(name, held)).status_code == 403

    def test_bulk(self, county_officer, held, neighbour_station):
        other = make_list(neighbour_station, MONTH, "REVIEWED")
        move_to(held, "REVIEWED")
        address = at("approve-allowance") + f"?pk={held.pk}&pk={other.pk}"
        assert "2 份名单" in text(county_officer.client.get(address))
        post(county_officer.client, address)
        assert set(AllowanceList.objects.order_by("id").values_list("state", flat=True)) == {"APPROVED"}


class TestAdjustment:
    def test_added_and_removed(self, station_head, neighbour_head, held, certified):
        make_line(make_list(held.station, "2024-01", "PAID"), certified, 20000)
        given = {"worker": certified.pk, "for_month": "2024-01", "yuan": "-50.5", "reason": "多发"}
        assert "补发写正数" in text(station_head.client.get(at("adjust-allowance", held)))
        post(station_head.client, at("adjust-allowance", held), given)
        line = AllowanceLine.objects.get(kind="ADJUSTMENT")
        assert line.fen == -5050
        page = text(station_head.client.get(at("allowance-page", held)))
        assert "扣回" in page
        assert "-50.50 元" in page
        again = post(station_head.client, at("adjust-allowance", held), given)
        assert (again.status_code, "多发" in text(again)) == (422, True)
        assert post(neighbour_head.client, at("remove-adjustment", line)).status_code == 404
        post(station_head.client, at("remove-adjustment", line))
        assert not AllowanceLine.objects.filter(kind="ADJUSTMENT").exists()


class TestHolds:
    def test_street_stops_and_county_goes_on(self, street_officer, county_officer, station_head, held, certified):
        given = {"worker": certified.pk, "starts_on": "2026-01-01", "reason": "停职检查"}
        assert station_head.client.get(at("set-hold", held)).status_code == 403
        assert street_officer.client.get(at("set-hold", held)).status_code == 200
        post(street_officer.client, at("set-hold", held), given)
        hold = AllowanceHold.objects.get()
        assert "停职检查" in text(station_head.client.get(at("allowance-page", held)))
        assert at("end-hold-by-county", hold) in text(county_officer.client.get(at("allowance-page", held)))
        assert county_officer.client.get(at("end-hold-by-county", hold)).status_code == 200
        post(county_officer.client, at("end-hold-by-county", hold), {"on": "2026-02-01"})
        assert AllowanceHold.objects.get().ends_on == dt.date(2026, 2, 1)

    def test_next_county(self, neighbour_county, held):
        assert neighbour_county.client.get(at("set-hold-by-county", held)).status_code == 404


class TestRates:
    def good(self, **changes):
        given = {
            "area": places.CITY, "level": "ASW", "monthly_yuan": "200.50", "valid_from": "2026-01-01",
            "basis": "示例〔2026〕1号",
        }  # fmt: skip
        return {**given, **changes}

    def test_list_reaches_up_but_not_sideways(self, station_head, neighbour_city, rate):
        make_rate(places.NEIGHBOUR_CITY, basis="大连示例")
        page = text(station_head.client.get(at("rate-list")))
        assert "沈示发〔2026〕1号" in page
        assert "大连示例" not in page
        assert "大连示例" in text(neighbour_city.client.get(at("rate-list")))

    def test_registered_in_fen(self, city_officer):
        assert "没有规定金额" in text(city_officer.client.get(at("add-rate")))
        post(city_officer.client, at("add-rate"), self.good(basis_file=make_photo()))
        assert AllowanceRate.objects.get().monthly_fen == 20050

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"monthly_yuan": "0"}, "金额要大于 0。"),
            ({"monthly_yuan": "1.005"}, "小数"),
            ({"area": "999999999999"}, "没有这个地区"),
            ({"valid_from": "二月"}, "请按 2020-10-31"),
            ({"area": places.NEIGHBOUR_CITY}, "只能登记本地区的标准。"),
        ],
    )
    def test_mistakes_lose_nothing(self, city_officer, changes, problem):
        found = post(city_officer.client, at("add-rate"), self.good(**changes))
        assert found.status_code == 422
        assert problem in text(found)
        assert "示例〔2026〕1号" in text(found)

    def test_ended(self, city_officer, neighbour_city, county_officer, rate):
        assert neighbour_city.client.get(at("end-rate", rate)).status_code == 404
        assert county_officer.client.get(at("end-rate", rate)).status_code == 404
        assert city_officer.client.get(at("end-rate", rate)).status_code == 200
        post(city_officer.client, at("end-rate", rate), {"on": "2026-06-30"})
        assert AllowanceRate.objects.get().valid_to == dt.date(2026, 6, 30)

    def test_file_of_ones_own_area_or_above(self, station_head, city_officer, neighbour_city, rate):
        assert station_head.client.get(at("rate-file", rate)).status_code == 404  # none kept
        post(city_officer.client, at("add-rate"), self.good(level="SW", basis_file=make_photo()))
        filed = AllowanceRate.objects.get(level="SW")
        assert neighbour_city.client.get(at("rate-file", filed)).status_code == 404
        assert station_head.client.get(at("rate-file", filed))["Content-Type"] == "image/jpeg"


class TestDesk:
    def test_lists(self, station_head, street_officer, county_officer, neighbour_county, held):
        def todo(person):
            return [(one.verb, one.count) for one in allowance_lists(person.actor, today())]

        assert todo(station_head) == [("核对并提交", 1)]
        assert todo(street_officer) == []
        move_to(held, "SUBMITTED")
        assert (todo(station_head), todo(street_officer), todo(county_officer)) == ([], [("审核", 1)], [])
        move_to(held, "REVIEWED")
        assert (todo(street_officer), todo(county_officer), todo(neighbour_county)) == ([], [("核准", 1)], [])
        move_to(held, "RETURNED")
        assert todo(station_head) == [("修改退回的", 1)]

    def test_appraisals(self, station, committee_member, street_officer, neighbour_head, county_officer):
        head, worker = make_colleague("张站长", station, "STATION_HEAD")
        colleague, other = make_colleague("陈社工", station)
        year = make_appraisal(station, 2025)
        make_card(year, worker, "REVIEW", above="HEAD")
        mine = make_card(year, other, "SELF")

        def todo(person):
            return [one.verb for one in appraisals(person.actor, today())]

        assert appraisals(colleague.actor, today()) == [
            Todo("填写", "2025 年度考核自评", reverse("staff:my-appraisal", args=[mine.pk]))
        ]
        assert (todo(head), todo(committee_member), todo(street_officer)) == ([], ["评议"], ["评议"])
        make_card(make_appraisal(station, 2024), other, "REVIEW")
        assert (todo(head), todo(neighbour_head)) == (["评议"], [])
        make_card(make_appraisal(station, 2023), other, "APPEAL")
        assert todo(county_officer) == ["处理"]
        assert todo(street_officer) == ["评议", "处理"]
