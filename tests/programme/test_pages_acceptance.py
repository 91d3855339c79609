"""Pages of checklist, acceptance, rectification and opening: who sees what, what a click does, how many queries."""

import pytest
from django.urls import reverse

from liangzhan.programme.models import Rectification, Visit, VisitItem
from liangzhan.programme.services.acceptance import close_visit, record_item
from liangzhan.programme.services.rectification import answer_rectification
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
from tests.factories import divisions as places
from tests.factories.acceptance import both_stations, not_a_picture, picture, record_all, set_state, visit_of
from tests.factories.stations import furnish, make_site, make_station
from tests.programme.test_services_acceptance import set_parameter


def url(name, *args):
    return reverse(f"programme:{name}", args=args)


def post(person, place, *given, **more):
    """A deed writes its row, its log, its event and its notices, each in a savepoint of the test: more than a page asks."""
    with person.client.allow(70):
        return person.client.post(place, *given, **more)


@pytest.fixture
def pending(station):
    return set_state(furnish(station), "ACCEPTANCE_PENDING")


@pytest.fixture
def visit(pending, county_officer):
    return visit_of(pending, county_officer)


@pytest.fixture
def demand(visit, county_officer):
    """One thing to mend at station A."""
    record_all(visit, county_officer, A04="NOT_MET")
    close_visit(visit=visit, held_on=today(), summary="", by=county_officer.actor)
    return Rectification.objects.get()


class TestChecklist:
    def test_live_lines(self, station, station_head):
        set_state(station, "BUILDING")
        page = station_head.client.get(url("checklist", station.pk))
        text = page.content.decode()
        assert text.count("check-row") == 10
        assert "还没有登记或备案。" in text and "5 项否决项未达标" in text
        assert text.count(f'href="{reverse("stations:standing", args=[station.pk])}"') >= 1
        assert "disabled" in text and "否决项未达标：登记或备案" in text

    def test_ready_to_submit(self, station, station_head):
        set_state(furnish(station), "BUILDING")
        page = station_head.client.get(url("checklist", station.pk)).content.decode()
        assert "否决项已全部达标" in page and "提交验收" in page and "disabled" not in page
        answer = post(station_head, url("submit-acceptance", station.pk))
        assert answer.url == url("checklist", station.pk)
        station.refresh_from_db()
        assert station.state == "ACCEPTANCE_PENDING"
        page = station_head.client.get(answer.url).content.decode()
        assert "等待县（市、区）验收" in page and "已提交验收" in page

    @pytest.mark.parametrize(
        "state", ["SITED", "BUILDING", "RECTIFYING", "ACCEPTED", "OPERATING", "SUSPENDED", "CLOSING"]
    )
    def test_in_every_state(self, station, station_head, state):
        set_state(station, state, accepted_on=today())
        assert station_head.client.get(url("checklist", station.pk)).status_code == 200

    @pytest.mark.parametrize(("kinds", "most"), [(["SW"], 26), (["SW", "VS"], 27)])  # A11 counts the volunteers
    def test_queries(self, community, county_officer, kinds, most):
        site = make_site(community)
        held = [set_state(furnish(make_station(site, kind)), "BUILDING") for kind in kinds]
        county_officer.client.get(url("checklist", held[0].pk))
        assert county_officer.client.queries == 23

    @pytest.mark.parametrize("name", ["checklist", "construction-file"])
    def test_a_neighbour_gets_nothing(self, station, neighbour_head, neighbour_county, name):
        for person in (neighbour_head, neighbour_county):
            assert person.client.get(url(name, station.pk)).status_code == 404

    def test_submission_by_a_neighbour_or_a_reader(self, station, neighbour_head, committee_member, visitor):
        assert post(neighbour_head, url("submit-acceptance", station.pk)).status_code == 404
        assert post(committee_member, url("submit-acceptance", station.pk)).status_code == 403
        assert visitor.post(url("submit-acceptance", station.pk)).status_code == 302

    def test_the_construction_file(self, pending, station_head):
        answer = station_head.client.get(url("construction-file", pending.pk))
        assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")


class TestQueue:
    @pytest.mark.parametrize("count", [1, 3])
    def test_queries(self, db, county_officer, count):
        for community in places.communities(places.COUNTY[:6])[:count]:
            both_stations(community, "ACCEPTANCE_PENDING")
        page = county_officer.client.get(url("acceptance-queue")).content.decode()
        assert page.count("安排验收") == count
        assert county_officer.client.queries == 10

    def test_own_area_only(self, pending, neighbour_county, county_officer):
        assert pending.site.name in county_officer.client.get(url("acceptance-queue")).content.decode()
        assert "没有待验收的站点" in neighbour_county.client.get(url("acceptance-queue")).content.decode()

    def test_filters(self, visit, county_officer):
        for query, there in (("planned=yes", True), ("planned=no", False), ("text=党群", True), ("text=没有", False)):
            page = county_officer.client.get(f"{url('acceptance-queue')}?{query}").content.decode()
            assert ("逐项验收" in page) == there

    def test_not_for_stations(self, pending, station_head):
        assert station_head.client.get(url("acceptance-queue")).status_code == 403

    def test_draw(self, pending, county_officer):
        assert "抽取抽查名单" not in county_officer.client.get(url("acceptance-queue")).content.decode()
        set_parameter("acceptance.way", "SAMPLE")
        assert post(county_officer, url("draw-sample")).url == url("acceptance-queue")
        page = county_officer.client.get(url("acceptance-queue")).content.decode()
        assert "名单 1 个场所，抽中 1 个，种子" in page
        plan = county_officer.client.get(url("plan-visit", pending.site_id)).content.decode()
        assert "已被抽中，请到现场验收" in plan


class TestPlanVisit:
    def test_form(self, pending, county_officer):
        page = county_officer.client.get(url("plan-visit", pending.site_id)).content.decode()
        assert "安排验收" in page and "第二人可以是两委" in page
        given = {
            "way": "ON_SITE",
            "scheduled_on": "2026-01-05",
            "first_inspector": "王县",
            "second_inspector": "赵街道",
        }
        answer = post(county_officer, url("plan-visit", pending.site_id), given)
        assert answer.url == url("visit-page", Visit.objects.get().pk)

    def test_the_second_is_chosen_among_those_with_a_post_here(
        self, pending, county_officer, street_officer, neighbour_committee
    ):
        page = county_officer.client.get(url("plan-visit", pending.site_id)).content.decode()
        there = [f'value="{one.user.uuid}"' in page for one in (street_officer, neighbour_committee, county_officer)]
        assert there == [True, False, False]
        given = {"way": "ON_SITE", "scheduled_on": "2026-01-05", "first_inspector": "王县"}
        chosen = {"second_user": str(street_officer.user.uuid)}
        post(county_officer, url("plan-visit", pending.site_id), given | chosen)
        assert Visit.objects.get().second_inspector.endswith("（乡镇（街道）人员）")

    def test_refusal_keeps_what_was_typed(self, pending, county_officer):
        given = {
            "way": "ON_SITE",
            "scheduled_on": "2026-01-05",
            "first_inspector": "王县甲",
            "second_inspector": "王县甲",
        }
        answer = post(county_officer, url("plan-visit", pending.site_id), given)
        assert answer.status_code == 422
        assert "两名验收人不能是同一人" in answer.content.decode() and 'value="王县甲"' in answer.content.decode()

    def test_neighbour(self, pending, neighbour_county):
        assert neighbour_county.client.get(url("plan-visit", pending.site_id)).status_code == 404


class TestVisit:
    @pytest.mark.parametrize(("kinds", "most"), [(["SW"], 26), (["SW", "VS"], 27)])  # A11 counts the volunteers
    def test_queries(self, community, county_officer, kinds, most):
        site = make_site(community)
        held = [set_state(furnish(make_station(site, kind)), "ACCEPTANCE_PENDING") for kind in kinds]
        visit = record_all(visit_of(held[0], county_officer), county_officer)
        county_officer.client.get(url("visit-page", visit.pk))
        assert county_officer.client.queries == most

    def test_lines(self, visit, county_officer):
        page = county_officer.client.get(url("visit-page", visit.pk)).content.decode()
        assert page.count("保存这一项") == 10 and "样式待省厅提供" in page and "已记录 0/10 项" in page

    def test_the_station_reads_only(self, visit, station_head, neighbour_head):
        page = station_head.client.get(url("visit-page", visit.pk)).content.decode()
        assert "保存这一项" not in page and "完成验收" not in page
        assert neighbour_head.client.get(url("visit-page", visit.pk)).status_code == 404

    def test_one_item_by_the_plain_form(self, visit, county_officer):
        part = visit.stations.get()
        place = url("record-item", part.pk, "A04")
        assert "保存这一项" in county_officer.client.get(place).content.decode()
        answer = post(county_officer, place, {"verdict": "NOT_MET", "note": "没有", "photos": [picture()]})
        assert answer.url == f"{url('visit-page', visit.pk)}#{part.pk}-A04"
        held = VisitItem.objects.get()
        assert (held.verdict, held.note, held.photos.count()) == ("NOT_MET", "没有", 1)
        photo = url("visit-photo", visit.pk, held.photos.get().file.uuid)
        assert photo in county_officer.client.get(url("visit-page", visit.pk)).content.decode()

    def test_one_item_by_htmx(self, visit, county_officer):
        place = url("record-item", visit.stations.get().pk, "A02")
        for _ in range(2):
            answer = post(county_officer, place, {"verdict": "MET"}, headers={"HX-Request": "true"})
        text = answer.content.decode()
        assert answer.status_code == 200 and text.lstrip().startswith("<article") and "达标" in text
        assert VisitItem.objects.count() == 1

    def test_what_is_no_picture(self, visit, county_officer):
        place = url("record-item", visit.stations.get().pk, "A02")
        given = {"verdict": "NOT_MET", "note": "只有一间", "photos": [not_a_picture()]}
        answer = post(county_officer, place, given, headers={"HX-Request": "true"})
        text = answer.content.decode()
        assert answer.status_code == 422 and "没有保存：这里需要" in text and "只有一间" in text
        assert text.count(" checked") == 1
        given["photos"] = [not_a_picture()]
        assert "只有一间" in post(county_officer, place, given).content.decode()
        assert not VisitItem.objects.exists()

    def test_an_item_that_does_not_exist(self, visit, county_officer):
        part = visit.stations.get()
        for code in ("A06", "A99"):
            assert county_officer.client.get(url("record-item", part.pk, code)).status_code == 404
            assert post(county_officer, url("record-item", part.pk, code), {"verdict": "MET"}).status_code == 404

    def test_neighbours(self, visit, neighbour_county, station_head):
        part = visit.stations.get()
        record = url("record-item", part.pk, "A01")
        assert post(neighbour_county, record, {"verdict": "MET"}).status_code == 404
        assert post(station_head, record, {"verdict": "MET"}).status_code == 403
        for name in ("close-visit", "cancel-visit"):
            assert neighbour_county.client.get(url(name, visit.pk)).status_code == 404
        assert post(neighbour_county, url("fill-from-papers", visit.pk)).status_code == 404

    def test_photos_of_another_visit(self, visit, county_officer, neighbour_county, neighbour_head, neighbour_station):
        other = visit_of(set_state(neighbour_station, "ACCEPTANCE_PENDING"), county_officer)
        part = visit.stations.get()
        held = record_item(
            visit_station=part, code="A04", verdict="MET", photos=[picture()], by=county_officer.actor
        ).photos.get()
        assert county_officer.client.get(url("visit-photo", visit.pk, held.file.uuid)).status_code == 200
        assert county_officer.client.get(url("visit-photo", other.pk, held.file.uuid)).status_code == 404
        for person in (neighbour_county, neighbour_head):
            assert person.client.get(url("visit-photo", visit.pk, held.file.uuid)).status_code == 404
        assert neighbour_head.client.get(url("visit-photo", other.pk, held.file.uuid)).status_code == 404

    def test_the_printed_form(self, visit, county_officer, neighbour_county):
        answer = county_officer.client.get(url("visit-form", visit.pk))
        assert answer.content.startswith(b"%PDF-")
        assert neighbour_county.client.get(url("visit-form", visit.pk)).status_code == 404

    def test_fill_close_and_cancel(self, pending, county_officer):
        visit = visit_of(pending, county_officer, "PAPERS")
        assert "按材料填写" in county_officer.client.get(url("visit-page", visit.pk)).content.decode()
        assert post(county_officer, url("fill-from-papers", visit.pk)).status_code == 302
        place = url("close-visit", visit.pk)
        assert post(county_officer, place, {"held_on": "2030-01-01"}).status_code == 422
        assert post(county_officer, place, {"held_on": str(today())}).url == url("visit-page", visit.pk)
        page = county_officer.client.get(url("visit-page", visit.pk)).content.decode()
        assert "得分 100.0" in page and "合格" in page
        again = post(county_officer, url("cancel-visit", visit.pk), {"reason": "迟了"})
        assert again.status_code == 422 and "现在是“已完成”" in again.content.decode()


class TestRectification:
    def test_answer_return_accept(self, demand, station_head, county_officer):
        page = station_head.client.get(url("rectification-list")).content.decode()
        assert "反馈整改" in page and "现场没有看到" in page
        place = url("answer-rectification", demand.pk)
        assert "整改要求" in station_head.client.get(place).content.decode()
        assert post(station_head, place, {"answer": "已悬挂", "proof": not_a_picture()}).status_code == 422
        assert post(station_head, place, {"answer": "已悬挂", "proof": picture()}).url == url("rectification-list")
        assert county_officer.client.get(url("rectification-proof", demand.pk)).status_code == 200
        back = post(county_officer, url("return-rectification", demand.pk), {"reason": "照片不清"})
        assert back.url == url("rectification-list")
        post(station_head, place, {"answer": "重拍"})
        post(county_officer, url("accept-rectification", demand.pk))
        assert Station.objects.get(pk=demand.visit_station.station_id).state == "ACCEPTANCE_PENDING"

    def test_filter(self, demand, county_officer):
        assert "现场没有看到" in county_officer.client.get(f"{url('rectification-list')}?state=OPEN").content.decode()
        assert (
            "没有整改事项" in county_officer.client.get(f"{url('rectification-list')}?state=ACCEPTED").content.decode()
        )

    def test_neighbours(self, demand, neighbour_head, neighbour_county, committee_member):
        assert neighbour_head.client.get(url("answer-rectification", demand.pk)).status_code == 404
        assert post(neighbour_county, url("accept-rectification", demand.pk)).status_code == 404
        assert neighbour_county.client.get(url("return-rectification", demand.pk)).status_code == 404
        assert neighbour_head.client.get(url("rectification-proof", demand.pk)).status_code == 404
        assert committee_member.client.get(url("answer-rectification", demand.pk)).status_code == 403
        assert "没有整改事项" in neighbour_head.client.get(url("rectification-list")).content.decode()

    def test_no_proof(self, demand, county_officer, station_head):
        answer_rectification(rectification=demand, answer="已悬挂", by=station_head.actor)
        assert county_officer.client.get(url("rectification-proof", demand.pk)).status_code == 404


class TestOpening:
    def test_opens(self, pending, station_head, neighbour_head):
        set_state(pending, "ACCEPTED", accepted_on=today())
        place = url("open-station", pending.pk)
        assert neighbour_head.client.get(place).status_code == 404
        assert "验收合格" in station_head.client.get(place).content.decode()
        assert post(station_head, place, {"on": "2020-01-01"}).status_code == 422
        assert post(station_head, place, {"on": str(today())}).url == url("checklist", pending.pk)
        assert Station.objects.get(pk=pending.pk).state == "OPERATING"
