"""Desk, search, help, status, large type, probe."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.home.first_steps import FIRST_STEPS, first_step
from liangzhan.home.guides import GUIDES, slug
from liangzhan.home.queries import desk, status
from liangzhan.home.queries.search import address, find
from liangzhan.programme.choices import PlanState
from liangzhan.programme.models import Plan, Quota
from liangzhan.stations.services.lifecycle import move_station
from liangzhan.toolkit import panels
from liangzhan.toolkit.models import Job, JobState, ScheduleRun
from liangzhan.toolkit.panels import Todo
from liangzhan.toolkit.periods import today
from tests.factories import divisions as places
from tests.factories.accounts import grant, make_user
from tests.factories.stations import make_site, make_station

BY = Actor.system("测试")
EVERYBODY = [
    "station_head",
    "social_worker",
    "committee_member",
    "street_officer",
    "county_officer",
    "city_officer",
    "province_officer",
    "system_admin",
    "security_admin",
    "audit_admin",
]


def make_plan(**fields):
    facts = {
        "year": today().year,
        "title": "示例计划",
        "province": places.division(places.PROVINCE),
        "target_sw": 10,
        "target_vs": 12,
        "cutoff_on": today(),
        "due_on": today() + dt.timedelta(days=5),
        "state": PlanState.ISSUED,
        "state_since": today(),
    }
    return Plan.objects.create(**{**facts, **fields})


@pytest.mark.parametrize("who", EVERYBODY)
def test_desk_of_every_role(who, request):
    person = request.getfixturevalue(who)
    make_plan()
    person.client.get("/")
    page = person.client.get("/")
    assert page.status_code == 200
    assert person.client.queries < 25
    assert "待办" in page.content.decode() and "使用帮助" in page.content.decode()


def test_desk_without_a_post(sign_in):
    client = sign_in(make_user("无岗"))
    response = client.get("/")
    assert response.status_code == 403
    assert "没有在任的岗位" in response.content.decode()
    assert client.get("/health").status_code == 200


def test_todos_and_warnings_stand_on_the_desk(county_officer, monkeypatch):
    soon = Todo("安排验收", "某站", "/x", today() + dt.timedelta(days=3))
    late = Todo("催办", "某站整改", "/y", today() - dt.timedelta(days=4), tone="miss")
    monkeypatch.setattr(panels, "PANELS", [lambda actor, day: [soon]])
    monkeypatch.setattr(panels, "WARNINGS", [lambda actor, day: [late]])
    page = county_officer.client.get("/").content.decode()
    assert "安排验收" in page and "3 天后" in page and "逾期 4 天" in page


def test_empty_desk_says_why_and_offers_the_first_step(station_head, monkeypatch):
    monkeypatch.setattr(panels, "PANELS", [])
    page = station_head.client.get("/").content.decode()
    assert "建设档案暂时没有缺项" in page and "打开本站" in page


def test_every_role_has_a_first_step_that_leads_somewhere():
    assert set(FIRST_STEPS) == set(Role)
    assert {step.url_name for step in FIRST_STEPS.values() if not address(step.url_name)} == set()
    assert first_step(Actor(uuid=BY.uuid, label="无岗")).url_name == "home:help"


def test_counters_are_those_of_the_own_area(
    province_officer, city_officer, neighbour_city, county_officer, station_head
):
    plan = make_plan()
    Quota.objects.create(plan=plan, division=places.division(places.CITY), division_code=places.CITY, sw=3, vs=4)
    tasks = {}
    for person in (province_officer, city_officer, neighbour_city, county_officer):
        found = desk.plan_counters(person.actor, on=today())
        tasks[person.user.display_name] = [one.task for one in found.counters]
    assert tasks == {"李处长": [10, 12], "刘市": [3, 4], "周市": [0, 0], "王县": [0, 0]}
    assert desk.plan_counters(station_head.actor, on=today()) is None
    assert [part["label"] for part in found.counters[0].parts] == ["已建成", "待验收、整改中", "建设中", "已选址"]


def test_no_plan_no_counters(province_officer):
    assert desk.plan_counters(province_officer.actor, on=today()) is None


def test_last_changes_of_the_own_area(
    county_officer, neighbour_county, station_head, neighbour_head, station, audit_admin
):
    move_station(station=station, to="SITED", by=BY, reason="确认选址")
    line = f"{station.name}：选址确认"
    found = {
        person.user.display_name: [change.what for change in desk.last_changes(person.actor)]
        for person in (county_officer, neighbour_county, neighbour_head, audit_admin)
    }
    assert found == {"王县": [line], "孙县": [], "李站长": [], "审计管理员": []}
    change = desk.last_changes(station_head.actor)[0]
    assert (change.who, change.why) == ("系统·测试", "确认选址")


def test_desk_queries_do_not_grow(county_officer, community):
    county_officer.client.get("/")
    counts = []
    for community in places.communities(places.COUNTY[:6])[3:4], places.communities(places.COUNTY[:6])[4:6]:
        for one in community:
            move_station(station=make_station(make_site(one)), to="SITED", by=BY, reason="确认选址")
        county_officer.client.get("/")
        counts.append(county_officer.client.queries)
    assert counts[0] == counts[1] < 25


def titles(text, person):
    return {group.title: [hit.name for hit in group.hits] for group in find(text, actor=person.actor, on=today())}


def test_search_shows_only_what_the_asker_may(county_officer, neighbour_county, station_head, station):
    assert titles(station.name, county_officer)["站点"] == [station.name]
    assert "站点" not in titles(station.name, neighbour_county)
    assert titles("张站长", county_officer) == {"用户": ["张站长"]}
    assert titles("张站长", neighbour_county) == {}
    assert titles("张站长", station_head) == {}
    assert titles(" ", county_officer) == {}


def test_search_by_initials_code_and_year(county_officer, station):
    make_plan(year=2020, title="2020年计划")
    initials = station.site.division.initials
    assert station.name in titles(initials, county_officer)["站点"]
    assert titles(station.division_code, county_officer)["站点"] == [station.name]
    assert titles("2020", county_officer)["建设计划"] == ["2020年计划"]
    assert places.division(places.COUNTY).name in titles("和平区", county_officer)["行政区划"]


def test_search_of_somebody_without_verbs(audit_admin):
    assert titles("和平", audit_admin) == {}
    assert audit_admin.client.get("/search?q=和平").status_code == 403


def test_search_page_and_its_queries(county_officer, community):
    county_officer.client.get("/search")
    counts = []
    communities = places.communities(places.COUNTY[:6])
    for part in (communities[:1], communities[1:3]):
        for one in part:
            make_station(make_site(one), name=f"{one.name}试验站")
        page = county_officer.client.get("/search?q=试验站")
        counts.append(county_officer.client.queries)
    assert counts[0] == counts[1] < 25
    assert page.content.decode().count("试验站</a>") == 3
    assert "没有找到" in county_officer.client.get("/search?q=没有这个").content.decode()


def test_more_than_twenty_says_so(county_officer):
    for one in places.communities("210102")[:21]:
        make_station(make_site(one), name=f"{one.name}试验站")
    group = find("试验站", actor=county_officer.actor, on=today())[0]
    assert (len(group.hits), group.more) == (
        min(20, len(places.communities("210102"))),
        len(places.communities("210102")) > 20,
    )


def test_unknown_page_has_no_address():
    assert address("nowhere:at-all") == ""


@pytest.mark.parametrize("role", list(Role))
def test_help_of_every_role(role, station_head):
    page = station_head.client.get(reverse("home:guide", kwargs={"role": slug(role)})).content.decode()
    guide = GUIDES[role]
    assert len(guide.day) >= 2 and guide.pages and guide.cases
    assert all(line in page for line in (*guide.day, guide.duty))


def test_help_index_shows_ones_own_first(station_head):
    page = station_head.client.get("/help").content.decode()
    assert page.index("/help/station-head") < page.index("/help/province")
    assert station_head.client.get("/help/nobody").status_code == 404


def test_help_needs_a_sign_in(visitor):
    assert visitor.get("/help").status_code == 302


def test_status_is_for_the_system_administrator(system_admin, county_officer):
    Job.objects.create(task="x.tasks.y", title="坏任务", created_by=BY, state=JobState.FAILED, error="没有成功")
    ScheduleRun.objects.create(task="notices.tasks.remind_daily")
    page = system_admin.client.get("/status").content.decode()
    assert "密钥文件" in page and "坏任务" in page and "notices.tasks.remind_daily" in page
    assert county_officer.client.get("/status").status_code == 403


def test_a_check_that_breaks_is_a_finding(monkeypatch):
    def breaks():
        raise OSError("x")

    monkeypatch.setattr(status, "CHECKS", {"坏": breaks})
    assert [(one.word, one.tone, one.sentence) for one in status.verdicts()] == [
        ("有问题", "miss", "检查没有完成（OSError）。")
    ]


def test_job_counts_and_sessions(system_admin):
    assert status.job_counts() == [("排队中", 0), ("进行中", 0), ("已完成", 0), ("未完成", 0)]
    assert status.open_sessions() == 0
    system_admin.client.get("/status")
    assert status.open_sessions() == 1


def test_probe(visitor):
    response = visitor.get("/health")
    assert (response.status_code, response.content, visitor.queries) == (200, b"ok", 0)


def test_large_type_on_and_off(visitor):
    response = visitor.get("/elder", headers={"referer": "http://testserver/accounts/login/"})
    assert (response.url, visitor.cookies["elder"].value) == ("http://testserver/accounts/login/", "1")
    assert visitor.get("/elder", headers={"referer": "http://elsewhere.example/"}).url == "/"
    assert visitor.cookies["elder"].value == ""


def test_post_of_two_roles_shows_both(county_officer, station):
    grant(county_officer.user, Role.SUPERVISOR, division=places.division(places.COUNTY))
    assert "县级业务人员、督导" in county_officer.client.get("/").content.decode()
