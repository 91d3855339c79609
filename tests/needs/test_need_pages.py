"""Needs, resources and projects on the page: shown, counted, kept from the neighbour, hidden where a resident is named."""

import uuid

import pytest
from django.urls import reverse

from liangzhan.audit.models import Event, Reading
from liangzhan.needs.models import Need, Project, Resource, ResourceUse
from liangzhan.needs.services import projects, uses
from liangzhan.toolkit.periods import today
from tests.factories.needs import BY, agree, make_need, make_project, make_resource, use_facts
from tests.factories.people import make_individual
from tests.harness.sessions import signed_in_client

LIST = reverse("needs:need-list")
SECRET = "夜里睡不着，想找人说说话"


def at(name, *args):
    return reverse(f"needs:{name}", args=args)


@pytest.fixture
def named(station):
    person = make_individual("孙桂兰", station=station, tie="CLIENT")
    agree(person, station)
    return make_need(station, person=person, description=SECRET, category="S02")


class TestNeedList:
    def test_shows_filters_counts(self, station, neighbour_station, social_worker, neighbour_head, named):
        make_need(station, urgency=4, category="PUBLIC_AFFAIR", description="楼道灯坏了", persons_concerned=40)
        make_need(neighbour_station, description="邻站的需求")
        client = social_worker.client
        client.get(LIST)  # the first page of a session asks more
        page = client.get(LIST).content.decode()
        assert "楼道灯坏了" in page and "孙桂兰" in page and "明天到期" not in page
        assert SECRET not in page and "邻站的需求" not in page
        counted = client.queries
        make_need(station, description="想学用手机")
        client.get(LIST)
        assert client.queries == counted == 9
        narrowed = client.get(LIST, {"urgency": "3", "state": "waiting", "year": str(today().year)}).content.decode()
        assert "楼道灯坏了" in narrowed and "想学用手机" not in narrowed
        assert "没有符合条件的需求" in client.get(LIST, {"state": "CLOSED"}).content.decode()
        assert "楼道灯坏了" not in neighbour_head.client.get(LIST).content.decode()

    def test_export_tells_no_name(self, social_worker, named):
        assert social_worker.client.get(at("need-export")).status_code == 200
        assert Event.objects.get(name="need.exported").details["rows"] == 1

    def test_empty(self, committee_member, social_worker):
        assert "登记第一条需求" in social_worker.client.get(LIST).content.decode()
        assert "登记第一条需求" not in committee_member.client.get(LIST).content.decode()


class TestNeedPage:
    def test_words_of_a_resident(self, station, social_worker, committee_member, neighbour_head, named):
        page = social_worker.client.get(at("need-page", named.uuid)).content.decode()
        assert SECRET in page and "孙桂兰" in page
        assert Reading.objects.filter(page="needs:need-page", object_ids=[str(named.uuid)]).count() == 1
        bare = signed_in_client(social_worker.user, second_factor=False)
        assert SECRET not in bare.get(at("need-page", named.uuid)).content.decode()
        assert bare.get(at("need-edit", named.uuid)).status_code == 404
        told = committee_member.client.get(at("need-page", named.uuid)).content.decode()
        assert SECRET not in told and "孙" not in told and "困难老年人" not in told
        agree(named.person, station, "SHARE")
        assert SECRET in committee_member.client.get(at("need-page", named.uuid)).content.decode()
        for name in ("need-page", "need-edit", "need-name"):
            assert neighbour_head.client.get(at(name, named.uuid)).status_code == 404

    def test_the_committee_sees_and_does_not_write(self, station, committee_member):
        need = make_need(station)
        assert "独居老人想有人常来坐坐" in committee_member.client.get(at("need-page", need.uuid)).content.decode()
        assert committee_member.client.get(at("need-add")).status_code == 403
        assert committee_member.client.get(at("need-deed", need.uuid, "VERIFY")).status_code == 403

    def test_registered_once_and_followed(self, station, social_worker):
        client, key = social_worker.client, str(uuid.uuid4())
        form = {
            "station": station.pk,
            "category": "S01",
            "description": "轮椅坏了没法下楼",
            "group": "DISABLED",
            "persons_concerned": "1",
            "urgency": "3",
            "importance": "4",
            "source": "DOOR",
            "raised_on": str(today()),
            "form_key": key,
        }
        assert client.post(at("need-add"), {**form, "description": ""}).status_code == 422
        for _ in range(2):
            assert client.post(at("need-add"), form).status_code == 302
        need = Need.objects.get()
        assert client.post(at("need-edit", need.uuid), {**form, "urgency": "4"}).status_code == 302
        day = {"on": str(today())}
        for to, told in (
            ("VERIFY", {"note": "上门看过"}),
            ("REFER", {"referred_to": "街道残联", "reason": "可以申请辅具"}),
            ("REOPEN", {"reason": "残联没有库存"}),
            ("PLAN", {"note": "联系捐赠"}),
            ("SERVE", {"note": "借到一台"}),
            ("PLAN", {"reason": "借的要还"}),
            ("SERVE", {}),
            ("CLOSE", {"outcome": "有了自己的轮椅"}),
        ):
            address = at("need-deed", need.uuid, to)
            assert client.get(address).status_code == 200
            assert client.post(address, {**day, **told}).status_code == 302
        need.refresh_from_db()
        assert (need.state, need.urgency, need.referred_to) == ("CLOSED", 4, "街道残联")
        page = client.get(at("need-page", need.uuid)).content.decode()
        assert "有了自己的轮椅" in page and "已转介" in page
        assert client.get(at("need-deed", need.uuid, "FLY")).status_code == 404

    def test_named_after_consent(self, station, social_worker):
        person, need = make_individual("李国强", station=station, tie="CLIENT"), make_need(station)
        client = social_worker.client
        found = client.post(at("need-name", need.uuid), {"q": "李国强"}).content.decode()
        assert "就是此人" in found
        client.post(at("need-name-to", need.uuid, person.uuid))
        assert Need.objects.get().person is None
        agree(person, station)
        client.post(at("need-name-to", need.uuid, person.uuid))
        assert Need.objects.get().person == person
        assert client.post(at("need-name-to", need.uuid, uuid.uuid4())).status_code == 404


class TestResources:
    FORM = {
        "kind": "MATERIAL",
        "name": "轮椅三台",
        "owner": "市红十字会",
        "side": "OUTSIDE",
        "value_basis": "FAIR_VALUE",
        "value_fen": "2400.50",
        "value_note": "捐赠凭证 2026-03",
        "contact": "024-66660000",
    }

    def test_from_entry_to_use(self, station, social_worker, committee_member, neighbour_head):
        client, form = social_worker.client, {**self.FORM, "station": station.pk, "form_key": str(uuid.uuid4())}
        assert client.post(at("resource-add"), {**form, "value_note": ""}).status_code == 422
        assert client.post(at("resource-add"), form).status_code == 302
        row = Resource.objects.get()
        assert row.value_fen == 240_050
        page = client.get(at("resource-page", row.uuid)).content.decode()
        assert "024-66660000" in page and "2,400.5" in page
        assert "024-66660000" not in committee_member.client.get(at("resource-page", row.uuid)).content.decode()
        for name in ("resource-page", "resource-edit", "use-add", "resource-agreement"):
            assert neighbour_head.client.get(at(name, row.uuid)).status_code == 404
        edited = client.get(at("resource-edit", row.uuid)).content.decode()
        assert "2400.50" in edited
        assert client.post(at("resource-edit", row.uuid), {**form, "name": "轮椅四台"}).status_code == 302
        use = {"on": str(today()), "purpose": "借给三户老人", "heads": "3", "value_basis": "NONE"}
        sent = {**use, "form_key": str(uuid.uuid4())}
        assert client.post(at("use-add", row.uuid), sent).status_code == 302
        held = ResourceUse.objects.get()
        priced = {**sent, "value_basis": "CASH", "value_fen": "80"}
        assert client.get(at("use-edit", held.uuid)).status_code == 200
        assert client.post(at("use-edit", held.uuid), priced).status_code == 302
        assert "80 元" in client.get(at("resource-list")).content.decode()
        assert client.post(at("use-withdraw", held.uuid), {"reason": "登记错了"}).status_code == 302
        assert client.post(at("resource-confirm", row.uuid)).status_code == 302
        assert client.post(at("resource-end", row.uuid), {"reason": "已送出"}).status_code == 302
        assert "轮椅四台" not in client.get(at("resource-list")).content.decode()
        assert "轮椅四台" in client.get(at("resource-list"), {"show": "ended"}).content.decode()
        assert client.post(at("resource-resume", row.uuid)).status_code == 302

    def test_list_counts_queries_and_shows_what_is_stale(self, station, neighbour_station, social_worker):
        make_resource(station)
        make_resource(neighbour_station, name="邻站礼堂")
        client, address = social_worker.client, at("resource-list")
        client.get(address)
        client.get(address)
        counted = client.queries
        row = make_resource(station, name="羽毛球场")
        make_resource(station, name="党员之家")
        uses.record_use(resource=row, facts=use_facts(), form_key=uuid.uuid4(), by=BY)
        Resource.objects.filter(pk=row.pk).update(confirmed_on=today().replace(year=today().year - 2, day=1))
        page = client.get(address).content.decode()
        assert "待确认" in page and "邻站礼堂" not in page
        assert client.queries == counted == 7
        stale = client.get(address, {"show": "stale", "kind": "PLACE", "side": "INSIDE", "q": "球场"}).content.decode()
        assert "羽毛球场" in stale and "党员之家" not in stale
        assert client.get(at("resource-export"), {"kind": "PLACE"}).status_code == 200


class TestProjects:
    def test_a_project_needs_a_need(self, station, neighbour_station, social_worker):
        client, address = social_worker.client, at("project-add", station.pk)
        assert "先登记需求" in client.get(address).content.decode()
        need = make_need(station)
        form = {
            "name": "银龄陪伴",
            "kind": "SERVICE",
            "goals": "每周有人探访",
            "responsible": "陈社工",
            "starts_on": str(today()),
            "ends_on": str(today()),
            "form_key": str(uuid.uuid4()),
        }
        refused = client.post(address, form)
        assert refused.status_code == 422 and "请至少选择一条需求" in refused.content.decode()
        with client.allow(40):  # number, links, move and record in one transaction
            assert client.post(address, {**form, "needs": [need.pk]}).status_code == 302
        row = Project.objects.get()
        assert (
            client.post(at("project-edit", row.uuid), {**form, "needs": [need.pk], "name": "陪伴"}).status_code == 302
        )
        measure = {"name": "每周探访", "unit": "人", "before": "0", "target": "20"}
        assert client.post(at("measure-add", row.uuid), measure).status_code == 302
        assert client.post(at("project-start", row.uuid)).status_code == 302
        taken = {"on": str(today()), "after": "21"}
        assert client.post(at("measure-take", row.measures.get().pk), taken).status_code == 302
        assert client.post(at("project-finish", row.uuid), {"outcome": "二十一位老人有人来"}).status_code == 302
        page = client.get(at("project-page", row.uuid)).content.decode()
        assert "二十一位老人有人来" in page and "达到" in page
        assert client.get(at("project-add", neighbour_station.pk)).status_code == 404

    def test_list_and_neighbour(self, station, neighbour_station, social_worker, neighbour_head):
        row = make_project(station)
        make_project(neighbour_station, name="邻站项目")
        client, address = social_worker.client, at("project-list")
        client.get(address)
        page = client.get(address).content.decode()
        assert "银龄陪伴" in page and "邻站项目" not in page
        counted = client.queries
        make_project(station, name="二")
        make_project(station, name="三")
        client.get(address)
        assert client.queries == counted == 8
        assert "银龄陪伴" not in client.get(address, {"kind": "ECON", "year": str(today().year)}).content.decode()
        for name in ("project-page", "project-edit", "project-finish", "measure-add"):
            assert neighbour_head.client.get(at(name, row.uuid)).status_code == 404
        measure = projects.add_measure(project=row, name="人", unit="人", before=0, target=1, by=BY)
        assert neighbour_head.client.get(at("measure-take", measure.pk)).status_code == 404
        assert client.post(at("project-stop", row.uuid), {"reason": "另有安排"}).status_code == 302
