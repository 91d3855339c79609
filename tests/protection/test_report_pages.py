"""Pages of 强制报告: the button, the steps on a phone, who reads, the paper, officers and figures."""

import uuid

import pytest
from django.urls import reverse

from liangzhan.audit.models import Event, Reading
from liangzhan.audit.sealed import deeds_about
from liangzhan.protection.models import Report, ReportStep
from liangzhan.protection.queries.reports import own_reports, state_of
from liangzhan.protection.services.reports import add_facts, add_files
from liangzhan.toolkit.periods import moment
from tests.factories.accounts import make_person
from tests.factories.protection import FACTS, make_officer, make_report, stop_clock
from tests.harness.sessions import signed_in_client
from tests.protection.test_services_reports import picture

START, LIST = reverse("protection:report-start"), reverse("protection:report-list")


def at(name, report, **more):
    return reverse(f"protection:{name}", kwargs={"uuid": report.uuid, **more})


def send(person, address, given=None, most=90):
    """A deed tells and writes down in one transaction, so it may ask more than a page does."""
    with person.client.allow(most):
        return person.client.post(address, given or {})


def text_of(response):
    return response.content.decode()


def minute(at_moment):
    return f"{at_moment.astimezone():%Y-%m-%dT%H:%M}"


def test_the_start_opens_with_110(station, social_worker, station_head, committee_member):
    keeper = make_person("志愿站员", "VS_KEEPER", station=station)
    supervisor = make_person("督导", "SUPERVISOR", division=station.site.division)
    for one in (social_worker, station_head, committee_member, keeper, supervisor):
        page = text_of(one.client.get(START))
        assert 'href="tel:110"' in page
        assert "本平台不代替报警" in page


@pytest.mark.parametrize("reader", ["street_officer", "county_officer", "province_officer", "audit_admin"])
def test_others_have_no_start(request, reader):
    assert request.getfixturevalue(reader).client.get(START).status_code == 403


def test_the_whole_way_on_a_phone(station, social_worker, station_head):
    now = minute(moment())
    begun = {"found_at": now, "place": f"station:{station.pk}", "form_key": str(uuid.uuid4())}
    answer = send(social_worker, START, begun)
    assert send(social_worker, START, begun)["Location"] == answer["Location"]
    report = Report.objects.get()
    assert answer["Location"] == at("report-next", report)
    between = text_of(social_worker.client.get(at("report-next", report)))
    assert "还缺：接报时间、接报人、接报回执编号" in between and "tel:110" in between
    page = text_of(social_worker.client.get(at("report-page", report)))
    assert "计时中" in page and "还没有指定儿童保护专干" in page
    assert "没有选择" not in page
    bad = send(social_worker, at("report-facts", report), {"facts_observed": "手臂有伤"})
    assert bad.status_code == 422 and "请选择依据" in text_of(bad) and "手臂有伤" in text_of(bad)
    given = {**FACTS, "form_key": str(uuid.uuid4())}
    assert send(social_worker, at("report-facts", report), given).status_code == 302
    assert send(social_worker, at("report-facts", report), given).status_code == 302
    early = {"reported_to": "POLICE", "reported_at": "2020-01-01T00:00", "receiver": "王警官"}
    assert "不能早于发现时间" in text_of(send(social_worker, at("report-told", report), early))
    nobody = {"reported_to": "POLICE", "reported_at": now, "receipt_number": "示例 1 号"}
    assert "请写明接报人" in text_of(send(social_worker, at("report-told", report), nobody))
    whole = {**nobody, "receiver": "警号示例 001"}
    assert send(social_worker, at("report-told", report), whole).status_code == 302
    assert send(social_worker, at("report-files", report), {"files": picture()}).status_code == 302
    between = text_of(social_worker.client.get(at("report-next", report)))
    assert "已报告，用时" in between and "1 个文件" in between
    assert not any(secret in between for secret in ("小明", "淤青", "警号示例"))
    page = text_of(social_worker.client.get(at("report-page", report)))
    for word in ("已报告，用时", "小明", "手臂有多处淤青", "警号示例 001", "示例 1 号", "材料 1", "谁看过"):
        assert word in page
    assert ReportStep.objects.count() == 4
    assert not Event.objects.filter(name__startswith="report.").exists()
    assert not Reading.objects.filter(page__startswith="protection:report").exists()


def test_a_moment_to_come_stays_in_the_form(station, social_worker):
    bad = send(social_worker, START, {"found_at": "2099-01-01T08:00", "place": f"station:{station.pk}"})
    assert bad.status_code == 422
    assert "不能晚于现在" in text_of(bad) and "2099-01-01T08:00" in text_of(bad)
    assert not Report.objects.exists()


def test_who_opens_it(station, social_worker, station_head, neighbour_head, street_officer, county_officer):
    report = make_report(social_worker.actor, station)
    add_facts(report=report, form_key=uuid.uuid4(), by=social_worker.actor, **FACTS)
    add_files(report=report, form_key=uuid.uuid4(), files=[picture()], by=social_worker.actor)
    file = state_of(report).rows[-1].files[0]
    colleague = make_person("吴社工", "SOCIAL_WORKER", station=station)
    supervisor = make_person("督导", "SUPERVISOR", division=station.site.division)
    steps = [at(name, report) for name in ("report-next", "report-facts", "report-told", "report-files")]
    addresses = [at("report-page", report), at("report-paper", report), at("report-file", report, file=file.uuid)]
    for one in (neighbour_head, colleague, supervisor):
        assert {one.client.get(address).status_code for address in [*addresses, *steps]} == {404}
    for one in (street_officer, county_officer):
        assert {one.client.get(address).status_code for address in addresses} == {404}
        assert {one.client.get(address).status_code for address in steps} == {403}
    make_officer(street_officer, street_officer.actor)
    for one in (social_worker, station_head, street_officer):
        assert {one.client.get(address).status_code for address in addresses} == {200}
    for one in (social_worker, station_head):
        assert {one.client.get(address).status_code for address in steps} == {200}
    seen = text_of(station_head.client.get(at("report-page", report)))
    assert "陈社工" not in seen and "身份保密" in seen and "谁看过" not in seen
    officer = text_of(street_officer.client.get(at("report-page", report)))
    assert "陈社工" not in officer and "张站长" in officer and "查看报告人" in officer
    assert station_head.client.get(at("report-reporter", report)).status_code == 404
    asked = send(street_officer, at("report-reporter", report), {"reason": "公安来函（示例）"})
    assert "陈社工" in text_of(asked)
    readers = [one["label"] for one in deeds_about(report.uuid) if one.get("page") == "protection:report-page"]
    assert readers == ["陈社工", "张站长", "赵街道", "张站长", "赵街道"]
    assert "查看报告人：公安来函（示例）" in text_of(social_worker.client.get(at("report-page", report)))


def test_nothing_stands_in_the_way(station, social_worker):
    """By password alone: the report is begun and filled in to the end; only reading it again asks for the second factor."""
    phone = signed_in_client(social_worker.user, second_factor=False)
    with phone.allow(90):
        begun = phone.post(START, {"found_at": minute(moment()), "place": f"station:{station.pk}"})
        report = Report.objects.get()
        assert begun["Location"] == at("report-next", report)
        assert phone.get(begun["Location"]).status_code == 200
        told = {"reported_to": "POLICE", "reported_at": minute(moment()), "receiver": "王警官", "receipt_number": "1"}
        assert phone.post(at("report-told", report), told).status_code == 302
        assert phone.post(at("report-facts", report), FACTS).status_code == 302
    assert not Report.objects.running().exists()
    assert phone.get(at("report-page", report))["Location"] == reverse("mfa_index")
    assert phone.get(reverse("protection:report-blank")).content.startswith(b"%PDF")


def test_the_paper_names_no_reporter(station, social_worker):
    from io import BytesIO

    from pypdf import PdfReader

    report = make_report(social_worker.actor, station)
    add_facts(report=report, form_key=uuid.uuid4(), by=social_worker.actor, **FACTS)
    stop_clock(report, social_worker.actor)
    answer = social_worker.client.get(at("report-paper", report))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "强制报告书" in text and "小明" in text and "陈社工" not in text
    assert "小明" not in answer["Content-Disposition"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list(station, social_worker, station_head, committee_member, community, count):
    for _ in range(count):
        report = make_report(social_worker.actor, station)
    stop_clock(report, social_worker.actor)
    make_report(committee_member.actor, division_code=community.code)
    page = text_of(station_head.client.get(LIST))
    assert page.count("您可以查阅") == count
    assert page.count("已报告，用时") == 1
    assert station_head.client.queries == LIST_QUERIES
    assert "您报告的" in text_of(social_worker.client.get(LIST))
    assert community.name in text_of(committee_member.client.get(LIST))
    own = own_reports(committee_member.actor).get()
    assert community.name in text_of(committee_member.client.get(at("report-page", own)))


LIST_QUERIES = 9
DESK = reverse("home:desk")


def test_the_desk_shows_the_running_clock_to_the_reporter(station, social_worker, station_head):
    make_report(social_worker.actor, station, about_head=True)
    words = "强制报告的接报人、时间和回执编号"
    assert words in text_of(social_worker.client.get(DESK))
    assert words not in text_of(station_head.client.get(DESK))


def test_officers_are_designated_and_ended(station, street_officer, county_officer, neighbour_county):
    from liangzhan.accounts.models import Grant
    from liangzhan.protection.models import Designation

    add, home = reverse("protection:designation-add"), reverse("protection:designation-list")
    assert "还没有指定专干" in text_of(county_officer.client.get(home))
    post = Grant.objects.get(user=street_officer.user)
    given = {"kind": "CHILD", "post": post.pk, "since_on": f"{moment():%Y-%m-%d}"}
    assert send(neighbour_county, add, given).status_code == 422
    assert send(county_officer, add, given).status_code == 302
    held = Designation.objects.get()
    assert "赵街道" in text_of(county_officer.client.get(home))
    end = reverse("protection:designation-end", args=[held.pk])
    assert neighbour_county.client.get(end).status_code == 404
    ended = {"ended_on": f"{moment():%Y-%m-%d}", "reason": ""}
    assert "结束原因" in text_of(send(county_officer, end, ended))
    assert send(county_officer, end, {**ended, "reason": "调岗"}).status_code == 302
    assert "调岗" in text_of(county_officer.client.get(home))


def test_figures(station, social_worker, county_officer, station_head):
    address = reverse("protection:report-figures")
    assert "这一年没有强制报告" in text_of(county_officer.client.get(f"{address}?year=2021"))
    make_report(social_worker.actor, station)
    page = text_of(county_officer.client.get(address))
    assert "&lt;5" in page and "合计" in page
    assert station_head.client.get(address).status_code == 403
