"""Pages of the October report: city drafts and sends, province reviews, neighbours see nothing."""

import pytest
from django.urls import reverse

from liangzhan.notices.models import Notice
from liangzhan.programme.models import OctoberReport
from liangzhan.programme.services.october import draft_report, edit_report, submit_report
from liangzhan.toolkit.models import Job
from tests.factories import divisions as places
from tests.programme.october_data import province
from tests.programme.test_pages_acceptance import post
from tests.programme.test_services_october import WORDS, light_files


def url(name, *args):
    return reverse(f"programme:{name}", args=args)


@pytest.fixture
def whole(db):
    return province()


@pytest.fixture
def report(whole, city_officer):
    made = draft_report(plan=whole, division=places.division(places.CITY), by=city_officer.actor)
    return edit_report(report=made, by=city_officer.actor, **WORDS)


@pytest.fixture
def sent(report, city_officer):
    return submit_report(report=report, make_files=light_files, by=city_officer.actor)


def test_from_draft_to_acceptance(whole, city_officer, province_officer):
    page = city_officer.client.get(url("own-reports")).content.decode()
    assert "起草报告" in page and "大连市" not in page
    answer = post(city_officer, url("draft-report", whole.pk, places.CITY))
    report = OctoberReport.objects.get()
    assert answer.url == url("edit-report", report.pk)
    assert "截至2020年10月20日" in city_officer.client.get(answer.url).content.decode()
    given = WORDS | {"progress": report.progress, "issuer": "沈阳市民政局"}
    assert post(city_officer, answer.url, given).url == url("report-page", report.pk)
    page = city_officer.client.get(url("report-page", report.pk)).content.decode()
    assert "报送省厅" in page and "报送前还要补齐" not in page and "社区名单 · 3 个社区（村）" in page
    assert post(city_officer, url("submit-report", report.pk)).url == url("report-page", report.pk)
    page = province_officer.client.get(url("report-page", report.pk)).content.decode()
    assert "审核通过" in page and "报送时锁定" in page
    assert post(province_officer, url("accept-report", report.pk)).status_code == 302
    assert "更正（另起一版）" in city_officer.client.get(url("report-page", report.pk)).content.decode()


def test_what_is_missing_stands_on_the_page(whole, city_officer):
    made = draft_report(plan=whole, division=places.division(places.CITY), by=city_officer.actor)
    assert "请填写签发人。" in city_officer.client.get(url("report-page", made.pk)).content.decode()
    answer = post(city_officer, url("submit-report", made.pk), follow=True)
    assert "请填写“主要做法”。" in answer.content.decode()
    assert OctoberReport.objects.get().state == "DRAFT"


def test_a_second_draft_leads_back(report, whole, city_officer):
    answer = post(city_officer, url("draft-report", whole.pk, places.CITY))
    assert answer.url == url("report-list", whole.pk)


def test_returned(sent, city_officer, province_officer):
    assert "退回报告" in province_officer.client.get(url("return-report", sent.pk)).content.decode()
    post(province_officer, url("return-report", sent.pk), {"reason": "请补充"})
    assert "省厅退回：请补充" in city_officer.client.get(url("report-page", sent.pk)).content.decode()
    assert post(city_officer, url("refresh-report", sent.pk)).status_code == 302


@pytest.mark.parametrize(("which", "start"), [("list", b"PK"), ("account", b"%PDF-"), ("editable", b"PK")])
def test_files_before_sending(report, city_officer, which, start):
    answer = city_officer.client.get(url("report-file", report.pk, which))
    assert answer.content.startswith(start) and "attachment" in answer["Content-Disposition"]


def test_files_after_sending(sent, city_officer):
    assert city_officer.client.get(url("report-file", sent.pk, "list")).content == b"%PDF-"
    assert city_officer.client.get(url("report-file", sent.pk, "other")).status_code == 404


@pytest.mark.parametrize("name", ["report-page", "edit-report"])
def test_a_neighbour_gets_nothing(report, neighbour_city, name):
    assert neighbour_city.client.get(url(name, report.pk)).status_code == 404


def test_deeds_of_others(report, whole, neighbour_city, province_officer, county_officer):
    assert post(neighbour_city, url("submit-report", report.pk)).status_code == 404
    assert neighbour_city.client.get(url("report-file", report.pk, "list")).status_code == 404
    assert post(neighbour_city, url("draft-report", whole.pk, places.CITY)).status_code == 404
    assert post(province_officer, url("submit-report", report.pk)).status_code == 403
    assert post(neighbour_city, url("accept-report", report.pk)).status_code == 403
    assert post(county_officer, url("draft-report", whole.pk, places.CITY)).status_code == 403
    assert neighbour_city.client.get(url("consolidated", whole.pk)).status_code == 403
    assert neighbour_city.client.get(url("report-list", whole.pk + 999)).status_code == 404


def test_the_province_sees_who_is_missing(sent, whole, province_officer, neighbour_city):
    page = province_officer.client.get(url("review-reports")).content.decode()
    assert "提醒未报送地区（2）" in page and "已报 1/3" in page
    assert province_officer.client.queries <= 25
    post(province_officer, url("remind-missing", whole.pk))
    assert Notice.objects.filter(recipient=neighbour_city.user, kind="REMINDER").count() == 1
    book = province_officer.client.get(url("consolidated", whole.pk))
    assert book.content.startswith(b"PK")
    answer = post(province_officer, url("ask-package", whole.pk))
    assert answer.url == reverse("documents:job", args=[Job.objects.get().uuid])


def test_without_a_plan(province_officer):
    assert "没有需要报送的地区" in province_officer.client.get(url("review-reports")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queries(whole, province_officer, city_officer, neighbour_city, count):
    people = {places.CITY: city_officer, places.NEIGHBOUR_CITY: neighbour_city}
    for code, person in list(people.items())[:count]:
        draft_report(plan=whole, division=places.division(code), by=person.actor)
    province_officer.client.get(url("report-list", whole.pk))
    assert province_officer.client.queries == 10
