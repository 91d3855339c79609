"""Anomalies found at night and settled; draws by seed; pages of both."""

import datetime as dt
from itertools import pairwise

import pytest
from django.urls import reverse

from liangzhan.access.roles import Role
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.models import Anomaly, DrawnRecord, SampleDraw
from liangzhan.volunteers.queries.anomalies import counties_with_records
from liangzhan.volunteers.rules.anomalies import Thresholds
from liangzhan.volunteers.rules.sampling import draw, draw_problem, ticket
from liangzhan.volunteers.services.anomalies import find_anomalies, settle_anomaly
from liangzhan.volunteers.services.sampling import Wish, check_drawn, draw_sample, publish_draw
from liangzhan.volunteers.settings_hours import thresholds_at
from liangzhan.volunteers.tasks.hours import nightly
from tests.factories.accounts import make_person
from tests.factories.occasions import make_occasion, make_stay
from tests.factories.people import BY
from tests.factories.volunteers import make_record, make_volunteer, make_volunteering

YESTERDAY = today() - dt.timedelta(days=1)
COUNTY = "210102"


class TestDrawing:
    def test_the_same_seed_draws_the_same_in_any_order(self):
        records = [f"record-{one}" for one in range(200)]
        first = draw(records, seed="示例", size=10)
        assert draw(reversed(records), seed="示例", size=10) == first and len(set(first)) == 10
        assert draw(records, seed="另一个", size=10) != first
        assert all(ticket("示例", a) < ticket("示例", b) for a, b in pairwise(first))
        assert draw(records[:3], seed="示例", size=10) == sorted(records[:3], key=lambda one: ticket("示例", one))

    def test_a_ticket_can_be_computed_by_anybody(self):
        assert ticket("a", "b").startswith("0eab8a0a")

    @pytest.mark.parametrize(("size", "population", "word"), [(5, 0, "没有"), (0, 5, "至少"), (5, 3, "")])
    def test_when_nothing_can_be_drawn(self, size, population, word):
        told = draw_problem(size, population)
        assert word in told and bool(told) == bool(word)


@pytest.mark.django_db
def test_thresholds_are_settings_and_start_as_the_detector_was_proven():
    assert thresholds_at(today(), "210102001002") == Thresholds()


def odd_records(station):
    """A day of nine hours on somebody's own duty, a record that came late; the rest is plain."""
    long = make_volunteer("长日", station=station)
    duty = make_occasion("值班", kind="DUTY", station=station, begins=-40, lasts=8)
    record = make_record(long, on=YESTERDAY, minutes=540)
    make_stay(duty, long.person, in_at=record.starts_at, out_at=record.ends_at)
    late = make_record(
        make_volunteer("迟记", station=station), on=YESTERDAY - dt.timedelta(days=60), recorded_at=record.ends_at
    )
    plain = make_record(make_volunteer("平常", station=station), on=YESTERDAY, recorded_at=record.ends_at)
    type(record).objects.filter(pk=record.pk).update(recorded_at=record.ends_at)
    return record, late, plain


@pytest.mark.django_db
class TestAnomalies:
    def test_found_once_with_reasons_and_settled_by_a_person(
        self, station, station_head, neighbour_head, neighbour_station
    ):
        record, late, plain = odd_records(station)
        assert counties_with_records(YESTERDAY - dt.timedelta(days=90)) == [COUNTY]
        assert find_anomalies(county=COUNTY, by=BY) == 3 and find_anomalies(county=COUNTY, by=BY) == 0
        kinds = set(Anomaly.objects.values_list("record", "kind"))
        assert kinds == {(record.pk, "LONG_DAY"), (record.pk, "OFF_DUTY"), (late.pk, "LATE")}
        assert not plain.anomalies.exists()
        one = Anomaly.objects.get(kind="OFF_DUTY")
        with pytest.raises(RuleBroken, match="范围"):
            settle_anomaly(anomaly=one, state="EXPLAINED", note="示例", by=neighbour_head.actor)
        with pytest.raises(RuleBroken, match="怎样核对"):
            settle_anomaly(anomaly=one, state="EXPLAINED", note=" ", by=station_head.actor)
        with pytest.raises(RuleBroken, match="核对结果"):
            settle_anomaly(anomaly=one, state="OPEN", note="示例", by=station_head.actor)

        class Handle:
            def step(self, key, fn):
                return fn()

        assert nightly(Handle()) == {"found": 0}

    def test_pages(self, station, station_head, neighbour_head, committee_member, neighbour_station):
        record, *_ = odd_records(station)
        find_anomalies(county=COUNTY, by=BY)
        address = reverse("volunteers:hours-anomalies")
        shown = station_head.client.get(address).text
        assert "这段时间本人在岗上班" in shown and "个工作日后才记录" in shown
        assert "没有要核对" in neighbour_head.client.get(address).text
        type(record).objects.filter(pk=record.pk).update(state="CONFIRMED", verified_at=None, verified_by=None)
        waiting = committee_member.client.get(reverse("volunteers:hours-verify")).text
        assert "先核对：" in waiting and " checked" not in waiting  # not ticked before somebody looked
        one = Anomaly.objects.get(kind="OFF_DUTY")
        settling = reverse("volunteers:hours-anomaly", args=[one.pk])
        assert neighbour_head.client.get(settling).status_code == 404
        assert "异常只是提示" in committee_member.client.get(settling).text
        assert committee_member.client.post(settling, {"state": "EXPLAINED"}).status_code == 422
        sent = {"state": "CONFIRMED", "note": "示例：当天值班"}
        with committee_member.client.allow(40):
            assert committee_member.client.post(settling, sent).status_code == 302
        assert "当天值班" in station_head.client.get(f"{address}?state=CONFIRMED").text
        assert station_head.client.get(f"{address}?state=OPEN").text.count("-VS-VOL-") == 2


@pytest.mark.django_db
class TestSamples:
    def wish(self, **changes):
        given = {"starts_on": YESTERDAY, "ends_on": YESTERDAY, "size": 2, "seed": "示例种子"}
        return Wish(**{**given, **changes})

    def test_drawn_checked_and_made_public(self, station, county_officer, street_officer):
        for name in "甲乙丙":
            make_record(make_volunteer(f"志愿{name}", station=station), on=YESTERDAY)
        officer, code = county_officer.actor, f"{COUNTY}000000"
        made = draw_sample(division_code=code, wish=self.wish(), by=officer)
        assert (made.population, made.records.count()) == (3, 2)
        assert draw_sample(division_code=code, wish=self.wish(), by=officer) == made
        for by, wish, word in (
            (street_officer.actor, self.wish(), "范围"),
            (officer, self.wish(ends_on=YESTERDAY - dt.timedelta(1)), "早于"),
            (officer, self.wish(only_back=True), "没有符合"),
        ):
            with pytest.raises(RuleBroken, match=word):
                draw_sample(division_code=code, wish=wish, by=by)
        good, bad = made.records.order_by("pk")
        with pytest.raises(RuleBroken, match="没有核查"):
            publish_draw(draw=made, by=officer)
        with pytest.raises(RuleBroken, match="怎样核查"):
            check_drawn(drawn=good, genuine=True, note="", by=officer)
        check_drawn(drawn=good, genuine=True, note="示例：电话核实", by=officer)
        with pytest.raises(RuleBroken, match="已经核查"):
            check_drawn(drawn=good, genuine=False, note="示例", by=officer)
        check_drawn(drawn=bad, genuine=False, note="示例：本人没有参加", by=officer)
        bad.record.refresh_from_db()
        assert bad.record.state == "REJECTED"
        with pytest.raises(RuleBroken, match="范围"):
            publish_draw(draw=made, by=street_officer.actor)
        assert (
            publish_draw(draw=made, by=officer).published_on
            == today()
            == publish_draw(draw=made, by=officer).published_on
        )

    def test_pages(self, station, county_officer, neighbour_county, station_head):
        make_record(
            make_volunteer(station=station),
            on=YESTERDAY,
            source="BACKFILL",
            grade="D",
            activity=make_volunteering("补录活动", station=station, on=YESTERDAY),
        )
        client = county_officer.client
        assert "还没有抽查过" in client.get(reverse("volunteers:sample-list")).text
        sent = {"starts_on": YESTERDAY, "ends_on": YESTERDAY, "size": "5", "only_back": "on", "seed": "示例"}
        assert client.post(reverse("volunteers:sample-add"), {**sent, "size": "0"}).status_code == 422
        with client.allow(40):
            made = client.post(reverse("volunteers:sample-add"), sent)
        row = SampleDraw.objects.get()
        assert made.url == reverse("volunteers:sample-page", args=[row.uuid])
        shown = client.get(made.url).text
        assert "补录活动" in shown and "示例" in shown and "王志愿" not in shown  # an officer reads masked names
        checking = reverse("volunteers:sample-check", args=[DrawnRecord.objects.get().pk])
        assert neighbour_county.client.get(made.url).status_code == 404
        assert neighbour_county.client.get(checking).status_code == 404
        assert station_head.client.get(made.url).status_code == 403
        assert "向站点索取联系方式" in client.get(checking).text
        with client.allow(40):
            client.post(checking, {"genuine": "yes", "note": "示例：电话核实"})
            assert "已登记公布" in client.post(reverse("volunteers:sample-publish", args=[row.uuid]), follow=True).text
        assert (
            "属实" in client.get(made.url).text
            and f"{today().year}年" in client.get(reverse("volunteers:sample-list")).text
        )


@pytest.mark.django_db
def test_an_evaluator_sees_nothing_of_hours(station):
    reader = make_person("评估", Role.EVALUATOR, division=station.site.division)
    assert reader.client.get(reverse("volunteers:hours-list")).status_code == 403
