"""Rates, lists and their way to the county through the services; one person is paid once, also under two connections."""

import datetime as dt
import threading
from decimal import Decimal as D

import pytest
from django.db import connection

from liangzhan.audit.models import Event
from liangzhan.staff.models import AllowanceHold, AllowanceLine, AllowanceList, AllowanceRate, Post
from liangzhan.staff.queries.allowance import months_of_year, verdicts_of
from liangzhan.staff.services import allowance as services
from liangzhan.staff.services import allowance_rates as rates
from liangzhan.toolkit import jobs
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import acting_on, today
from tests.factories import divisions as places
from tests.factories.people import BY
from tests.factories.staff import make_certificate, make_colleague, make_post, make_registration, make_worker
from tests.factories.stations import make_kept, make_photo, make_site, make_station
from tests.factories.talent import make_line, make_list, make_rate

NOW = dt.date(2026, 11, 20)
MONTH = "2026-10"


def refused(service, **given):
    with pytest.raises(RuleBroken) as caught:
        service(**given)
    return "".join(caught.value.reasons)


def reread(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture(autouse=True)
def in_november():
    with acting_on(NOW):
        yield


def certified(name, station, level="ASW", **post):
    worker = make_worker(name)
    make_post(worker, station, **post)
    make_registration(make_certificate(worker, level))
    return worker


@pytest.fixture
def rate(db):
    return make_rate()


@pytest.fixture
def drafted(station, rate):
    """One who has it, one without a certificate."""
    certified("陈社工", station)
    make_worker("没有证书", station=station)
    return services.draft_list(station=station, month=MONTH, by=BY)


class TestRates:
    def good(self, **changes):
        given = {
            "division": places.division(places.CITY), "level": "ASW", "monthly_fen": 20000,
            "valid_from": dt.date(2026, 1, 1), "basis": "示例〔2026〕1号",
        }  # fmt: skip
        return {**given, **changes}

    def test_saves_and_records(self, city_officer):
        row = rates.save_rate(by=city_officer.actor, basis_file=make_photo(), **self.good())
        assert (row.monthly_fen, row.division_code, row.basis_file is not None) == (20000, places.CITY, True)
        kept = Event.objects.get(name="allowance.rate.saved").details
        assert (kept["monthly_fen"], kept["level"]) == (20000, "ASW")

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"monthly_fen": 0}, "金额要大于 0。"),
            ({"valid_to": dt.date(2025, 12, 31)}, "终止日期不能早于执行日期。"),
            ({"basis": " "}, "请写明依据的文件。"),
        ],
    )
    def test_refused(self, city_officer, changes, problem):
        assert refused(rates.save_rate, by=city_officer.actor, **self.good(**changes)) == problem

    def test_only_the_own_area_and_only_city_or_county(self, city_officer, neighbour_city, county_officer, community):
        assert refused(rates.save_rate, by=neighbour_city.actor, **self.good()) == "只能登记本地区的标准。"
        assert refused(rates.save_rate, by=county_officer.actor, **self.good()) == "只能登记本地区的标准。"
        street = places.street_of(community)
        assert "按市或县" in refused(rates.save_rate, by=city_officer.actor, **self.good(division=street))
        own = places.division(places.COUNTY)
        assert rates.save_rate(by=county_officer.actor, **self.good(division=own)).division == own

    def test_overlap(self, city_officer):
        rates.save_rate(by=city_officer.actor, **self.good(valid_to=dt.date(2026, 6, 30)))
        assert "日期重叠" in refused(
            rates.save_rate, by=city_officer.actor, **self.good(valid_from=dt.date(2026, 6, 30))
        )
        rates.save_rate(by=city_officer.actor, **self.good(valid_from=dt.date(2026, 7, 1)))
        rates.save_rate(by=city_officer.actor, **self.good(level="SW"))
        assert AllowanceRate.objects.count() == 3

    def test_two_officers_at_once(self, committed_db):
        city = places.division(places.CITY)
        start, outcomes = threading.Barrier(2), []

        def officer():
            start.wait()
            try:
                rates.save_rate(by=BY, **self.good(division=city))
                outcomes.append("saved")
            except RuleBroken:
                outcomes.append("refused")
            finally:
                connection.close()

        run(officer, officer)
        assert sorted(outcomes) == ["refused", "saved"]
        assert AllowanceRate.objects.count() == 1

    def test_end(self, rate, station, city_officer):
        assert "不能早于执行日期" in refused(rates.end_rate, rate=rate, on=dt.date(2019, 1, 1), by=BY)
        held = make_list(station, "2026-09", "APPROVED")
        make_line(held, make_worker("某某"), rate=rate)
        assert "2026-09 的名单已按这一标准核准" in refused(rates.end_rate, rate=rate, on=dt.date(2026, 9, 29), by=BY)
        rates.end_rate(rate=rate, on=dt.date(2026, 9, 30), by=BY)
        assert "只能提前" in refused(rates.end_rate, rate=rate, on=dt.date(2026, 10, 1), by=BY)
        assert reread(rate).valid_to == dt.date(2026, 9, 30)


def run(*workers):
    threads = [threading.Thread(target=one) for one in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class TestDraft:
    def test_lines_with_reasons(self, drafted, rate):
        lines = [
            (line.worker.display_name, line.eligible, line.fen, line.reasons) for line in drafted.lines.order_by("id")
        ]
        assert lines == [
            ("陈社工", True, 20000, ["持助理社会工作师证书，登记有效", "当月在岗 31 天", "没有停发"]),
            ("没有证书", False, 0, ["没有职业水平证书。"]),
        ]
        assert (drafted.state, drafted.lines.get(eligible=True).rate) == ("DRAFT", rate)

    def test_again_reads_the_facts_anew(self, drafted, station):
        make_registration(make_certificate(drafted.lines.get(eligible=False).worker))
        services.draft_list(station=station, month=MONTH, by=BY)
        assert [line.eligible for line in drafted.lines.order_by("id")] == [True, True]
        assert AllowanceList.objects.count() == 1

    def test_refused(self, station, drafted):
        assert "还没有结束" in refused(services.draft_list, station=station, month="2026-11", by=BY)
        AllowanceList.objects.update(state="APPROVED")
        assert "不能再生成" in refused(services.draft_list, station=station, month=MONTH, by=BY)

    def test_an_adjustment_survives(self, drafted, station):
        make_line(drafted, make_worker("某某"), 5000, kind="ADJUSTMENT", for_month="2026-09")
        services.draft_list(station=station, month=MONTH, by=BY)
        assert drafted.lines.filter(kind="ADJUSTMENT").count() == 1

    def test_a_county_rate_goes_before_the_citys(self, station, drafted):
        make_rate(places.COUNTY, yuan=350)
        make_rate(places.NEIGHBOUR_COUNTY, yuan=990)
        services.draft_list(station=station, month=MONTH, by=BY)
        assert drafted.lines.get(eligible=True).fen == 35000

    def test_the_areas_own_number_of_days(self, station, rate):
        from liangzhan.toolkit.models import Parameter

        certified("月中到岗", station, starts_on=dt.date(2026, 10, 25))
        assert not next(iter(verdicts_of(station, MONTH).values())).eligible
        Parameter.objects.create(
            key="allowance.least_days",
            area_code="2101",
            value=5,
            valid_from=dt.date(2020, 1, 1),
            basis="示例",
            set_by=BY,
        )
        assert next(iter(verdicts_of(station, MONTH).values())).eligible

    def test_a_registration_under_way_does_not_count(self, station, rate):
        worker = make_worker("正在登记", station=station)
        make_registration(make_certificate(worker), state="WAITING", valid_from=None, valid_to=None)
        assert verdicts_of(station, MONTH)[worker.pk].reasons == ("证书没有有效的登记。",)

    @pytest.mark.parametrize("count", [1, 3])
    def test_queries(self, station, rate, count, django_assert_num_queries):
        for _ in range(count):
            certified("某某", station)
        with django_assert_num_queries(8):
            assert len(verdicts_of(station, MONTH)) == count


class TestOnce:
    """One person, two stations, one allowance."""

    @pytest.fixture
    def shared(self, station, neighbour_station, rate):
        worker = certified("两站任职", station, fte=D("0.40"))
        make_post(worker, neighbour_station, fte=D("0.60"))
        return worker

    def test_the_higher_share_pays_whoever_drafts_first(self, shared, station, neighbour_station):
        first = services.draft_list(station=station, month=MONTH, by=BY)
        second = services.draft_list(station=neighbour_station, month=MONTH, by=BY)
        assert [held.lines.get().eligible for held in (first, second)] == [False, True]
        assert neighbour_station.name in first.lines.get().reasons[0]

    def test_a_moved_post_is_not_paid_again(self, shared, station, neighbour_station):
        services.draft_list(station=neighbour_station, month=MONTH, by=BY)
        Post.objects.filter(worker=shared, station=neighbour_station).delete()
        held = services.draft_list(station=station, month=MONTH, by=BY)
        assert held.lines.get().reasons == [f"这个月已列入{neighbour_station.name}的名单，不重复发放。"]

    def test_two_lists_at_the_same_moment(self, committed_db, monkeypatch):
        """Each list believes that its station pays (the facts change between them): the database lets one through."""
        first, second = (make_station(make_site(place)) for place in places.communities(places.COUNTY[:6])[:2])
        make_rate()
        worker = certified("两站任职", first, fte=D("0.50"))
        make_post(worker, second, fte=D("0.50"))
        monkeypatch.setattr(
            "liangzhan.staff.rules.allowance.paying_station",
            lambda posts, start, end: next(one for one in posts if one.station_id == HERE.station),
        )
        start, failures = threading.Barrier(2), []

        def draft(station):
            HERE.station = station.pk
            start.wait()
            try:
                with acting_on(NOW):
                    services.draft_list(station=station, month=MONTH, by=BY)
            except Exception as problem:
                failures.append(problem)
            finally:
                connection.close()

        run(lambda: draft(first), lambda: draft(second))
        assert failures == []
        assert sorted(AllowanceLine.objects.order_by("id").values_list("eligible", flat=True)) == [False, True]
        assert AllowanceList.objects.count() == 2
        loser = AllowanceLine.objects.get(eligible=False)
        assert "不重复发放" in loser.reasons[0]

    def test_two_hands_draft_the_same_list(self, committed_db):
        station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
        make_rate()
        certified("陈社工", station)
        start, failures = threading.Barrier(2), []

        def draft():
            start.wait()
            try:
                with acting_on(NOW):
                    services.draft_list(station=station, month=MONTH, by=BY)
            except Exception as problem:
                failures.append(problem)
            finally:
                connection.close()

        run(draft, draft)
        assert failures == []
        assert (AllowanceList.objects.count(), AllowanceLine.objects.count()) == (1, 1)


HERE = threading.local()


class TestWay:
    @pytest.fixture
    def submitted(self, drafted, station_head):
        return services.submit_list(held=drafted, by=station_head.actor)

    @pytest.fixture
    def reviewed(self, submitted, street_officer):
        return services.review_list(held=submitted, by=street_officer.actor)

    def test_to_the_end(self, reviewed, county_officer):
        county = county_officer.actor
        services.approve_lists(lists=[reviewed], by=county)
        assert reread(reviewed).state == "APPROVED"
        assert (
            refused(services.mark_paid, lists=[reviewed], on=dt.date(2026, 11, 21), by=county)
            == "发放日期不能在今天以后。"
        )
        services.mark_paid(lists=[reviewed], on=NOW, by=county)
        held = reread(reviewed)
        assert (held.state, held.paid_on, held.paid_by.uuid) == ("PAID", NOW, county.uuid)
        assert Event.objects.filter(name__startswith="allowance.list.").count() == 5

    def test_submitted_only_as_it_was_looked_at(self, drafted, station_head):
        make_registration(make_certificate(drafted.lines.get(eligible=False).worker))
        assert "请先点“重新核对”" in refused(services.submit_list, held=drafted, by=station_head.actor)

    def test_nobody_on_it(self, station, station_head):
        make_worker("没有证书", station=station)
        held = services.draft_list(station=station, month=MONTH, by=BY)
        assert "不需要提交" in refused(services.submit_list, held=held, by=station_head.actor)

    def test_returned_by_the_street_and_sent_again(self, submitted, street_officer, county_officer, station_head):
        given = {"held": submitted, "reason": "请核对登记"}
        assert refused(services.return_list, by=county_officer.actor, held=submitted, reason="早了") == (
            "这份名单现在不由您办理。"
        )
        assert (
            refused(services.return_list, by=street_officer.actor, held=submitted, reason=" ") == "请写明退回的理由。"
        )
        services.return_list(by=street_officer.actor, **given)
        held = reread(submitted)
        assert (held.state, held.returned_reason) == ("RETURNED", "请核对登记")
        services.submit_list(held=held, by=station_head.actor)
        assert reread(held).returned_reason == ""

    def test_returned_by_the_county(self, reviewed, street_officer, county_officer):
        assert "不由您办理" in refused(services.return_list, held=reviewed, reason="某", by=street_officer.actor)
        services.return_list(held=reviewed, reason="标准有变", by=county_officer.actor)
        assert reread(reviewed).state == "RETURNED"

    def test_nobody_passes_on_his_own_step(self, submitted, station_head, reviewed, street_officer):
        assert "由另一人办理" in refused(services.approve_lists, lists=[reviewed], by=street_officer.actor)

    def test_nor_a_list_with_himself(self, drafted, station_head, station):
        services.submit_list(held=drafted, by=station_head.actor)
        own, _ = make_colleague("名单里的人", station)
        worker = drafted.lines.get(eligible=True).worker
        own.user.person_uuid = worker.person.uuid
        own.user.save()
        assert "有您本人" in refused(services.review_list, held=drafted, by=own.actor)

    def test_many_or_none(self, reviewed, neighbour_station, county_officer):
        other = make_list(neighbour_station, MONTH, "SUBMITTED")
        lists = [reviewed, other]
        assert "不能变为" in refused(services.approve_lists, lists=lists, by=county_officer.actor)
        assert reread(reviewed).state == "REVIEWED"
        assert refused(services.approve_lists, lists=[], by=BY) == "请至少选择一份名单。"
        assert refused(services.mark_paid, lists=[], on=NOW, by=BY) == "请至少选择一份名单。"

    def test_closed_lists_are_not_moved_back(self, station):
        held = make_list(station, MONTH, "PAID")
        assert "不能变为" in refused(services.review_list, held=held, by=BY)


class TestAdjustment:
    @pytest.fixture
    def open_list(self, station):
        return make_list(station, MONTH)

    @pytest.fixture
    def paid(self, station):
        held = make_list(station, "2026-09", "PAID")
        worker = certified("陈社工", station)
        make_line(held, worker, 20000)
        return worker

    def test_more_and_less(self, open_list, paid):
        row = services.add_adjustment(
            held=open_list, worker=paid, for_month="2026-09", fen=-5000, reason="标准更正", by=BY
        )
        assert (row.kind, row.fen, row.reasons) == ("ADJUSTMENT", -5000, ["标准更正"])
        again = {"held": open_list, "worker": paid, "for_month": "2026-09", "fen": 100, "reason": "再次", "by": BY}
        assert "请先删除再登记" in refused(services.add_adjustment, **again)
        services.remove_adjustment(line=row, by=BY)
        services.add_adjustment(**again)

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"fen": 0}, "金额不能为 0。"),
            ({"for_month": MONTH}, "只对以前的月份"),
            ({"for_month": "2026-08"}, "还没有核准"),
            ({"reason": ""}, "请写明补发或扣回的理由。"),
            ({"fen": -20001}, "超过了这个月已发的金额"),
        ],
    )
    def test_refused(self, open_list, paid, changes, problem):
        given = {"held": open_list, "worker": paid, "for_month": "2026-09", "fen": 100, "reason": "漏发", "by": BY}
        assert problem in refused(services.add_adjustment, **{**given, **changes})

    def test_all_of_it_may_be_taken_back(self, open_list, paid):
        services.add_adjustment(held=open_list, worker=paid, for_month="2026-09", fen=-20000, reason="不应发放", by=BY)

    def test_not_on_a_list_that_was_handed_in(self, station, paid):
        held = make_list(station, MONTH, "SUBMITTED")
        given = {"held": held, "worker": paid, "for_month": "2026-09", "fen": 100, "reason": "漏发", "by": BY}
        assert "名单已提交" in refused(services.add_adjustment, **given)
        line = make_line(held, paid, 100, kind="ADJUSTMENT", for_month="2026-09")
        assert "不能再删除" in refused(services.remove_adjustment, line=line, by=BY)

    def test_a_month_line_is_not_removed(self, open_list, paid):
        assert "不能再删除" in refused(services.remove_adjustment, line=make_line(open_list, paid), by=BY)


class TestHolds:
    def test_stops_and_goes_on(self, drafted, station, street_officer):
        worker = drafted.lines.get(eligible=True).worker
        given = {"worker": worker, "station": station, "starts_on": dt.date(2026, 10, 10), "by": street_officer.actor}
        assert refused(rates.set_hold, reason=" ", **given) == "请写明停发的理由。"
        assert "不能早于开始日期" in refused(rates.set_hold, reason="停职", ends_on=dt.date(2026, 10, 9), **given)
        hold = rates.set_hold(reason="停职检查", **given)
        services.draft_list(station=station, month=MONTH, by=BY)
        assert drafted.lines.get(worker=worker).reasons == ["停发期间：停职检查"]
        assert "不能早于停发开始" in refused(rates.end_hold, hold=hold, on=dt.date(2026, 10, 9), by=BY)
        rates.end_hold(hold=hold, on=dt.date(2026, 10, 31), by=BY)
        assert AllowanceHold.objects.get().ends_on == dt.date(2026, 10, 31)


class TestByItself:
    def run(self):
        jobs.enqueue("staff.tasks.allowance.draft_lists", by=BY, title="名单")
        jobs.run_pending(reraise=True)

    def test_drafts_where_a_rate_holds(self, station, neighbour_station, rate):
        certified("陈社工", station)
        far = make_station(make_site(places.communities("210202")[0]))
        certified("别市", far)
        self.run()
        assert [(held.station, held.month) for held in AllowanceList.objects.order_by("id")] == [(station, MONTH)]
        AllowanceList.objects.update(state="SUBMITTED")
        self.run()
        assert AllowanceList.objects.count() == 1

    def test_no_rate_no_list(self, station):
        certified("陈社工", station)
        make_rate(valid_to=dt.date(2026, 10, 30))
        self.run()
        assert not AllowanceList.objects.exists()


def test_months_of_a_year(station, neighbour_station, station_head, county_officer):
    paid = make_list(station, "2026-08", "PAID")
    make_line(paid, make_worker("甲"), 20000)
    make_line(paid, make_worker("乙"), 30000)
    make_line(paid, make_worker("丙"), -5000, kind="ADJUSTMENT", eligible=True, for_month="2026-07")
    make_line(make_list(neighbour_station, "2026-08", "APPROVED"), make_worker("丁"), 10000)
    make_line(make_list(station, "2026-09", "SUBMITTED"), make_worker("戊"), 70000)
    make_line(make_list(station, "2025-09", "PAID"), make_worker("己"), 70000)
    assert months_of_year(county_officer.actor.scope, 2026) == [
        {"month": "2026-08", "lists": 2, "persons": 3, "fen": 55000, "paid_fen": 45000},
        {"month": "2026-09", "lists": 1, "persons": 0, "fen": 0, "paid_fen": 0},
    ]
    assert [row["fen"] for row in months_of_year(station_head.actor.scope, 2026)] == [45000, 0]


def test_what_was_kept_as_basis(db):
    assert make_rate(basis_file=make_kept()).basis_file is not None
    assert today() == NOW
