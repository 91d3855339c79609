"""提交验收 → one visit for both stations → 整改 or 验收合格 → 复验 → 开站: what each deed does, refuses and leaves behind."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.access.roles import Role
from liangzhan.audit.models import Event
from liangzhan.notices.models import Notice
from liangzhan.programme.models import Rectification, SampledSite, Submission, Visit, VisitItem
from liangzhan.programme.queries.sampling import proposed_way, undrawn_sites
from liangzhan.programme.rules.acceptance import drawn_sites
from liangzhan.programme.services.acceptance import (
    cancel_visit,
    close_visit,
    fill_from_papers,
    plan_visit,
    record_item,
    submit_for_acceptance,
)
from liangzhan.programme.services.opening import open_station
from liangzhan.programme.services.rectification import answer_rectification, decide_rectification
from liangzhan.programme.services.sampling import draw_sample
from liangzhan.stations.models import OpeningHours, Standing, Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Parameter
from liangzhan.toolkit.periods import add_workdays, today
from tests.factories import divisions as places
from tests.factories.acceptance import (
    DAY,
    both_stations,
    not_a_picture,
    picture,
    record_all,
    set_state,
    visit_of,
)
from tests.factories.accounts import make_person
from tests.factories.programme import SYSTEM
from tests.factories.stations import furnish, make_site, make_station


def last_event():
    return Event.objects.order_by("-id").first()


def notices(person):
    return list(Notice.objects.filter(recipient=person.user, read_at=None).order_by("id").values_list("kind", "text"))


def set_parameter(key, value, area="210102"):
    start = dt.date(2020, 1, 1)
    return Parameter.objects.create(key=key, area_code=area, value=value, valid_from=start, basis="示例", set_by=SYSTEM)


@pytest.fixture
def pending(station):
    """Station A with a complete file, 待验收."""
    return set_state(furnish(station), "ACCEPTANCE_PENDING")


@pytest.fixture
def visit(pending, county_officer):
    return visit_of(pending, county_officer)


@pytest.fixture
def failed(visit, county_officer):
    """Closed with the sign and the systems not met: 整改, two demands."""
    record_all(visit, county_officer, A04="NOT_MET", A07="NOT_MET")
    close_visit(visit=visit, held_on=today(), summary="限期整改", by=county_officer.actor)
    return visit


class TestSubmit:
    def test_moves_keeps_a_snapshot_and_tells_the_county(self, station, station_head, county_officer, neighbour_county):
        set_state(furnish(station), "BUILDING")
        assert submit_for_acceptance(station=station, by=station_head.actor).state == "ACCEPTANCE_PENDING"
        held = Submission.objects.get()
        assert (held.station, held.score, held.pass_mark, held.submitted_by.uuid) == (
            station,
            100,
            80,
            station_head.user.uuid,
        )
        assert [row["code"] for row in held.rows][:2] == ["A01", "A02"]
        assert {row["standing"] for row in held.rows} == {"MET"}
        assert notices(county_officer) == [("TODO", f"{station.name}提交验收，请安排。")]
        assert notices(neighbour_county) == []
        assert Notice.objects.get().due_on == add_workdays(today(), 10)
        assert last_event().name == "acceptance.submitted"

    def test_the_city_hears_where_the_county_has_nobody(self, station, station_head, city_officer):
        set_state(furnish(station), "BUILDING")
        submit_for_acceptance(station=station, by=station_head.actor)
        assert len(notices(city_officer)) == 1

    def test_refuses_a_missing_veto(self, station, station_head):
        set_state(furnish(station), "BUILDING")
        Standing.objects.all().delete()
        with pytest.raises(RuleBroken, match="否决项未达标：登记或备案"):
            submit_for_acceptance(station=station, by=station_head.actor)
        station.refresh_from_db()
        assert station.state == "BUILDING" and not Submission.objects.exists()

    def test_refuses_twice(self, pending, station_head):
        with pytest.raises(RuleBroken, match="只有“建设中”"):
            submit_for_acceptance(station=pending, by=station_head.actor)

    def test_a_stale_page_cannot_submit_twice(self, station, station_head):
        stale = set_state(furnish(station), "BUILDING")
        submit_for_acceptance(station=Station.objects.get(pk=stale.pk), by=station_head.actor)
        with pytest.raises(RuleBroken, match="现在是“待验收”"):
            submit_for_acceptance(station=stale, by=station_head.actor)
        assert Submission.objects.count() == 1


class TestPlanVisit:
    def test_one_visit_for_both_stations(self, community, county_officer):
        first, second = both_stations(community, "ACCEPTANCE_PENDING")
        visit = visit_of(first, county_officer)
        assert list(visit.stations.order_by("id").values_list("station", flat=True)) == [first.pk, second.pk]
        assert (visit.state, visit.division_code, visit.planned_by.uuid) == (
            "PLANNED",
            community.code,
            county_officer.user.uuid,
        )
        assert last_event().name == "visit.planned"

    def test_only_the_pending_one(self, community, county_officer):
        first, second = both_stations(community, "ACCEPTANCE_PENDING")
        set_state(first, "BUILDING")
        assert [part.station for part in visit_of(second, county_officer).stations.order_by("id")] == [second]

    def test_tells_the_station_and_settles_the_county(self, pending, station_head, neighbour_head, county_officer):
        Notice.objects.create(
            recipient=county_officer.user, kind="TODO", subject=f"programme.acceptance:{pending.site_id}", text="x"
        )
        visit_of(pending, county_officer)
        assert notices(county_officer) == []
        assert [kind for kind, _ in notices(station_head)] == ["RESULT"]
        assert notices(neighbour_head) == []

    def test_a_street_person_may_be_the_second(self, pending, county_officer):
        visit = visit_of(pending, county_officer, second_inspector="赵街道（南市场街道）")
        assert visit.second_inspector == "赵街道（南市场街道）"

    @pytest.mark.parametrize(
        ("role", "place", "kept"),
        [
            (Role.SUPERVISOR, places.COUNTY, "孙二（督导）"),
            (Role.STREET, None, "孙二（乡镇（街道）人员）"),
            (Role.COMMITTEE, "", "孙二（社区（村）两委）"),
        ],
    )
    def test_a_post_over_the_place_may_be_the_second_and_hears_of_it(self, pending, county_officer, role, place, kept):
        at = pending.site.division
        at = places.division(place) if place else places.street_of(at) if place is None else at
        person = make_person("孙二", role, division=at)
        visit = visit_of(pending, county_officer, second_inspector="", second_user=str(person.user.uuid))
        assert visit.second_inspector == kept
        assert notices(person)[-1] == ("TODO", f"请于 2020年9月1日 参加{visit.site.name}的现场验收，您是第二验收人。")
        assert person.client.get(reverse("programme:visit-page", args=[visit.pk])).status_code == 200
        cancel_visit(visit=visit, reason="暴雪", by=county_officer.actor)
        assert (
            Notice.objects.get(recipient=person.user, kind="TODO", subject__endswith=":second").settled_at is not None
        )

    def test_somebody_without_a_post_there_is_not_the_second(
        self, pending, county_officer, station_head, neighbour_county
    ):
        for person in (station_head, neighbour_county, county_officer):
            with pytest.raises(RuleBroken, match="没有可以担任第二人的岗位"):
                visit_of(pending, county_officer, second_inspector="", second_user=str(person.user.uuid))
        colleague = make_person("王县", Role.COUNTY, division=places.division(places.COUNTY))
        with pytest.raises(RuleBroken, match="不能是同一人"):
            visit_of(pending, county_officer, first_inspector="王县", second_user=str(colleague.user.uuid))
        assert Visit.objects.count() == 0

    def test_refuses(self, pending, station, neighbour_station, county_officer):
        with pytest.raises(RuleBroken, match="没有待验收"):
            visit_of(neighbour_station, county_officer)
        with pytest.raises(RuleBroken, match="需要两人"):
            visit_of(pending, county_officer, second_inspector="")
        with pytest.raises(RuleBroken, match="要先抽取"):
            visit_of(pending, county_officer, "SAMPLE")
        visit_of(pending, county_officer)
        with pytest.raises(RuleBroken, match="已安排验收"):
            visit_of(pending, county_officer)
        assert Visit.objects.count() == 1


class TestCancel:
    def test_the_station_stays_pending_and_hears_why(self, visit, pending, station_head, county_officer):
        cancel_visit(visit=visit, reason="暴雪", by=county_officer.actor)
        visit.refresh_from_db()
        pending.refresh_from_db()
        assert (visit.state, pending.state) == ("CANCELLED", "ACCEPTANCE_PENDING")
        assert notices(station_head)[-1] == ("RESULT", f"{pending.name}原定 2020年9月1日 的验收已取消：暴雪")
        assert notices(county_officer) == [("TODO", f"{pending.site.name}的验收已取消，请重新安排。")]
        assert visit_of(pending, county_officer).state == "PLANNED"

    def test_refuses(self, visit, county_officer):
        with pytest.raises(RuleBroken, match="取消理由"):
            cancel_visit(visit=visit, reason=" ", by=county_officer.actor)
        cancel_visit(visit=visit, reason="暴雪", by=county_officer.actor)
        with pytest.raises(RuleBroken, match="现在是“已取消”"):
            cancel_visit(visit=visit, reason="暴雪", by=county_officer.actor)


class TestRecordItem:
    def test_writes_and_overwrites(self, visit, county_officer):
        part = visit.stations.get()
        record_item(visit_station=part, code="A02", verdict="NOT_MET", note=" 没有房间 ", by=county_officer.actor)
        held = record_item(visit_station=part, code="A02", verdict="MET", by=county_officer.actor)
        assert VisitItem.objects.count() == 1
        assert (held.verdict, held.note, held.recorded_by.uuid) == ("MET", "", county_officer.user.uuid)
        assert held.shown.startswith("活动室 46")
        assert last_event().details == {"code": "A02", "verdict": "MET"}

    def test_two_inspectors_at_once_the_last_word_counts(self, visit, county_officer, city_officer):
        one, other = visit.stations.get(), visit.stations.get()
        record_item(visit_station=one, code="A01", verdict="MET", by=county_officer.actor)
        record_item(visit_station=other, code="A01", verdict="NOT_MET", note="过期", by=city_officer.actor)
        held = VisitItem.objects.get()
        assert (held.verdict, held.recorded_by.uuid) == ("NOT_MET", city_officer.user.uuid)

    def test_photos_once_each(self, visit, county_officer):
        part = visit.stations.get()
        for _ in range(2):  # the answer was lost, the same form is sent again
            held = record_item(
                visit_station=part,
                code="A04",
                verdict="MET",
                photos=[picture(), picture(colour="#c2410c")],
                by=county_officer.actor,
            )
        assert held.photos.count() == 2

    def test_refuses_what_is_no_picture_and_writes_nothing(self, visit, county_officer):
        with pytest.raises(RuleBroken, match="按内容识别") as refusal:
            record_item(
                visit_station=visit.stations.get(),
                code="A04",
                verdict="MET",
                photos=[not_a_picture()],
                by=county_officer.actor,
            )
        assert refusal.value.field == "photos"
        assert not VisitItem.objects.exists()

    def test_refuses_an_item_of_the_other_kind(self, visit, county_officer):
        with pytest.raises(RuleBroken, match="不适用于这类站点"):
            record_item(visit_station=visit.stations.get(), code="A06", verdict="MET", by=county_officer.actor)

    def test_refuses_a_closed_visit(self, failed, county_officer):
        with pytest.raises(RuleBroken, match="已经结束"):
            record_item(visit_station=failed.stations.get(), code="A01", verdict="MET", by=county_officer.actor)


class TestFillFromPapers:
    def test_takes_over_what_the_papers_show(self, pending, county_officer):
        visit = visit_of(pending, county_officer, "PAPERS")
        part = visit.stations.get()
        record_item(visit_station=part, code="A01", verdict="NOT_MET", note="过期", by=county_officer.actor)
        pending.signs.all().delete()
        assert len(fill_from_papers(visit=visit, by=county_officer.actor)) == 8
        held = dict(part.items.order_by("item").values_list("item", "verdict"))
        assert held["A01"] == "NOT_MET" and "A04" not in held and held["A02"] == "MET"
        assert fill_from_papers(visit=visit, by=county_officer.actor) == []

    def test_not_on_site(self, visit, county_officer):
        with pytest.raises(RuleBroken, match="只有材料验收"):
            fill_from_papers(visit=visit, by=county_officer.actor)


class TestClose:
    def test_passes(self, visit, pending, station_head, county_officer):
        record_all(visit, county_officer)
        close_visit(visit=visit, held_on=today(), summary=" 合格 ", by=county_officer.actor)
        visit.refresh_from_db()
        pending.refresh_from_db()
        part = visit.stations.get()
        assert (visit.state, visit.held_on, visit.summary) == ("DONE", today(), "合格")
        assert (part.score, part.pass_mark, part.result) == (100, 80, "PASS")
        assert (pending.state, pending.accepted_on) == ("ACCEPTED", today())
        assert notices(station_head) == [("TODO", f"{pending.name}验收合格，得分 100.0，可以开站。")]
        assert last_event().name == "visit.closed"

    def test_fails_on_a_veto(self, station_head, failed, pending):
        pending.refresh_from_db()
        part = failed.stations.get()
        assert (part.result, pending.state, pending.accepted_on) == ("FAIL", "RECTIFYING", None)
        due_on = add_workdays(today(), 15)
        assert list(part.rectifications.order_by("item").values_list("item", "demand", "due_on", "state")) == [
            ("A04", "现场没有看到", due_on, "OPEN"),
            ("A07", "现场没有看到", due_on, "OPEN"),
        ]
        assert Notice.objects.get(recipient=station_head.user, read_at=None).due_on == due_on

    def test_each_station_of_the_site_by_itself(self, community, county_officer):
        social, volunteer = both_stations(community, "ACCEPTANCE_PENDING")
        visit = record_all(visit_of(social, county_officer), county_officer)
        bad = visit.stations.get(station=volunteer)
        record_item(visit_station=bad, code="A06", verdict="NOT_MET", note="无人", by=county_officer.actor)
        close_visit(visit=visit, held_on=today(), summary="", by=county_officer.actor)
        social.refresh_from_db()
        volunteer.refresh_from_db()
        assert (social.state, volunteer.state) == ("ACCEPTED", "RECTIFYING")
        assert [one.item for one in Rectification.objects.order_by("id")] == ["A06"]

    def test_mark_and_days_are_parameters_of_the_area(self, visit, pending, county_officer):
        set_parameter("acceptance.pass_mark", 96)
        set_parameter("acceptance.rectification_days", 5)
        record_all(visit, county_officer, A12="NOT_MET")
        close_visit(visit=visit, held_on=today(), summary="", by=county_officer.actor)
        part = visit.stations.get()
        assert (str(part.score), part.pass_mark, part.result) == ("94.7", 96, "FAIL")
        assert part.rectifications.get().due_on == add_workdays(today(), 5)

    def test_refuses(self, visit, county_officer):
        with pytest.raises(RuleBroken, match="还有 10 项没有结论"):
            close_visit(visit=visit, held_on=today(), summary="", by=county_officer.actor)
        record_all(visit, county_officer)
        with pytest.raises(RuleBroken, match="不能晚于今天"):
            close_visit(visit=visit, held_on=today() + dt.timedelta(1), summary="", by=county_officer.actor)
        with pytest.raises(RuleBroken, match="不能早于提交验收的日期 2020-09-01"):
            close_visit(visit=visit, held_on=DAY - dt.timedelta(1), summary="", by=county_officer.actor)
        visit.refresh_from_db()
        assert visit.state == "PLANNED"
        close_visit(visit=visit, held_on=DAY, summary="", by=county_officer.actor)
        with pytest.raises(RuleBroken, match="已经结束"):
            close_visit(visit=visit, held_on=DAY, summary="", by=county_officer.actor)


class TestRectification:
    def test_the_whole_way_to_a_recheck(self, failed, pending, station_head, county_officer):
        first, second = Rectification.objects.order_by("item")
        answer_rectification(rectification=first, answer="已悬挂", by=station_head.actor)
        assert notices(county_officer) == [("TODO", f"{pending.name}已反馈整改：醒目标识牌，请核实。")]
        decide_rectification(rectification=first, accepts=True, by=county_officer.actor)
        pending.refresh_from_db()
        assert pending.state == "RECTIFYING" and notices(county_officer) == []
        answer_rectification(rectification=second, answer="已采用", by=station_head.actor)
        decide_rectification(rectification=second, accepts=True, by=county_officer.actor)
        pending.refresh_from_db()
        assert pending.state == "ACCEPTANCE_PENDING" and notices(station_head) == []
        assert notices(county_officer) == [("TODO", f"{pending.name}整改完成，请复验（可看材料）。")]
        assert proposed_way(pending.site, on=today()) == "PAPERS"
        again = visit_of(pending, county_officer, "PAPERS")
        fill_from_papers(visit=again, by=county_officer.actor)
        close_visit(visit=again, held_on=today(), summary="", by=county_officer.actor)
        pending.refresh_from_db()
        assert pending.state == "ACCEPTED"
        assert again.stations.get().result == "PASS_AFTER_RECTIFICATION"

    def test_sent_back(self, failed, pending, station_head, county_officer):
        row = Rectification.objects.order_by("item").first()
        answer_rectification(rectification=row, answer="已悬挂", by=station_head.actor)
        decide_rectification(rectification=row, accepts=False, reason="照片不清", by=county_officer.actor)
        row.refresh_from_db()
        assert (row.state, row.decided_at, row.decided_by) == ("OPEN", None, None)
        assert notices(station_head)[-1] == ("RETURNED", f"{pending.name}的整改被退回：醒目标识牌。照片不清")
        assert last_event().details == {"accepts": False, "reason": "照片不清"}

    def test_refuses(self, failed, station_head, county_officer):
        row = Rectification.objects.order_by("item").first()
        with pytest.raises(RuleBroken, match="请写明整改情况"):
            answer_rectification(rectification=row, answer=" ", by=station_head.actor)
        with pytest.raises(RuleBroken, match="现在是“待整改”"):
            decide_rectification(rectification=row, accepts=True, by=county_officer.actor)
        answer_rectification(rectification=row, answer="已悬挂", by=station_head.actor)
        with pytest.raises(RuleBroken, match="退回要写明理由"):
            decide_rectification(rectification=row, accepts=False, by=county_officer.actor)
        with pytest.raises(RuleBroken, match="现在是“已反馈”"):
            answer_rectification(rectification=row, answer="再次", by=station_head.actor)

    def test_the_street_hears_where_the_station_has_nobody(self, visit, pending, street_officer, county_officer):
        record_all(visit, county_officer, A01="NOT_MET")
        close_visit(visit=visit, held_on=today(), summary="", by=county_officer.actor)
        assert [kind for kind, _ in notices(street_officer)] == ["TODO"]


class TestSampling:
    @pytest.fixture
    def sites(self, db):
        """Four sites of 和平区 that wait, and one of 沈河区."""
        set_parameter("acceptance.way", "SAMPLE")
        set_parameter("acceptance.sample_share", 0.5)
        wanted = [*places.communities(places.COUNTY[:6])[4:8], places.communities(places.NEIGHBOUR_COUNTY[:6])[0]]
        made = [set_state(make_station(make_site(one)), "ACCEPTANCE_PENDING") for one in wanted]
        return [one.site for one in made]

    def test_draw(self, sites, county_officer):
        draw = draw_sample(area_code=places.COUNTY, seed="20201001-a1", by=county_officer.actor)
        own = [site.pk for site in sites[:4]]
        drawn = set(SampledSite.objects.filter(draw=draw, is_drawn=True).values_list("site_id", flat=True))
        assert sorted(draw.sites.values_list("site_id", flat=True)) == own
        assert drawn == drawn_sites(own, seed="20201001-a1", share=0.5) and len(drawn) == 2
        assert last_event().details == {"area_code": places.COUNTY, "seed": "20201001-a1"}

    def test_the_way_follows_the_draw(self, sites, county_officer):
        site = sites[0]
        assert proposed_way(site, on=today()) == "SAMPLE"
        draw = draw_sample(area_code=places.COUNTY, by=county_officer.actor)
        assert draw.seed.startswith(f"{today():%Y%m%d}-")
        named = draw.sites.get(site=site)
        other = draw.sites.exclude(is_drawn=named.is_drawn).order_by("id").first()
        drawn, spared = (named, other) if named.is_drawn else (other, named)
        assert proposed_way(drawn.site, on=today()) == "SAMPLE"
        assert proposed_way(spared.site, on=today()) == "PAPERS"
        with pytest.raises(RuleBroken, match="已被抽中"):
            visit_of(drawn.site.stations.get(), county_officer, "PAPERS")
        with pytest.raises(RuleBroken, match="没有被抽中"):
            visit_of(spared.site.stations.get(), county_officer, "SAMPLE")
        assert visit_of(spared.site.stations.get(), county_officer, "PAPERS").draw == draw
        assert visit_of(drawn.site.stations.get(), county_officer, "SAMPLE").draw == draw

    def test_refuses(self, sites, county_officer, neighbour_county, neighbour_city):
        with pytest.raises(RuleBroken, match="不是抽查"):
            draw_sample(area_code=places.NEIGHBOUR_COUNTY, by=neighbour_county.actor)
        with pytest.raises(RuleBroken, match="没有需要抽取"):
            draw_sample(area_code=places.COUNTY, by=neighbour_city.actor)
        draw_sample(area_code=places.COUNTY, by=county_officer.actor)
        assert undrawn_sites(county_officer.actor.scope, places.COUNTY) == []
        with pytest.raises(RuleBroken, match="没有需要抽取"):
            draw_sample(area_code=places.COUNTY, by=county_officer.actor)


class TestOpening:
    @pytest.fixture
    def accepted(self, pending):
        return set_state(pending, "ACCEPTED", accepted_on=DAY)

    def test_opens(self, accepted, station_head):
        assert open_station(station=accepted, on=DAY, by=station_head.actor).state == "OPERATING"
        accepted.refresh_from_db()
        assert accepted.opened_on == DAY
        assert last_event().details == {"on": DAY.isoformat()}

    def test_refuses(self, accepted, pending, station_head):
        with pytest.raises(RuleBroken, match="不能早于验收合格日期 2020-09-01"):
            open_station(station=accepted, on=DAY - dt.timedelta(1), by=station_head.actor)
        with pytest.raises(RuleBroken, match="不能晚于今天"):
            open_station(station=accepted, on=today() + dt.timedelta(1), by=station_head.actor)
        OpeningHours.objects.all().delete()
        with pytest.raises(RuleBroken, match="请先填写开放时间"):
            open_station(station=accepted, on=DAY, by=station_head.actor)

    def test_only_after_acceptance(self, pending, station_head):
        with pytest.raises(RuleBroken, match="现在是“待验收”"):
            open_station(station=pending, on=today(), by=station_head.actor)


def test_plan_visit_needs_the_named_arguments(pending, county_officer):
    with pytest.raises(TypeError):
        plan_visit(site=pending.site, by=county_officer.actor)
