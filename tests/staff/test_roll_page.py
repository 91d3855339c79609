"""The roll: whose posts, filters, state, export, queries."""

import datetime as dt
import io

import pytest
from django.urls import reverse

from liangzhan.audit.models import Event
from liangzhan.staff.exports import roll as export
from liangzhan.staff.services import export as exporting
from liangzhan.toolkit.jobs import run_pending
from liangzhan.toolkit.models import Job
from tests.factories.staff import make_certificate, make_post, make_registration, make_worker
from tests.factories.stations import make_station

ROLL, EXPORT = reverse("staff:roll"), reverse("staff:roll-export")
TODAY = dt.date.today()


def page(person, query=""):
    answer = person.client.get(f"{ROLL}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


class TestWhose:
    def test_own_station_and_not_the_neighbour(self, station, neighbour_station, station_head, neighbour_head):
        make_worker("甲小明", station=station)
        make_worker("乙小红", station=neighbour_station)
        mine, theirs = page(station_head), page(neighbour_head)
        assert ("甲小明" in mine, "乙小红" in mine) == (True, False)
        assert ("甲小明" in theirs, "乙小红" in theirs) == (False, True)

    def test_officers_over_their_area(self, station, county_officer, city_officer, province_officer, neighbour_county):
        worker = make_worker("甲小明", station=station, education_note="示例大学")
        make_certificate(worker, "SW", number="SL20190001")
        for reader in (county_officer, city_officer, province_officer):
            shown = page(reader)
            assert "甲小明" in shown and "社会工作师" in shown
            assert "SL20190001" not in shown and "示例大学" not in shown
        assert "甲小明" not in page(neighbour_county)

    def test_without_the_verb(self, system_admin):
        assert system_admin.client.get(ROLL).status_code == 403


class TestFilters:
    @pytest.fixture(autouse=True)
    def people(self, station):
        today = TODAY
        self.station = station
        one = make_worker("甲小明")
        make_post(one, station, role="STATION_HEAD", employment="PART_TIME", fte="0.5")
        held = make_certificate(one, "SW")
        make_registration(held, valid_from=today - dt.timedelta(1000), valid_to=today + dt.timedelta(40))
        two = make_worker("乙小红", identity="AGENCY", employer="示例", professional_basis="DEGREE")
        make_post(two, station)
        three = make_worker("丙小兰", identity="REHIRED")
        make_post(three, station, starts_on=today + dt.timedelta(5))
        four = make_worker("丁小刚")
        make_post(four, station, ends_on=today - dt.timedelta(5))
        make_certificate(four, "ASW")
        five = make_worker("戊小云", professional_basis="TRAINING", recognition="ASKED")
        make_post(five, station)
        make_certificate(five, "ASW")

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("", "甲乙戊"), ("?state=TO_COME", "丙"), ("?state=ENDED", "丁"), ("?role=STATION_HEAD", "甲"),
            ("?employment=PART_TIME", "甲"), ("?level=SW", "甲"), ("?level=ASW", "戊"), ("?level=NONE", "乙"),
            ("?basis=CERTIFICATE", "甲戊"), ("?basis=DEGREE", "乙"), ("?basis=TRAINING", ""), ("?basis=NONE", ""),
            ("?identity=AGENCY", "乙"), ("?q=小红", "乙"), ("?q=没有", ""), ("?area=210102000000", "甲乙戊"),
            ("?area=210100000000", "甲乙戊"), ("?area=210200000000", ""), ("?registration=VALID", "甲"),
            ("?registration=EXPIRING", "甲"), ("?registration=LAPSED", "戊"), ("?role=XX", "甲乙戊"),
        ],
    )  # fmt: skip
    def test_each(self, county_officer, query, names):
        shown = page(county_officer, query)
        every = ["甲小明", "乙小红", "丙小兰", "丁小刚", "戊小云"]
        assert {name[0] for name in every if f"{name}<" in shown} == set(names)

    def test_the_sentence(self, county_officer):
        assert "在岗 · 3 个岗位" in page(county_officer)
        assert "已离岗 · 兼职 · 0 个岗位" in page(county_officer, "?state=ENDED&employment=PART_TIME")

    def test_a_station_by_its_number(self, county_officer):
        assert "登记人员" in page(county_officer, f"?station={self.station.pk}")
        assert "登记人员" not in page(county_officer)

    def test_whoever_left_has_no_page_any_more(self, station_head):
        assert "丁小刚</a>" not in page(station_head, "?state=ENDED")


def test_both_stations_in_one_hand(station, station_head):
    twin = make_station(station.site, "VS")
    worker = make_worker("甲小明")
    make_post(worker, station, fte="0.5")
    make_post(worker, twin, fte="0.5")
    assert "兼管两站" in page(station_head)


@pytest.mark.parametrize("count", [1, 3])
def test_queries(station, station_head, count):
    for number in range(count):
        make_certificate(make_worker(f"甲{'一二三'[number]}", station=station))
    page(station_head)
    assert station_head.client.queries == 13


def test_an_empty_one_offers_the_first_step(station, station_head):
    shown = page(station_head)
    assert "登记第一名工作人员" in shown
    assert reverse("staff:post-add", args=[station.pk]) in shown


class TestExport:
    def test_what_is_filtered(self, station, station_head):
        make_certificate(make_worker("甲小明", station=station), number="SL20190001")
        make_worker("乙小红", station=station)
        answer = station_head.client.get(f"{EXPORT}?level=ASW")
        from python_calamine import CalamineWorkbook

        rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
        texts = str(rows)
        assert "甲小明" in texts and "乙小红" not in texts and "SL20190001" not in texts
        event = Event.objects.get(name="worker.exported")
        assert event.details == {"filters": "助理社会工作师", "rows": 1}

    def test_a_long_one_is_a_job(self, station, station_head, neighbour_station, monkeypatch):
        from liangzhan.staff.views import roll

        monkeypatch.setattr(roll, "AT_ONCE", 1)
        for name in ("甲小明", "乙小红"):
            make_worker(name, station=station)
        make_worker("丙小兰", station=neighbour_station)
        answer = station_head.client.get(EXPORT)
        job = Job.objects.get()
        assert answer.url == reverse("documents:job", kwargs={"uuid": job.uuid})
        assert run_pending(reraise=True) == 1
        job.refresh_from_db()
        assert (job.result, job.file_uuid is None) == ({"rows": 2}, False)

    def test_batches(self, station, monkeypatch):
        from liangzhan.staff.models import Post

        monkeypatch.setattr(export, "BATCH", 2)
        for number in range(5):
            make_worker(f"甲{number}", station=station)
        assert export.roll_workbook(Post.objects.all())[1] == 5
        assert exporting.AT_ONCE == 2000

    def test_without_the_verb(self, social_worker):
        assert social_worker.client.get(EXPORT).status_code == 403
