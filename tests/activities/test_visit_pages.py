"""One visit, the list, one client's timeline: shown, counted, kept from the neighbour."""

import pytest
from django.urls import reverse

from liangzhan.activities.services.visit_need import need_from_visit
from liangzhan.audit.models import Event, Reading
from liangzhan.documents.models import Addendum
from liangzhan.needs.models import Need
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.staff import make_colleague
from tests.factories.visits import make_client, make_visit, sent
from tests.harness.sessions import signed_in_client

LIST = reverse("activities:visit-list")


def page_of(visit, name="visit-page"):
    return reverse(f"activities:{name}", args=[visit.uuid])


class TestPage:
    def test_shows_and_leaves_a_reading(self, team):
        visit = team.visit(condition="血压药余三天", action="约周五陪同取药")
        page = team.chen.client.get(page_of(visit)).content.decode()
        assert "血压药余三天" in page
        assert "约周五陪同取药" in page
        assert Reading.objects.filter(page="activities:visit-page", object_ids=[str(visit.uuid)]).exists()

    def test_the_keeper_sees_that_it_was_and_not_what(self, team):
        keeper, _ = make_colleague("孙工作人员", team.station, role="VS_KEEPER")
        visit = team.visit(condition="血压药余三天", finding="CONCERN")
        page = keeper.client.get(page_of(visit)).content.decode()
        assert "血压药余三天" not in page
        assert "需要关注" not in page + keeper.client.get(LIST).content.decode()

    def test_the_neighbour_and_the_second_factor(self, team, neighbour_head):
        visit = team.visit()
        for name in ("visit-page", "visit-edit", "visit-withdraw", "visit-addendum", "visit-photo"):
            assert neighbour_head.client.get(page_of(visit, name)).status_code == 404
        bare = signed_in_client(team.chen.user, second_factor=False)
        for address in (page_of(visit), page_of(visit, "visit-edit"), LIST):
            assert bare.get(address).status_code == 302

    def test_correct_withdraw_add(self, team):
        visit = team.visit(condition="血压药余三天")
        page = team.chen.client.get(page_of(visit, "visit-edit")).content.decode()
        assert "血压药余三天" in page
        key = {"form_key": str(visit.uuid)}
        form = {
            "mode": "HOME",
            "time": "kept",
            "service_kind": "S01",
            "finding": "STEADY",
            "condition": "药已取",
            **key,
        }
        assert sent(team.chen, page_of(visit, "visit-edit"), {**form, "next": "none"}).status_code == 302
        visit.refresh_from_db()
        assert (visit.condition, visit.service_kind, visit.version) == ("药已取", "S01", 2)
        told = {"reason": "家属来电", "text": "复查正常", **key}
        sent(team.chen, page_of(visit, "visit-addendum"), told)
        assert Addendum.objects.get().text == "复查正常"
        assert "复查正常" in team.chen.client.get(page_of(visit)).content.decode()
        sent(team.chen, page_of(visit, "visit-withdraw"), {"reason": "记错了人"})
        assert "已撤销" in team.chen.client.get(page_of(visit)).content.decode()
        assert team.chen.client.get(page_of(visit, "visit-edit")).status_code == 404

    def test_a_new_time_and_day(self, team):
        visit = team.visit(next_on=None)
        form = {"mode": "HOME", "time": "kept", "service_kind": "S10", "finding": "STEADY", "condition": "在家"}
        told = {
            **form,
            "form_key": str(visit.uuid),
            "next": "none",
            "on": str(visit.on),
            "starts": "10:00",
            "ends": "10:20",
        }
        sent(team.chen, page_of(visit, "visit-edit"), told)
        visit.refresh_from_db()
        assert visit.minutes == 20

    def test_a_colleague_may_not(self, team):
        other, _ = make_colleague("周社工", team.station)
        visit = team.visit()
        assert other.client.get(page_of(visit)).status_code == 200
        assert other.client.get(page_of(visit, "visit-edit")).status_code == 404
        assert other.client.post(page_of(visit, "visit-withdraw"), {"reason": "x"}).status_code == 404


class TestList:
    def test_queries_filters_and_neighbour(self, team, neighbour_station):
        team.visit(finding="CONCERN")
        team.chen.client.get(LIST)
        first = team.chen.client.get(LIST)
        queries = team.chen.client.queries
        other, worker = make_colleague("邻站社工", neighbour_station)
        make_visit(make_client("王德福", neighbour_station), worker, other, neighbour_station)
        team.visit(team.li, hour=13, mode="PHONE")
        team.visit(team.li, hour=15)
        page = team.chen.client.get(LIST)
        assert (first.status_code, page.status_code) == (200, 200)
        assert team.chen.client.queries == queries
        assert queries <= 16
        assert "王德福" not in page.content.decode()
        for query, shown, hidden in (
            ("show=concern", "孙桂兰", "李国强"),
            ("mode=PHONE", "李国强", "孙桂兰"),
            (f"worker={team.worker.pk}", "李国强", "王德福"),
            ("month=2020-01", "没有符合条件的探访", "孙桂兰"),
            ("category=E1", "没有符合条件的探访", "孙桂兰"),
            ("show=withdrawn", "没有符合条件的探访", "孙桂兰"),
            ("month=x", "请按 2026-11 这样填写月份", ""),
        ):
            text = team.chen.client.get(f"{LIST}?{query}").content.decode()
            assert shown in text, query
            assert not hidden or hidden not in text, query

    def test_export_is_a_deed(self, team):
        team.visit()
        answer = team.chen.client.get(reverse("activities:visit-export"))
        assert answer.content.startswith(b"PK")
        assert Event.objects.get(name="visit.exported").details["rows"] == 1

    def test_empty(self, team, committee_member):
        assert "还没有探访记录" in team.chen.client.get(LIST).content.decode()
        assert committee_member.client.get(LIST).status_code == 403


class TestTimeline:
    def test_shows_and_counts(self, team):
        address = reverse("activities:person-visits", args=[team.sun.uuid])
        assert "还没有探访过" in team.chen.client.get(address).content.decode()
        team.visit(condition="第一次", hour=9)
        team.chen.client.get(address)
        queries = team.chen.client.queries
        team.visit(condition="第二次", hour=11)
        team.visit(condition="第三次", hour=13)
        page = team.chen.client.get(address).content.decode()
        assert page.index("第三次") < page.index("第二次") < page.index("第一次")
        assert team.chen.client.queries == queries
        assert queries <= 25

    def test_the_neighbour(self, team, neighbour_head, committee_member):
        address = reverse("activities:person-visits", args=[team.sun.uuid])
        assert neighbour_head.client.get(address).status_code == 404
        assert committee_member.client.get(address).status_code == 403


@pytest.mark.parametrize("role", ["SOCIAL_WORKER", "VS_KEEPER"])
def test_photo_only_for_whoever_reads(team, role):
    visit = team.visit()
    reader, _ = make_colleague("某同事", team.station, role=role)
    assert reader.client.get(page_of(visit, "visit-photo")).status_code == 404


def test_what_was_found_becomes_a_need_once(team, neighbour_head):
    visit = team.visit(needs_found="想有人陪同取药")
    assert "登记为需求" in team.chen.client.get(page_of(visit)).content.decode()
    assert neighbour_head.client.post(page_of(visit, "visit-need")).status_code == 404
    for _ in range(2):
        sent(team.chen, page_of(visit, "visit-need"), {})
    need = Need.objects.get()
    assert (need.voucher, need.description, need.person) == (visit.voucher, "想有人陪同取药", None)
    assert need.number in team.chen.client.get(page_of(visit)).content.decode()
    with pytest.raises(RuleBroken, match="没有写发现的需求"):
        need_from_visit(visit=team.visit(team.li, hour=14), by=team.chen.actor)
