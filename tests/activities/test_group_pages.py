"""Pages of groups: from plan to report on screen; the neighbour's is there and is not shown; who reads what."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from liangzhan.activities.models import Group, GroupMember, GroupSession
from liangzhan.audit.models import Reading
from liangzhan.occasions.owners import link_of
from liangzhan.toolkit.periods import today
from tests.credentials.conftest import queries_of
from tests.factories.groups import (
    GROUP,
    come,
    hold_session,
    make_group,
    make_member,
    make_session,
)
from tests.factories.people import make_individual
from tests.factories.staff import make_colleague, make_worker
from tests.factories.stations import make_photo

LIST, DESK = reverse("activities:group-list"), reverse("home:desk-part", args=["service"])


def page(name, row):
    return reverse(f"activities:{name}", args=[row.uuid])


@pytest.fixture
def chen(station):
    """陈社工, signed in, and the worker."""
    return make_colleague("陈社工", station)


@pytest.fixture
def group(station, chen):
    return make_group(station, chen[1])


def plan_form(worker, **change):
    given = {name: getattr(GROUP, name) for name in GROUP.__dataclass_fields__}
    given |= {"leader": worker.pk, "budget_fen": "2000", "form_key": uuid.uuid4()}
    return {name: value for name, value in {**given, **change}.items() if value is not False}


class TestPlan:
    def test_written_changed_submitted(self, station, chen, station_head):
        who, worker = chen
        add = reverse("activities:group-add")
        assert "银龄" not in who.client.get(add).text
        form = plan_form(worker, risks="")
        with who.client.allow(40):
            answer = who.client.post(add, form)
            row = Group.objects.get()
            assert answer.url == page("group-page", row)
            assert who.client.post(add, form).url == answer.url and Group.objects.count() == 1
        assert (row.budget_fen, row.leader, row.state) == (200000, worker, "DRAFT")
        who.client.post(page("group-submit", row))
        assert "提交前请补全：可能的困难" in who.client.get(page("group-page", row)).text
        assert "银龄互助小组" in who.client.get(page("group-edit", row)).text
        with who.client.allow(40):
            who.client.post(page("group-edit", row), plan_form(worker))
            who.client.post(page("group-submit", row))
        assert "银龄互助小组" in station_head.client.get(DESK).text
        assert "审批" in station_head.client.get(page("group-page", row)).text
        with station_head.client.allow(40):
            station_head.client.post(page("group-decide", row), {"decision": "yes", "reason": "同意"})
        row.refresh_from_db()
        assert row.state == "APPROVED" and row.number in station_head.client.get(page("group-page", row)).text

    def test_what_is_wrong_comes_back_at_its_field(self, station, chen):
        answer = chen[0].client.post(
            reverse("activities:group-add"), plan_form(chen[1], ends_on="2026-08-01", budget_fen="x")
        )
        assert answer.status_code == 422 and "最多两位小数" in answer.text and "银龄互助小组" in answer.text

    def test_two_stations_to_choose_from(self, chen, neighbour_station):
        assert (
            chen[0].client.get(reverse("activities:group-add") + f"?station={neighbour_station.pk}").status_code == 404
        )


class TestList:
    def test_own_filters_export_and_queries(self, station, chen, neighbour_station, committee_member):
        make_group(station, chen[1])
        make_group(neighbour_station, make_worker("李社工", station=neighbour_station), name="邻站小组")
        text = committee_member.client.get(LIST).text
        assert "银龄互助小组" in text and "邻站小组" not in text
        one = queries_of(chen[0].client, LIST)
        for number in range(2):
            make_group(station, chen[1], name=f"书法小组{number}", type="INTEREST")
        assert (one, queries_of(chen[0].client, LIST)) == (one, one)
        text = chen[0].client.get(LIST + "?type=INTEREST&year=2026&q=书法&state=APPROVED").text
        assert "书法小组1" in text and "银龄互助小组" not in text
        assert "没有符合条件的小组" in chen[0].client.get(LIST + "?year=2019").text
        assert chen[0].client.get(reverse("activities:group-export")).content[:2] == b"PK"

    def test_nothing_yet(self, chen, committee_member, county_officer):
        assert "计划第一个小组" in chen[0].client.get(LIST).text
        assert "计划第一个小组" not in committee_member.client.get(LIST).text
        assert county_officer.client.get(LIST).status_code == 403


class TestMembers:
    def test_search_put_screen_sign_leave(self, station, chen, group):
        who = chen[0]
        known = make_individual("李大爷", station=station, tie="CLIENT")
        find = page("member-find", group)
        assert who.client.get(find).status_code == 200
        assert "李大爷" in who.client.post(find, {"q": "李大爷"}).text
        with who.client.allow(40):
            who.client.post(page("member-put", group), {"person": str(known.uuid)})
            who.client.post(page("member-new", group), {"alias": "三楼李奶奶"})
        assert GroupMember.objects.count() == 2
        assert who.client.post(page("member-put", group), {"person": "x"}).status_code == 404
        row = GroupMember.objects.get(person=known)
        screen = page("member-screen", row)
        assert "李大爷" in who.client.get(screen).text
        refused = who.client.post(screen, {"state": "ACCEPTED"})
        assert refused.status_code == 422 and "参加小组的同意" in refused.text
        with who.client.allow(50):
            who.client.post(screen, {"state": "ACCEPTED", "way": "PAPER", "paper": make_photo()})
        row.refresh_from_db()
        assert row.state == "ACCEPTED"
        sign = page("member-sign", row)
        assert "还没有契约" in who.client.get(sign).text
        words = {"rules": "准时", "promise": "保密", "agreed_on": today()}
        assert "手机静音" in who.client.get(page("contract-edit", group)).text
        who.client.post(page("contract-edit", group), words)
        assert "准时" in who.client.get(sign).text
        with who.client.allow(40):
            who.client.post(sign, {"way": "ORAL", "witness": "网格员", "signed_on": today()})
        assert "已签" in who.client.get(page("group-page", group)).text
        with who.client.allow(40):
            who.client.post(page("member-leave", row), {"on": today(), "reason": "搬走"})
        row.refresh_from_db()
        assert row.state == "LEFT"

    def test_scores(self, chen, group, committee_member):
        who, row = chen[0], make_member(group)
        assert who.client.get(page("scores", group)).status_code == 404
        who.client.post(
            page("test-edit", group), {"instrument": "孤独感", "lowest": 0, "highest": 20, "direction": "down"}
        )
        assert "孤独感" in who.client.get(page("test-edit", group)).text
        assert who.client.post(page("scores", group), {f"before-{row.pk}": "30"}).status_code == 422
        who.client.post(page("scores", group), {f"before-{row.pk}": "12", f"after-{row.pk}": "8"})
        assert 'value="12"' in who.client.get(page("scores", group)).text
        assert Reading.objects.filter(page="activities:scores").exists()
        assert "1 人改善" in who.client.get(page("group-page", group)).text

    def test_names_only_for_whoever_reads_them(self, station, chen, group, committee_member, station_head):
        make_member(group, "王奶奶")
        assert "王奶奶" in station_head.client.get(page("group-page", group)).text
        text = committee_member.client.get(page("group-page", group)).text
        assert "王奶奶" not in text and "只看人数" in text


class TestSessions:
    def test_planned_and_changed(self, chen, group):
        who = chen[0]
        make_member(group)
        day = today() - dt.timedelta(days=2)
        form = {
            "form_key": uuid.uuid4(), "number": 1, "phase": "FORM", "starts_at": f"{day}T09:00", "ends_at": f"{day}T10:30",
            "aims": "认识", "activities": "名字接龙", "place": "活动室",
        }  # fmt: skip
        assert 'value="1"' in who.client.get(page("session-add", group)).text
        with who.client.allow(40):
            who.client.post(page("session-add", group), form)
        row = GroupSession.objects.get()
        assert link_of(row.occasion)[1] == page("session-page", row)
        assert "记录第 1 节" in who.client.get(page("group-page", group)).text
        assert "名字接龙" in who.client.get(page("session-edit", row)).text
        with who.client.allow(40):
            who.client.post(page("session-edit", row), {**form, "place": "院子"})
        assert "银龄互助小组" in who.client.get(DESK).text

    def test_recorded_on_a_phone(self, chen, group, committee_member):
        who, member, row = chen[0], make_member(group), make_session(group, days=-2)
        come(row.occasion, member.person)
        assert "先点名" in who.client.get(page("session-record", row)).text
        with who.client.allow(90):
            answer = who.client.post(
                page("session-record", row), {"unidentified": 2, "dynamics": "拘谨", "reflection": "围圈坐"}
            )
        assert answer.url == page("session-page", row)
        text = who.client.get(page("session-page", row)).text
        assert "围圈坐" in text and "3 人次" in text
        assert Reading.objects.filter(page="activities:session-page").exists()
        text = committee_member.client.get(page("session-page", row)).text
        assert "围圈坐" not in text and "名字接龙" in text

    def test_corrected_added_to_printed(self, chen, group, committee_member):
        make_member(group)
        who, row = chen[0], hold_session(make_session(group, days=-2))
        with who.client.allow(40):
            who.client.post(page("session-amend", row), {"dynamics": "放开了", "reflection": "围圈坐"})
            who.client.post(
                page("session-addendum", row), {"form_key": uuid.uuid4(), "reason": "补", "text": "家属来电"}
            )
            who.client.post(page("session-photo", row), {"photo": make_photo()})
        text = who.client.get(page("session-page", row)).text
        assert "放开了" in text and "家属来电" in text
        file = reverse("activities:session-photo-file", args=[row.photos.get().pk])
        assert who.client.get(file).status_code == 200 and committee_member.client.get(file).status_code == 404
        for paper in ("session-paper",):
            assert who.client.get(page(paper, row)).content[:4] == b"%PDF"
        assert committee_member.client.get(page("session-amend", row)).status_code == 403
        refused = who.client.post(page("session-recount", row), {"reason": "核对"})
        assert refused.status_code == 422 and "签到没有变动" in refused.text

    def test_called_off(self, chen, group):
        row = make_session(group, days=3)
        with chen[0].client.allow(40):
            chen[0].client.post(page("session-cancel", row), {"reason": "停电"})
        assert "这一节已取消：停电" in chen[0].client.get(page("session-page", row)).text

    def test_the_next_one_is_suggested(self, chen, group):
        make_session(group, days=3)
        text = chen[0].client.get(page("session-add", group)).text
        assert f'value="{today() + dt.timedelta(days=10)}T09:00"' in text


class TestReport:
    def test_written_from_what_is_counted(self, chen, group):
        who = chen[0]
        make_member(group)
        hold_session(make_session(group))
        group.refresh_from_db()
        assert "1 人次，1 人" in who.client.get(page("group-report", group)).text
        form = {"outcome": "结识邻居", "follow_up": "每月一聚", "closed_on": today(), "budget_used_fen": "1800.50"}
        with who.client.allow(40):
            who.client.post(page("group-report", group), form)
        group.refresh_from_db()
        assert (group.state, group.report.budget_used_fen) == ("CLOSED", 180050)
        assert "1800.50" in who.client.get(page("group-report", group)).text
        for name in ("group-paper", "group-report-paper"):
            assert who.client.get(page(name, group)).content[:4] == b"%PDF"
        assert "结识邻居" in who.client.get(page("group-page", group)).text

    def test_called_off(self, chen, group):
        assert "不能恢复" in chen[0].client.get(page("group-cancel", group)).text
        with chen[0].client.allow(40):
            chen[0].client.post(page("group-cancel", group), {"reason": "报名不足"})
        assert "报名不足" in chen[0].client.get(page("group-page", group)).text


def test_the_neighbours_is_not_there(station_head, neighbour_station):
    other = make_group(neighbour_station, make_worker("李社工", station=neighbour_station))
    member, session = make_member(other), make_session(other)
    get = ("group-page", "group-edit", "group-cancel", "group-decide", "group-report", "group-paper", "member-find",
           "member-new", "contract-edit", "test-edit", "scores", "session-add", "group-report-paper")  # fmt: skip
    assert {station_head.client.get(page(name, other)).status_code for name in get} == {404}
    post = ("group-submit", "member-put", "group-ratings-open")
    assert {station_head.client.post(page(name, other)).status_code for name in post} == {404}
    names = ("member-screen", "member-leave", "member-sign")
    assert {station_head.client.get(page(name, member)).status_code for name in names} == {404}
    names = ("session-page", "session-edit", "session-record", "session-amend", "session-recount", "session-addendum",
             "session-photo", "session-paper", "session-cancel")  # fmt: skip
    assert {station_head.client.get(page(name, session)).status_code for name in names} == {404}


def test_queries_of_the_page(station, chen, group):
    for number in range(3):
        make_member(group, f"组员{number}")
    hold_session(make_session(group))
    make_session(group, 2, days=2)
    assert queries_of(chen[0].client, page("group-page", group)) <= 25
