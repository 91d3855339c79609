"""Examinations, pay scale and statistics through services and queries; figures against a second count in plain SQL."""

import datetime as dt
import threading
from decimal import Decimal as D

import pytest
from django.db import connection

from liangzhan.audit.models import Event
from liangzhan.credentials.models import Learning
from liangzhan.staff.models import Certificate, ExamEntry, PayScale
from liangzhan.staff.queries.exams import lines_of, may_certify, passes_in_reach
from liangzhan.staff.queries.pay_scale import plot_of, scales_in_reach, series_of
from liangzhan.staff.queries.talent import area_in_reach, growth_of, talent_of
from liangzhan.staff.rules.pay_scale import Amounts
from liangzhan.staff.services import exams as services
from liangzhan.staff.services.pay_scale import remove_pay_scale, save_pay_scale
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Parameter
from liangzhan.toolkit.periods import acting_on
from tests.factories import divisions as places
from tests.factories.people import BY
from tests.factories.staff import make_certificate, make_post, make_registration, make_worker
from tests.factories.stations import make_photo, make_site, make_station
from tests.factories.talent import make_entry, make_pay_scale

NOW = dt.date(2026, 11, 20)
SPRING, AUTUMN = dt.date(2026, 4, 1), dt.date(2026, 9, 1)
BOTH = {"ASW_THEORY": "PASSED", "ASW_PRACTICE": "PASSED"}


@pytest.fixture(autouse=True)
def in_november():
    with acting_on(NOW):
        yield


def refused(service, **given):
    with pytest.raises(RuleBroken) as caught:
        service(**given)
    return "".join(caught.value.reasons)


def setting(key, value):
    Parameter.objects.create(key=key, value=value, valid_from=dt.date(2019, 1, 1), basis="示例", set_by=BY)


@pytest.fixture
def worker(station):
    return make_worker("陈社工", station=station)


class TestSignUp:
    def good(self, worker, station, **changes):
        given = {"worker": worker, "station": station, "year": 2026, "level": "ASW", "signed_on": SPRING, "by": BY}
        return {**given, **changes}

    def test_makes_a_row_for_each_paper(self, worker, station):
        entry = services.sign_up(**self.good(worker, station))
        assert [row.paper for row in entry.results.order_by("id")] == ["ASW_THEORY", "ASW_PRACTICE"]
        assert Event.objects.get(name="exam.signed").details["year"] == 2026

    def test_some_papers_only(self, worker, station):
        entry = services.sign_up(**self.good(worker, station, level="SW", papers=["SW_LAW"]))
        assert [row.paper for row in entry.results.order_by("id")] == ["SW_LAW"]

    def test_what_is_passed_and_kept_is_not_sat_again(self, worker, station):
        make_entry(worker, station, "SW", 2025, outcomes={"SW_THEORY": "PASSED", "SW_LAW": "FAILED"})
        entry = services.sign_up(**self.good(worker, station, level="SW"))
        assert [row.paper for row in entry.results.order_by("id")] == ["SW_PRACTICE", "SW_LAW"]

    def test_refused(self, worker, station, neighbour_station):
        assert "只能为在本站任职" in refused(services.sign_up, **self.good(worker, neighbour_station))
        assert "年度在" in refused(services.sign_up, **self.good(worker, station, year=2030))
        foreign = self.good(worker, station, papers=["SW_LAW"])
        assert refused(services.sign_up, **foreign) == "社会工作法规与政策不是这一级别的科目。"
        services.sign_up(**self.good(worker, station))
        assert "已经报名" in refused(services.sign_up, **self.good(worker, station))
        assert "另一级别" in refused(services.sign_up, **self.good(worker, station, level="SW"))
        setting("exam.several_levels", True)
        services.sign_up(**self.good(worker, station, level="SW"))

    def test_everything_passed_already(self, worker, station):
        make_entry(
            worker, station, "SW", 2025, outcomes=dict.fromkeys(["SW_THEORY", "SW_PRACTICE", "SW_LAW"], "PASSED")
        )
        assert "请登记证书" in refused(services.sign_up, **self.good(worker, station, level="SW"))

    def test_withdrawn_and_signed_again(self, worker, station):
        entry = services.sign_up(**self.good(worker, station))
        services.withdraw_entry(entry=entry, by=BY)
        assert "报名已撤销" in refused(services.record_results, entry=entry, outcomes=BOTH, known_on=AUTUMN, by=BY)
        services.sign_up(**self.good(worker, station))
        assert ExamEntry.objects.count() == 2

    def test_two_hands_at_once(self, committed_db):
        station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
        worker = make_worker("陈社工", station=station)
        start, outcomes = threading.Barrier(2), []

        def hand():
            start.wait()
            try:
                with acting_on(NOW):
                    services.sign_up(**self.good(worker, station))
                outcomes.append("signed")
            except RuleBroken:
                outcomes.append("refused")
            finally:
                connection.close()

        threads = [threading.Thread(target=hand) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["refused", "signed"]
        assert ExamEntry.objects.count() == 1


class TestResults:
    @pytest.fixture
    def entry(self, worker, station):
        return make_entry(worker, station, year=2026)

    def test_pass_and_certificate(self, entry, worker):
        services.record_results(entry=entry, outcomes={"ASW_THEORY": "PASSED"}, known_on=AUTUMN, by=BY)
        assert not may_certify(entry)
        assert "还没有全部合格" in refused(services.certify, entry=entry, passed_on=AUTUMN, by=BY)
        services.record_results(entry=entry, outcomes={"ASW_PRACTICE": "PASSED"}, known_on=AUTUMN, by=BY)
        assert "早于考试年度" in refused(services.certify, entry=entry, passed_on=dt.date(2025, 9, 1), by=BY)
        made = services.certify(entry=entry, passed_on=AUTUMN, number="20260901001", file=make_photo(), by=BY)
        assert (made.worker, made.level, made.passed_on) == (worker, "ASW", AUTUMN)
        assert ExamEntry.objects.get().certificate == made
        assert "不能再改成绩" in refused(services.record_results, entry=entry, outcomes=BOTH, known_on=AUTUMN, by=BY)
        assert not may_certify(entry)

    def test_refused(self, entry):
        given = {"entry": entry, "by": BY}
        assert "早于报名" in refused(services.record_results, outcomes=BOTH, known_on=dt.date(2026, 3, 1), **given)
        assert refused(services.record_results, outcomes={"ASW_THEORY": ""}, known_on=AUTUMN, **given) == (
            "请至少登记一科的成绩。"
        )
        assert refused(services.record_results, outcomes={"SW_LAW": "PASSED"}, known_on=AUTUMN, **given) == (
            "没有报名社会工作法规与政策，不能登记成绩。"
        )

    def test_not_withdrawn_once_a_result_is_known(self, entry):
        services.record_results(entry=entry, outcomes={"ASW_THEORY": "ABSENT"}, known_on=AUTUMN, by=BY)
        assert "不能撤销报名" in refused(services.withdraw_entry, entry=entry, by=BY)

    def test_words_count_what_was_kept(self, worker, station):
        make_entry(
            worker, station, "SW", 2025, outcomes={"SW_THEORY": "PASSED", "SW_PRACTICE": "PASSED", "SW_LAW": "FAILED"}
        )
        second = make_entry(worker, station, "SW", 2026, outcomes={"SW_LAW": "PASSED"})
        second.results.exclude(paper="SW_LAW").delete()
        rows = ExamEntry.objects.select_related("worker", "station").prefetch_related("results").order_by("year")
        assert [(line.word, line.passed) for line in lines_of(rows)] == [("部分合格", False), ("已通过", True)]
        assert may_certify(second)

    def test_passes_by_year_and_level(self, worker, station, neighbour_station, county_officer, station_head):
        make_entry(worker, station, outcomes=BOTH, year=2026)
        make_entry(make_worker("乙"), station, outcomes={"ASW_THEORY": "PASSED"}, year=2026)
        make_entry(make_worker("丙"), neighbour_station, outcomes=BOTH, year=2026)
        make_entry(make_worker("丁"), station, year=2026, withdrawn_on=SPRING)
        make_entry(make_worker("戊"), station, year=2019)
        area = places.division(places.COUNTY)
        assert passes_in_reach(county_officer.actor.scope, area) == [
            {"year": 2026, "level": "ASW", "label": "助理社会工作师", "signed": 3, "passed": 2}
        ]
        assert [row["signed"] for row in passes_in_reach(station_head.actor.scope, None)] == [2]
        assert passes_in_reach(county_officer.actor.scope, places.division(places.NEIGHBOUR_COUNTY)) == []


class TestPayScale:
    def good(self, headcount=30, median=400000, **changes):
        amounts = Amounts(headcount, 300000, median, 500000)
        given = {"division": places.division(places.CITY), "year": 2025, "amounts": amounts, "basis": "示例统计"}
        return {**given, **changes}

    def test_saves(self, city_officer):
        row = save_pay_scale(by=city_officer.actor, level="SW", basis_file=make_photo(), **self.good())
        assert (row.group, row.median_fen, row.basis_file is not None) == ("社会工作师", 400000, True)

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"year": 2027}, "年度在"),
            ({"role": "SUPERVISOR", "level": "SW"}, "二者只选一个"),
            ({"basis": " "}, "请写明依据"),
            ({"headcount": 4}, "只登记人数"),
            ({"median": 600000}, "从小到大"),
        ],
    )
    def test_refused(self, city_officer, changes, problem):
        assert problem in refused(save_pay_scale, by=city_officer.actor, **self.good(**changes))

    def test_place(self, city_officer, neighbour_city, community):
        assert "只能登记本地区" in refused(save_pay_scale, by=neighbour_city.actor, **self.good())
        assert "按市或县" in refused(save_pay_scale, by=city_officer.actor, **self.good(division=community))

    def test_twice_and_removed(self, city_officer):
        row = save_pay_scale(by=city_officer.actor, **self.good())
        assert "已经登记" in refused(save_pay_scale, by=city_officer.actor, **self.good())
        assert refused(remove_pay_scale, scale=row, reason=" ", by=BY) == "请写明删除的理由。"
        remove_pay_scale(scale=row, reason="口径有误", by=BY)
        assert not PayScale.objects.exists()
        assert Event.objects.get(name="pay_scale.removed").details["reason"] == "口径有误"

    def test_series(self, city_officer, neighbour_city, county_officer):
        make_pay_scale(year=2023)
        make_pay_scale(year=2024, median_fen=420000)
        make_pay_scale(year=2025, headcount=4, lowest_fen=None, median_fen=None, highest_fen=None)
        make_pay_scale(places.NEIGHBOUR_CITY)
        rows, cell = scales_in_reach(city_officer.actor.scope)
        (series,) = series_of(rows, cell)
        assert [(line.headcount, line.is_hidden, line.change) for line in series.lines] == [
            ("30", False, None),
            ("30", False, D("5.0")),
            ("<5", True, None),
        ]
        assert plot_of([series]) == {
            "categories": ["2023 年", "2024 年", "2025 年"],
            "series": [{"name": "沈阳市 全部社会工作专业人才", "values": [4000.0, 4200.0, None]}],
            "unit": "元/月",
        }
        # A county reads its city's as well; the city next door only its own.
        assert scales_in_reach(county_officer.actor.scope)[0].count() == 3
        assert scales_in_reach(neighbour_city.actor.scope)[0].count() == 1

    def test_a_stricter_setting_hides_what_was_shown(self, city_officer):
        make_pay_scale(headcount=8)
        setting("suppress.cell", 10)
        (series,) = series_of(*scales_in_reach(city_officer.actor.scope))
        assert (series.lines[0].is_hidden, series.lines[0].headcount) == (True, "<10")


@pytest.fixture
def people(station, neighbour_station):
    """Seven people in two communities of 和平区, one more in 大连, one who has left."""
    far = make_station(make_site(places.communities("210202")[0]))
    asw = make_worker("助理", station=station)
    make_registration(make_certificate(asw), valid_from=dt.date(2025, 6, 1), valid_to=dt.date(2028, 5, 31))
    Learning.objects.create(
        person=asw.person, source="COURSE", title="示例课程", completed_on=dt.date(2026, 1, 10), hours=D(72),
        state_since=NOW, saved_by=BY,
    )  # fmt: skip
    both = make_worker("两级", station=station)
    make_post(both, neighbour_station)
    make_certificate(both)
    make_registration(make_certificate(both, "SW", passed_on=dt.date(2024, 9, 1)), valid_to=dt.date(2026, 11, 19),
                      valid_from=dt.date(2023, 11, 20))  # fmt: skip
    make_worker("学历", station=station, professional_basis="DEGREE")
    make_worker("受训", station=neighbour_station, professional_basis="TRAINING", recognition="RECOGNISED",
                recognition_on=dt.date(2025, 1, 1), recognition_by=BY)  # fmt: skip
    make_worker("待认定", station=neighbour_station, professional_basis="TRAINING", recognition="ASKED")
    make_worker("没有", station=neighbour_station)
    late = make_worker("明年取证", station=neighbour_station)
    make_certificate(late, passed_on=dt.date(2027, 9, 1))
    make_certificate(make_worker("大连", station=far))
    left = make_worker("离岗")
    make_post(left, station, ends_on=dt.date(2025, 12, 31))
    make_certificate(left)


def plain(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


IN_FORCE = "p.starts_on <= %s AND (p.ends_on IS NULL OR p.ends_on >= %s) AND p.division_code LIKE %s"


class TestStatistics:
    def test_the_county(self, people, county_officer):
        talent = talent_of(county_officer.actor.scope, NOW, places.division(places.COUNTY))
        whole = talent.whole.counts
        assert (whole.workers, whole.levels, whole.registered, whole.hours_met) == (
            7,
            {"ASW": 1, "SW": 1, "SSW": 0},
            1,
            1,
        )
        assert whole.bases == {"CERTIFICATE": 2, "DEGREE": 1, "TRAINING": 1}
        assert whole.professionals(talent.counting) == 4
        assert whole.urban + whole.rural == 7
        assert sum(row.counts.workers for row in talent.rows) == 7  # both communities lie under one street

    def test_one_person_in_two_communities(self, people, street_officer, community):
        talent = talent_of(street_officer.actor.scope, NOW, places.street_of(community))
        assert (talent.whole.counts.workers, sum(row.counts.workers for row in talent.rows)) == (7, 8)
        assert {row.code: row.counts.workers for row in talent.rows if row.counts.workers} == {
            places.communities(places.COUNTY[:6])[0].code: 3,
            places.communities(community.code[:9])[1].code: 5,
        }

    def test_the_same_by_plain_sql(self, people, province_officer):
        talent = talent_of(province_officer.actor.scope, NOW, places.division(places.PROVINCE))
        for row in [talent.whole, *talent.rows]:
            like = row.code.rstrip("0") + "%"
            where = (NOW, NOW, like)
            posts = f"staff_post p WHERE {IN_FORCE}"  # noqa: S608 -- a constant
            assert row.counts.workers == plain(f"SELECT COUNT(DISTINCT p.worker_id) FROM {posts}", *where)  # noqa: S608
            held = "EXISTS (SELECT 1 FROM staff_certificate c WHERE c.worker_id = p.worker_id AND c.passed_on <= %s)"
            assert row.counts.certified == plain(
                f"SELECT COUNT(DISTINCT p.worker_id) FROM {posts} AND {held}",
                *where,
                NOW,  # noqa: S608
            )
            valid = (
                "EXISTS (SELECT 1 FROM staff_registration r JOIN staff_certificate c ON c.id = r.certificate_id "
                "WHERE c.worker_id = p.worker_id AND r.state = 'ISSUED' AND r.valid_from <= %s AND r.valid_to >= %s)"
            )
            assert row.counts.registered == plain(
                f"SELECT COUNT(DISTINCT p.worker_id) FROM {posts} AND {valid}",
                *where,
                NOW,
                NOW,  # noqa: S608
            )
        assert {row.name: row.counts.workers for row in talent.rows if row.counts.workers} == {"沈阳市": 7, "大连市": 1}

    def test_a_head_reads_the_own_station(self, people, station_head, neighbour_head):
        assert area_in_reach(station_head.actor, "") is None
        own = talent_of(station_head.actor.scope, NOW, None)
        assert (own.whole.counts.workers, own.rows, own.whole.name) == (3, [], "本站")
        assert talent_of(neighbour_head.actor.scope, NOW, None).whole.counts.workers == 5

    def test_out_of_reach(self, people, county_officer, neighbour_county):
        assert area_in_reach(neighbour_county.actor, places.COUNTY) is None
        assert area_in_reach(county_officer.actor, places.COUNTY).code == places.COUNTY
        assert area_in_reach(county_officer.actor, "999999999999") is None
        found = talent_of(neighbour_county.actor.scope, NOW, places.division(places.COUNTY))
        assert found.whole.counts.workers == 0

    def test_not_enough_hours(self, people, county_officer):
        Learning.objects.update(hours=D("71.9"))
        talent = talent_of(county_officer.actor.scope, NOW, places.division(places.COUNTY))
        assert talent.whole.counts.hours_met == 0

    def test_growth(self, people, county_officer):
        rows = growth_of(county_officer.actor.scope, NOW, places.division(places.COUNTY))
        assert [(row.year, row.workers, row.certified, row.more) for row in rows] == [
            (2022, 8, 3, None),
            (2023, 8, 3, 0),
            (2024, 8, 3, 0),
            (2025, 8, 3, 0),
            (2026, 7, 2, -1),
        ]
        assert growth_of(county_officer.actor.scope, NOW, None)[-1].workers == 7

    @pytest.mark.parametrize("count", [1, 3])
    def test_queries(self, station, county_officer, count, django_assert_num_queries):
        for _ in range(count):
            make_certificate(make_worker("某某", station=station))
        scope, area = county_officer.actor.scope, places.division(places.COUNTY)
        with django_assert_num_queries(8):
            talent_of(scope, NOW, area)
        assert Certificate.objects.count() == count
