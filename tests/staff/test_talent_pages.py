"""Pages of examinations, pay scale and the statistics of talent."""

import json

import pytest
from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.audit.models import Event
from liangzhan.staff.models import Certificate, ExamEntry, PayScale
from liangzhan.staff.queries.pay_scale import plot_of, scales_in_reach, series_of
from liangzhan.staff.talent_cards import allowance_card, appraisal_card
from liangzhan.toolkit.periods import today
from tests.factories import divisions as places
from tests.factories.staff import make_certificate, make_colleague, make_worker
from tests.factories.talent import make_appraisal, make_card, make_entry, make_line, make_list, make_pay_scale

BOTH = {"ASW_THEORY": "PASSED", "ASW_PRACTICE": "PASSED"}
YEAR = today().year


def at(name, row=None):
    return reverse(f"staff:{name}", args=[row.pk] if row is not None else [])


def text(response):
    return response.content.decode()


def post(client, address, given=None, **more):
    """A deed may take more queries than a page."""
    with client.allow(70):
        return client.post(address, given or {}, **more)


@pytest.fixture
def worker(station):
    return make_worker("王小明", station=station)


class TestExams:
    def good(self, worker, **changes):
        return {"worker": worker.pk, "year": YEAR, "level": "ASW", "signed_on": today().isoformat(), **changes}

    def test_from_sign_up_to_certificate(self, station_head, station, worker):
        assert "中国人事考试网" in text(station_head.client.get(at("sign-up", station)))
        post(station_head.client, at("sign-up", station), self.good(worker))
        entry = ExamEntry.objects.get()
        assert "待成绩" in text(station_head.client.get(at("exam-list")))
        assert "社会工作实务（初级）" in text(station_head.client.get(at("record-results", entry)))
        post(station_head.client, at("record-results", entry), {"known_on": today().isoformat(), **BOTH})
        page = text(station_head.client.get(at("exam-list")))
        assert "已通过" in page
        assert at("certify", entry) in page
        assert station_head.client.get(at("certify", entry)).status_code == 200
        post(station_head.client, at("certify", entry), {"passed_on": today().isoformat(), "number": ""})
        assert Certificate.objects.get().level == "ASW"
        assert "证书已登记" in text(station_head.client.get(at("exam-list")))

    def test_mistakes_lose_nothing(self, station_head, station, worker):
        found = post(station_head.client, at("sign-up", station), self.good(worker, year=2001))
        assert (found.status_code, "2001" in text(found), "考试年度在" in text(found)) == (422, True, True)

    def test_a_worker_of_another_station_is_no_choice(self, station_head, station, neighbour_station):
        other = make_worker("邻站", station=neighbour_station)
        assert post(station_head.client, at("sign-up", station), self.good(other)).status_code == 422
        assert not ExamEntry.objects.exists()

    def test_withdrawn(self, station_head, neighbour_head, worker, station):
        entry = make_entry(worker, station, year=YEAR)
        assert post(neighbour_head.client, at("withdraw-entry", entry)).status_code == 404
        post(station_head.client, at("withdraw-entry", entry))
        assert "还没有考试报名" in text(station_head.client.get(at("exam-list")))

    @pytest.mark.parametrize("name", ["record-results", "certify"])
    def test_the_neighbour(self, neighbour_head, social_worker, worker, station, name):
        entry = make_entry(worker, station, outcomes=BOTH)
        assert neighbour_head.client.get(at(name, entry)).status_code == 404
        assert social_worker.client.get(at(name, entry)).status_code == 403
        assert "王小明" not in text(neighbour_head.client.get(at("exam-list")))

    def test_filter(self, station_head, worker, station):
        make_entry(worker, station, year=2025)
        assert "王小明" in text(station_head.client.get(at("exam-list") + "?year=2025&level=ASW"))
        assert "没有符合条件的报名" in text(station_head.client.get(at("exam-list") + "?level=SW"))

    @pytest.mark.parametrize("count", [1, 3])
    def test_queries(self, station_head, station, count):
        for _ in range(count):
            make_entry(make_worker("某某", station=station), station)
        station_head.client.get(at("exam-list"))
        assert station_head.client.queries == EXAM_QUERIES


EXAM_QUERIES = 12


class TestPayScale:
    def good(self, **changes):
        given = {
            "area": places.CITY, "year": "2025", "headcount": "30", "lowest": "3000", "median": "4000.50",
            "highest": "5000", "basis": "示例统计",
        }  # fmt: skip
        return {**given, **changes}

    def test_registered_shown_removed(self, city_officer, county_officer, station_head):
        assert "不登记个人收入" in text(city_officer.client.get(at("add-pay-scale")))
        post(city_officer.client, at("add-pay-scale"), self.good())
        row = PayScale.objects.get()
        assert row.median_fen == 400050
        page = text(station_head.client.get(at("pay-scale-page")))
        assert "4,000.50 元" in page
        plot = json.loads(county_officer.client.get(at("pay-scale-plot")).content)
        assert plot["series"][0]["values"] == [4000.5]
        assert county_officer.client.get(at("remove-pay-scale", row)).status_code == 404
        assert city_officer.client.get(at("remove-pay-scale", row)).status_code == 200
        post(city_officer.client, at("remove-pay-scale", row), {"reason": "口径有误"})
        assert "还没有登记薪酬水平" in text(city_officer.client.get(at("pay-scale-page")))

    def test_a_small_group(self, city_officer):
        found = post(city_officer.client, at("add-pay-scale"), self.good(headcount="4"))
        assert (found.status_code, "只登记人数" in text(found)) == (422, True)
        make_pay_scale(headcount=4)
        page = text(city_officer.client.get(at("pay-scale-page")))
        assert "&lt;5" in page
        assert "4,000 元" not in page

    def test_a_series_that_is_hidden_throughout_has_no_bar(self, db):
        row = make_pay_scale(headcount=4)
        rows, cell = scales_in_reach(Actor.system("检查").scope)
        assert list(rows) == [row] and plot_of(series_of(rows, cell))["series"] == []

    def test_next_city(self, neighbour_city, social_worker):
        row = make_pay_scale()
        assert neighbour_city.client.get(at("remove-pay-scale", row)).status_code == 404
        assert "沈阳市" not in text(neighbour_city.client.get(at("pay-scale-page")))
        assert social_worker.client.get(at("pay-scale-page")).status_code == 403

    @pytest.mark.parametrize("count", [1, 3])
    def test_queries(self, city_officer, count):
        for year in range(count):
            make_pay_scale(year=2025 - year)
        city_officer.client.get(at("pay-scale-page"))
        assert city_officer.client.queries == 9


class TestTalent:
    @pytest.fixture
    def people(self, station, neighbour_station):
        make_certificate(make_worker("持证", station=station))
        make_worker("学历", station=station, professional_basis="DEGREE")
        make_worker("邻站", station=neighbour_station)

    def test_county_with_its_streets(self, county_officer, people, community):
        page = text(county_officer.client.get(at("talent-page")))
        street = places.street_of(community)
        assert "人才统计 · 和平区" in page
        assert f"?area={street.code}" in page
        assert f"{reverse('staff:roll')}?area={street.code}&amp;level=ASW" in page

    def test_down_to_the_street_and_up_again(self, county_officer, people, community):
        street = places.street_of(community)
        page = text(county_officer.client.get(at("talent-page") + f"?area={street.code}"))
        assert community.name in page
        assert f"?area={places.COUNTY}" in page

    def test_a_head_reads_the_own_station(self, station_head, people):
        page = text(station_head.client.get(at("talent-page")))
        assert "人才统计 · 本站" in page

    def test_out_of_reach(self, neighbour_county, station_head, social_worker, people):
        assert neighbour_county.client.get(at("talent-page") + f"?area={places.COUNTY}").status_code == 404
        assert station_head.client.get(at("talent-page") + f"?area={places.COUNTY}").status_code == 404
        assert social_worker.client.get(at("talent-page")).status_code == 403

    def test_plot_and_export(self, county_officer, people):
        plot = json.loads(county_officer.client.get(at("talent-plot")).content)
        assert plot["series"][0]["values"][-1] == 1
        found = county_officer.client.get(at("talent-export"))
        assert found["Content-Type"].startswith("application/vnd.openxmlformats")
        assert Event.objects.filter(name="talent.exported").count() == 1

    @pytest.mark.parametrize("count", [1, 3])
    def test_queries(self, county_officer, station, count):
        for _ in range(count):
            make_certificate(make_worker("某某", station=station))
        county_officer.client.get(at("talent-page"))
        assert county_officer.client.queries == TALENT_QUERIES

    def test_the_menu_leads_there(self, county_officer):
        page = text(county_officer.client.get(at("talent-page")))
        for name in ("appraisal-list", "pay-scale-page"):
            assert at(name) in page


class TestCards:
    def test_of_the_worker_himself(self, station):
        me, own = make_colleague("陈社工", station)
        make_card(make_appraisal(station, YEAR - 1), own, "SELF")
        make_line(make_list(station, "2026-09"), own, 0, reasons=["证书没有有效的登记。"], mend="办理登记。")
        page = text(me.client.get(at("me")))
        for words in (
            f"{YEAR - 1} 年度：自评",
            "请填写自评。",
            "2026-09：不发放",
            "证书没有有效的登记。",
            "办理登记。",
        ):
            assert words in page

    def test_of_the_head_about_a_worker(self, station, station_head):
        one = make_worker("王小明", station=station)
        card = make_card(make_appraisal(station, YEAR - 1), one, "FINAL")
        make_line(make_list(station, "2026-09", "PAID"), one)
        page = text(station_head.client.get(at("worker-page", one)))
        assert f"{YEAR - 1} 年度：合格" in page
        assert at("appraisal-card", card) in page
        assert "2026-09：200 元，已登记发放" in page

    def test_nothing_to_say(self, station):
        one = make_worker("王小明", station=station)
        assert (appraisal_card(one, True, today()), allowance_card(one, True, today())) == (None, None)


TALENT_QUERIES = 20
