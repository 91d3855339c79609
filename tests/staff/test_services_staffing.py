"""Numbers follow the posts: declaration, checklist, October list, the night."""

import datetime as dt

import pytest

from liangzhan.access.actor import Actor
from liangzhan.people.models import Tie
from liangzhan.staff.models import Post
from liangzhan.staff.services.staffing import refresh_staffing, refresh_worker, turn_over
from liangzhan.stations.evidence import Standing, evidence_for
from liangzhan.stations.models import StaffDeclaration, Station
from liangzhan.stations.queries.dossier import with_evidence
from liangzhan.stations.queries.register import list_rows
from liangzhan.stations.services.staffing import declare_staffing
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Parameter
from tests.factories.people import make_tie
from tests.factories.staff import make_certificate, make_post, make_worker
from tests.factories.stations import make_site, make_station

BY = Actor.system("测试")
TODAY = dt.date.today()


@pytest.fixture
def twin(station):
    return make_station(station.site, "VS")


def declared(station, **given):
    """What a station said of itself while its file was open."""
    Station.objects.filter(pk=station.pk).update(state="BUILDING")
    station.refresh_from_db()
    return declare_staffing(station=station, by=BY, **given)


def answer(item, station):
    return evidence_for(item, with_evidence(Station.objects.all()).get(pk=station.pk), TODAY)


class TestRefresh:
    def test_only_where_posts_are(self, station, neighbour_station):
        make_certificate(make_worker(station=station))
        declared(neighbour_station, full_time=2, part_time=0)
        stations = Station.objects.order_by("id")
        assert refresh_staffing(stations=stations, by=BY) == 1
        assert refresh_staffing(stations=stations, by=BY) == 0
        rows = StaffDeclaration.objects.order_by("station_id").values_list("station_id", "full_time", "counted")
        assert set(rows) == {(station.pk, 1, True), (neighbour_station.pk, 2, False)}

    def test_a_declared_number_gives_way_and_its_proof_stays(self, station):
        from tests.factories.stations import make_kept

        declared(station, full_time=5, part_time=5, proof=make_kept("证书"))
        make_certificate(make_worker(station=station))
        refresh_staffing(stations=[station], by=BY)
        row = StaffDeclaration.objects.get()
        assert (row.full_time, row.part_time, row.counted, row.proof is None) == (1, 0, True, False)

    def test_counted_numbers_are_not_typed(self, station):
        make_worker(station=station)
        refresh_staffing(stations=[station], by=BY)
        with pytest.raises(RuleBroken, match="由人员名册统计"):
            declared(station, full_time=5, part_time=0)

    def test_of_a_worker(self, station, twin):
        worker = make_worker(station=station)
        make_post(worker, twin, ends_on=TODAY - dt.timedelta(1))
        make_certificate(worker)
        assert refresh_worker(worker=worker, by=BY) == 1
        assert StaffDeclaration.objects.get().station_id == station.pk

    def test_two_queries_for_any_number(self, station, twin, neighbour_station, django_assert_num_queries):
        from liangzhan.staff.queries.staffing import counts_of

        stations = [station, twin]
        for one in stations:
            make_worker(station=one)
        with django_assert_num_queries(2):
            counts_of(stations, TODAY)
        for one in range(3):
            make_worker(f"甲{one}", station=station)
        with django_assert_num_queries(2):
            counts_of(stations, TODAY)

    def test_the_october_list_shows_the_roster(self, station, twin):
        make_certificate(make_worker("甲某", station=station))
        make_post(make_worker("乙某"), twin, employment="PART_TIME")
        refresh_staffing(stations=[station, twin], by=BY)
        row = list_rows(Station.objects.all())[0]
        assert (row["staff"], row["certified"], row["vs_staff"]) == ("1/0", 1, 1)


class TestEvidence:
    def test_professionals(self, station):
        make_certificate(make_worker("甲某", station=station))
        found = answer("A05", station)
        assert (found.standing, found.text) == (Standing.MET, "专职 1 人、兼职 0 人，其中持证 1 人；持证 1 人")
        assert found.mend_url == f"/staff/roll/?station={station.pk}"
        assert found.files == ()

    def test_nobody_of_those_in_post_counts(self, station):
        make_worker("甲某", station=station)
        found = answer("A05", station)
        assert (found.standing, found.text) == (Standing.MISSING, "在岗 1 人，其中社会工作专业人才 0 人，至少要 1 人。")

    def test_waiting_for_the_county(self, station):
        make_worker("甲某", station=station, professional_basis="TRAINING", recognition="ASKED")
        found = answer("A05", station)
        assert (found.standing, found.text[-9:]) == (Standing.WAITING, "1 人待县级认定。")

    def test_what_counts_is_read_for_the_area(self, station):
        make_certificate(make_worker("甲某", station=station))
        Parameter.objects.create(
            key="staff.professional_bases", area_code=station.division_code[:6], value=["DEGREE"],
            valid_from=dt.date(2019, 1, 1), basis="测试", set_by=BY,
        )  # fmt: skip
        assert answer("A05", station).standing == Standing.MISSING

    def test_keeper(self, twin):
        make_post(make_worker("甲某"), twin, employment="PART_TIME")
        found = answer("A06", twin)
        assert (found.standing, found.text) == (Standing.MET, "专职 0 人、兼职 1 人负责日常工作")

    def test_a_supervisor_is_no_keeper(self, twin):
        make_post(make_worker("甲某"), twin, role="SUPERVISOR")
        assert answer("A06", twin).text == "在岗 0 人，至少要 1 人负责日常工作。"

    @pytest.mark.parametrize("item", ["A05", "A06"])
    def test_the_other_kind(self, station, twin, item):
        other = {"A05": twin, "A06": station}[item]
        make_worker("甲某", station=other)
        assert answer(item, other).standing == Standing.NOT_APPLICABLE

    def test_declared_while_no_post_has_begun(self, station):
        declared(station, full_time=2, part_time=0, basis="持证")
        make_post(make_worker("甲某"), station, starts_on=TODAY + dt.timedelta(5))
        found = answer("A05", station)
        assert found.text == "专职 2 人、兼职 0 人，持证 0 人；缺证明材料。"
        assert found.mend_label == "登记人员"

    def test_whoever_left_no_longer_counts_and_nothing_falls_back(self, station):
        declared(station, full_time=2, part_time=0, basis="持证")
        make_post(make_worker("甲某"), station, ends_on=TODAY - dt.timedelta(1))
        assert answer("A05", station).standing == Standing.MISSING

    def test_queries_for_many_stations(self, station, twin, neighbour_station, django_assert_num_queries):
        for index, one in enumerate((station, twin, neighbour_station)):
            make_worker(f"甲{index}", station=one)
        with django_assert_num_queries(14):  # eleven sections, posts, assets; settings of two places for three stations
            rows = list(with_evidence(Station.objects.order_by("id")))
            for one in rows:
                evidence_for("A05", one, TODAY)
                evidence_for("A06", one, TODAY)


class TestTurnOver:
    def test_scheduled_days(self, station):
        worker = make_worker()
        make_certificate(worker)
        make_tie(worker.person, station)
        make_post(worker, station, starts_on=TODAY, ends_on=TODAY + dt.timedelta(9))
        assert turn_over(on=TODAY, by=BY) == {"closed": 0, "ties": 0, "counted": 1}
        assert StaffDeclaration.objects.get().full_time == 1
        later = turn_over(on=TODAY + dt.timedelta(10), by=BY)
        assert later["ties"] == 1
        assert Tie.objects.get().ended_on == TODAY + dt.timedelta(9)
        assert turn_over(on=TODAY + dt.timedelta(10), by=BY)["ties"] == 0

    def test_another_post_keeps_the_tie(self, station):
        worker = make_worker()
        make_tie(worker.person, station)
        make_post(worker, station, ends_on=TODAY - dt.timedelta(1), employment="PART_TIME", fte="0.5")
        make_post(worker, station, starts_on=TODAY, role="ASSISTANT", employment="PART_TIME", fte="0.5")
        assert turn_over(on=TODAY, by=BY)["ties"] == 0

    def test_closed_station(self, neighbour_community):
        closed = make_station(make_site(neighbour_community), state="CLOSED", closed_on=TODAY - dt.timedelta(3))
        post = make_post(make_worker(), closed)
        assert turn_over(on=TODAY, by=BY)["closed"] == 1
        post = Post.objects.get(pk=post.pk)
        assert (post.ends_on, post.ended_reason) == (TODAY - dt.timedelta(3), "站点关闭")
