"""Pages of community activities and of ratings: K-01 … K-06 on screen; the neighbour's is there and is not shown."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from liangzhan.access.roles import Role
from liangzhan.activities.models import Activity, RatingSheet
from liangzhan.activities.services.activity_ratings import open_ratings
from liangzhan.needs.models import Need
from liangzhan.needs.services.needs import raise_need
from liangzhan.occasions.owners import link_of
from liangzhan.occasions.services.roll import reopen_occasion, take_roll
from liangzhan.stations.models import Room
from liangzhan.toolkit.periods import today
from tests.credentials.conftest import queries_of
from tests.factories.accounts import make_person
from tests.factories.groups import ACTIVITY, hold_activity, make_activity
from tests.factories.people import BY, make_individual
from tests.factories.staff import make_colleague, make_worker
from tests.factories.stations import make_photo

LIST, DESK = reverse("activities:activity-list"), reverse("home:desk-part", args=["service"])
PLAN = ("name", "domain", "kind", "need_statement", "goal", "target", "expected_heads", "place", "agenda", "staffing",
        "safety")  # fmt: skip


def page(name, row):
    return reverse(f"activities:{name}", args=[row.uuid])


@pytest.fixture
def chen(station):
    """陈社工, signed in, and the worker."""
    return make_colleague("陈社工", station)


def plan_form(worker, **change):
    day = today() + dt.timedelta(days=5)
    given = {name: getattr(ACTIVITY, name) for name in PLAN}
    given |= {"starts_at": f"{day}T14:00", "ends_at": f"{day}T16:00", "leader": worker.pk, "form_key": uuid.uuid4()}
    return {**given, **change}


class TestPlan:
    def test_written_changed_approved(self, station, chen, station_head):
        who, worker = chen
        room = Room.objects.create(site=station.site, name="活动室一", area=40)
        add = reverse("activities:activity-add")
        assert "活动室一" in who.client.get(add).text
        with who.client.allow(40):
            answer = who.client.post(add, plan_form(worker, room=room.pk, budget_fen="400"))
        row = Activity.objects.get()
        assert answer.url == page("activity-page", row) == link_of(row.occasion)[1]
        assert (row.room, row.budget_fen) == (room, 40000)
        assert "400.00" in who.client.get(page("activity-edit", row)).text
        with who.client.allow(50):
            who.client.post(page("activity-edit", row), plan_form(worker, place="院子"))
            who.client.post(page("activity-submit", row))
        assert "冬季防诈骗讲座" in station_head.client.get(DESK).text
        with station_head.client.allow(40):
            station_head.client.post(page("activity-decide", row), {"decision": "no", "reason": "补安全预案"})
        assert "退回：补安全预案" in who.client.get(page("activity-page", row)).text
        with who.client.allow(50):
            who.client.post(page("activity-submit", row))
        with station_head.client.allow(40):
            station_head.client.post(page("activity-decide", row), {"decision": "yes", "reason": ""})
        row.refresh_from_db()
        assert row.state == "APPROVED" and row.number in who.client.get(page("activity-page", row)).text

    def test_another_plan_at_that_time_is_named(self, station, chen):
        make_activity(station, chen[1], days=5, name="义诊")
        answer = chen[0].client.post(reverse("activities:activity-add"), plan_form(chen[1]))
        assert answer.status_code == 422 and "已安排“义诊”" in answer.text and "冬季防诈骗讲座" in answer.text

    def test_it_names_the_needs_it_answers(self, station, chen):
        words = {"category": "S04", "description": "接到诈骗电话", "source": "VISIT"}
        need = raise_need(station=station, by=BY, **words)
        add, voucher = reverse("activities:activity-add"), f"needs.Need:{need.uuid}"
        text = chen[0].client.get(add).text
        assert voucher in text and "接到诈骗电话" not in text
        with chen[0].client.allow(40):
            chen[0].client.post(add, plan_form(chen[1], needs=voucher))
        row = Activity.objects.get()
        assert row.needs == [voucher]
        assert reverse("needs:need-page", args=[need.uuid]) in chen[0].client.get(page("activity-page", row)).text
        Need.objects.update(state="SERVED")
        assert voucher in chen[0].client.get(page("activity-edit", row)).text
        assert voucher not in chen[0].client.get(add).text

    def test_called_off(self, station, chen):
        row = make_activity(station, chen[1], days=5)
        with chen[0].client.allow(40):
            chen[0].client.post(page("activity-cancel", row), {"reason": "暴雨"})
        assert "活动已取消：暴雨" in chen[0].client.get(page("activity-page", row)).text


class TestList:
    def test_own_filters_export_and_queries(self, station, chen, neighbour_station, committee_member):
        make_activity(station, chen[1])
        make_activity(neighbour_station, make_worker("李社工", station=neighbour_station), name="邻站活动")
        text = committee_member.client.get(LIST).text
        assert "冬季防诈骗讲座" in text and "邻站活动" not in text and "计划活动" not in text
        one = queries_of(chen[0].client, LIST)
        for number in range(2):
            made = make_activity(
                station, chen[1], days=-10 - number, name=f"义诊{number}", kind="CLINIC", domain="CORRECTION"
            )
            hold_activity(made)
        assert (one, queries_of(chen[0].client, LIST)) == (one, one)
        text = chen[0].client.get(LIST + f"?kind=CLINIC&domain=CORRECTION&q=义&state=HELD&year={today().year}").text
        assert "义诊1" in text and "冬季防诈骗讲座" not in text
        assert "没有符合条件的活动" in chen[0].client.get(LIST + "?year=2019").text
        assert chen[0].client.get(reverse("activities:activity-export")).content[:2] == b"PK"

    def test_nothing_yet(self, chen, county_officer):
        assert "计划第一项活动" in chen[0].client.get(LIST).text
        assert county_officer.client.get(LIST).status_code == 403


class TestHeld:
    def test_recorded_corrected_and_summed_up(self, station, chen, committee_member):
        who, row = chen[0], make_activity(station, chen[1])
        assert "冬季防诈骗讲座" in who.client.get(DESK).text
        assert "先点名" in who.client.get(page("activity-record", row)).text
        with who.client.allow(80):
            who.client.post(page("activity-record", row), {"unidentified": 12, "process": "照常进行"})
        text = committee_member.client.get(page("activity-page", row)).text
        assert "12 人次" in text and "照常进行" in text and "写总结" not in text
        assert "满意度" in who.client.get(DESK).text
        assert "照常进行" in who.client.get(page("activity-amend", row)).text
        with who.client.allow(60):
            who.client.post(page("activity-amend", row), {"process": "照常进行，问答热烈"})
            who.client.post(
                page("activity-addendum", row), {"form_key": uuid.uuid4(), "reason": "补", "text": "媒体到场"}
            )
        row.occasion.refresh_from_db()
        reopen_occasion(occasion=row.occasion, reason="少数了", by=BY)
        take_roll(occasion=row.occasion, marks={}, unidentified=15, by=BY)
        assert "更正人数" in who.client.get(page("activity-page", row)).text
        with who.client.allow(80):
            who.client.post(page("activity-recount", row), {"reason": "少数了"})
        assert "15 人次" in who.client.get(page("activity-summary", row)).text
        with who.client.allow(40):
            who.client.post(
                page("activity-summary", row), {"outcome": "好", "problems": "无", "budget_used_fen": "320"}
            )
        text = who.client.get(page("activity-page", row)).text
        assert "已总结" in text and "320 元" in text and "媒体到场" in text and "问答热烈" in text
        assert "320.00" in who.client.get(page("activity-summary", row)).text
        for name in ("activity-paper", "activity-summary-paper"):
            assert who.client.get(page(name, row)).content[:4] == b"%PDF"

    def test_photos(self, station, chen, neighbour_head):
        who, row = chen[0], make_activity(station, chen[1])
        with who.client.allow(40):
            who.client.post(page("activity-photo", row), {"photo": make_photo(), "caption": "现场"})
        file = reverse("activities:activity-photo-file", args=[row.photos.get().pk])
        assert who.client.get(file).status_code == 200 and neighbour_head.client.get(file).status_code == 404
        remove = reverse("activities:activity-photo-remove", args=[row.uuid, row.photos.get().pk])
        other = make_activity(station, chen[1], days=-9)
        assert who.client.post(remove.replace(str(row.uuid), str(other.uuid))).status_code == 404
        with who.client.allow(120):  # nobody else may hold the file
            who.client.post(remove)
        assert not row.photos.exists()

    @pytest.mark.parametrize("domain", ["CORRECTION", "DRUG_REHAB"])
    def test_who_takes_part_in_these_is_nowhere(self, station, chen, domain):
        person = make_individual("王某某", station=station, tie="CLIENT")
        row = hold_activity(make_activity(station, chen[1], domain=domain), person, heads=3)
        for address in (page("activity-page", row), reverse("occasions:roll", args=[row.occasion.uuid])):
            text = chen[0].client.get(address).text
            assert "王某某" not in text and "签到码</a>" not in text.split('class="content"')[0]
        text = chen[0].client.get(page("activity-page", row)).text
        assert "只计人数" in text and "4 人次" in text and "添加照片" not in text


class TestRatings:
    def test_code_paper_and_end(self, station, chen):
        who, row = chen[0], hold_activity(make_activity(station, chen[1]), heads=12)
        answer = who.client.post(page("activity-ratings-open", row))
        sheet = RatingSheet.objects.get()
        assert answer.url == reverse("activities:ratings-page", args=[sheet.pk])
        assert "<svg" in who.client.get(answer.url).text
        paper = reverse("activities:ratings-paper", args=[sheet.pk])
        counts = {"paper_5": 9, "paper_4": 1, "paper_3": 0, "paper_2": 0, "paper_1": 0}
        assert who.client.post(paper, {**counts, "paper_5": 99}).status_code == 422
        who.client.post(paper, counts)
        assert "10 份，平均 4.90 分，满意 100%" in who.client.get(page("activity-page", row)).text
        assert 'value="9"' in who.client.get(paper).text
        who.client.post(reverse("activities:ratings-end", args=[sheet.pk]))
        assert "线上评价已截止" in who.client.get(answer.url).text

    def test_anybody_with_the_code_answers_once(self, station, chen, client):
        sheet = open_ratings(plan=hold_activity(make_activity(station, chen[1])), by=BY)
        address, key = reverse("activities:rate", args=[sheet.token]), uuid.uuid4()
        assert "冬季防诈骗讲座" in client.get(address).text
        for _ in range(2):
            answer = client.post(address, {"form_key": key, "score": 5, "comment": "讲得好"})
            assert answer.url == reverse("activities:rated")
        assert "没有记录您是谁" in client.get(answer.url).text
        sheet.refresh_from_db()
        assert sheet.online == 1
        assert client.post(address, {"form_key": uuid.uuid4()}).status_code == 422
        assert "讲得好" in chen[0].client.get(reverse("activities:ratings-page", args=[sheet.pk])).text

    def test_closed_unknown_and_too_often(self, station, chen, client, monkeypatch):
        coming = open_ratings(plan=make_activity(station, chen[1], days=2), by=BY)
        address = reverse("activities:rate", args=[coming.token])
        assert "还没有举行" in client.get(address).text
        assert client.post(address, {"form_key": uuid.uuid4(), "score": 5}).status_code == 422
        assert client.get(reverse("activities:rate", args=["nothing"])).status_code == 404
        sheet = open_ratings(plan=make_activity(station, chen[1]), by=BY)
        monkeypatch.setattr("liangzhan.activities.services.activity_ratings.value_of", lambda *a, **k: 0)
        answer = client.post(reverse("activities:rate", args=[sheet.token]), {"form_key": uuid.uuid4(), "score": 5})
        assert answer.status_code == 429 and "一小时后再试" in answer.text


def test_the_neighbours_is_not_there(station_head, neighbour_station):
    other = make_activity(neighbour_station, make_worker("李社工", station=neighbour_station))
    sheet = open_ratings(plan=other, by=BY)
    get = ("activity-page", "activity-edit", "activity-cancel", "activity-decide", "activity-record", "activity-amend",
           "activity-recount", "activity-summary", "activity-addendum", "activity-photo", "activity-paper",
           "activity-summary-paper")  # fmt: skip
    assert {station_head.client.get(page(name, other)).status_code for name in get} == {404}
    for name in ("activity-submit", "activity-ratings-open"):
        assert station_head.client.post(page(name, other)).status_code == 404
    for name in ("ratings-page", "ratings-paper"):
        assert station_head.client.get(reverse(f"activities:{name}", args=[sheet.pk])).status_code == 404


def test_queries_of_the_page(station, chen):
    row = hold_activity(make_activity(station, chen[1]))
    open_ratings(plan=row, by=BY)
    assert queries_of(chen[0].client, page("activity-page", row)) <= 20


def test_a_supervisor_reads_and_decides_but_plans_nothing(station, chen, social_worker):
    from liangzhan.activities.services.activity_approval import submit_plan
    from tests.factories import divisions as places

    wu = make_person("吴督导", Role.SUPERVISOR, division=places.division(places.COUNTY))
    row = submit_plan(plan=make_activity(station, chen[1], days=3, approved=False), by=social_worker.actor)
    assert wu.client.get(page("activity-page", row)).status_code == 200
    assert wu.client.get(page("activity-edit", row)).status_code == 403
    with wu.client.allow(40):
        assert wu.client.post(page("activity-decide", row), {"decision": "yes", "reason": ""}).status_code == 302
