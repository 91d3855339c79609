"""报表准入 in pages: asked, answered, decided; every station reads the register; a neighbour does nothing to it."""

import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from liangzhan.divisions.models import Division
from liangzhan.ledger.choices import EntryKind
from liangzhan.ledger.services.posting import post
from liangzhan.reporting.models import TableRequest
from liangzhan.reporting.services import gate
from liangzhan.toolkit.jobs import run_pending
from liangzhan.toolkit.periods import today
from tests.factories.ledger import a_line, a_voucher
from tests.factories.people import BY, make_individual
from tests.reporting.gate.corpus import workbook
from tests.reporting.gate.test_services_gate import BASIS, form, later

pytestmark = pytest.mark.django_db
QUERIES = 7
LIST, ASK = "reporting:table-list", "reporting:ask-table"


def sent(start="08", **more):
    file = SimpleUploadedFile("表.xlsx", workbook(form(start)))
    return {"file": file, "title": "", "period": f"{today():%Y-%m}", "repeat": "ONCE", "form_key": uuid4(), **more}


def page(name, row, **kwargs):
    return reverse(f"reporting:{name}", kwargs={"uuid": row.uuid, **kwargs})


@pytest.fixture
def asked(county_officer, station):
    type(station).objects.filter(pk=station.pk).update(state="OPERATING", accepted_on=today(), opened_on=today())

    def make(start="08", key=None):
        return gate.ask_table(
            title="",
            content=workbook(form(start)),
            area=Division.objects.get(code="210102000000"),
            period=f"{today():%Y-%m}",
            repeat="ONCE",
            form_key=key or uuid4(),
            by=county_officer.actor,
        )

    return make


def test_from_the_upload_to_the_decision(county_officer, city_officer, station_head):
    client = county_officer.client
    answer = client.post(reverse(ASK), sent(), follow=True)
    row = TableRequest.objects.get()
    text = answer.content.decode()
    assert "链接资源：资金" in text and "社区社会组织 / 备案数" in text and "写明依据并提交" in text
    bad = client.post(page("table-submit", row), {"basis": "", "expires_on": ""})
    assert bad.status_code == 422
    client.post(page("table-submit", row), {"basis": BASIS, "expires_on": later(30).isoformat()})
    assert client.post(page("table-decide", row), {"accept": "yes", "note": ""}).status_code == 422, "not the asker"
    city_officer.client.post(page("table-decide", row), {"accept": "yes", "note": ""})
    row.refresh_from_db()
    assert row.state == "ISSUED"
    shown = station_head.client.get(reverse(LIST)).content.decode()
    assert row.title in shown and BASIS in shown and "已准入" in shown and "要一张新表" not in shown
    client.post(page("table-withdraw", row))
    row.refresh_from_db()
    assert row.state == "WITHDRAWN"


def test_names_are_refused_in_words(county_officer, station_head):
    answer = county_officer.client.post(reverse(ASK), sent("15"), follow=True).content.decode()
    row = TableRequest.objects.get()
    assert "不予准入" in answer and "银行卡号" in answer and "下载已有的结果" not in answer
    assert (
        county_officer.client.post(page("table-fill", row), follow=True).content.decode().count("没有结果可以下载") == 1
    )
    assert "最小必要" in station_head.client.get(page("table-page", row)).content.decode()


def test_a_picture_is_told_at_the_field(county_officer):
    answer = county_officer.client.post(reverse(ASK), sent(file=SimpleUploadedFile("a.xlsx", b"\x89PNG1234")))
    assert answer.status_code == 422 and "这是图片" in answer.content.decode()


def test_the_neighbour_reads_and_does_nothing(asked, neighbour_county, station_head):
    row = asked()
    assert neighbour_county.client.get(page("table-page", row)).status_code == 200
    for name in ("table-submit", "table-urgent", "table-decide"):
        assert neighbour_county.client.get(page(name, row)).status_code == 404, name
        assert station_head.client.get(page(name, row)).status_code == 403, name
    assert neighbour_county.client.post(page("table-withdraw", row)).status_code == 404
    assert neighbour_county.client.post(page("table-fill", row)).status_code == 404
    assert neighbour_county.client.post(page("table-column", row, position=2)).status_code == 404


def test_maybe_is_settled_on_the_page(asked, county_officer):
    row = asked("04")
    column = row.columns.get(verdict="MAYBE")
    address = page("table-column", row, position=column.position)
    county_officer.client.post(address, {"same": "yes"})
    column.refresh_from_db()
    assert column.verdict == "KNOWN"
    assert county_officer.client.post(page("table-column", row, position=99), {"same": "yes"}).status_code == 404
    county_officer.client.post(page("table-urgent", row), {"emergency": "辽河流域防汛应急"})
    row.refresh_from_db()
    assert row.state == "URGENT"


def cells(client, row):
    answer = client.post(page("table-fill", row))
    run_pending(reraise=True)
    content = client.get(answer["Location"] + "file/").content
    return [[cell.value for cell in line] for line in load_workbook(io.BytesIO(content)).active.iter_rows()]


def test_what_is_there_is_answered_at_once(asked, county_officer, station):
    post(
        voucher=a_voucher(),
        version=1,
        station=station,
        lines=[a_line(make_individual(), served_on=today(), kind=EntryKind.VISIT)],
        by=BY,
    )
    lines = cells(county_officer.client, asked("01"))
    heading = next(at for at, line in enumerate(lines) if "本季度服务人数（人）" in line)
    at = lines[heading].index("本季度服务人数（人）")
    assert sorted(str(line[at]) for line in lines[heading + 1 :] if line[1])[-1] == "1"
    by_community = cells(county_officer.client, asked("13"))
    heading = next(at for at, line in enumerate(by_community) if "所在社区" in line)
    first = by_community[heading + 1]
    assert station.site.division.name in first and len(by_community[heading]) >= 12
    with_numbers = cells(county_officer.client, asked("02"))
    heading = next(at for at, line in enumerate(with_numbers) if "单位名称" in line)
    assert station.site.division.name in with_numbers[heading + 1]


def test_the_list_asks_no_more_for_more_rows(asked, station_head, django_assert_num_queries):
    client = station_head.client
    asked()
    client.get(reverse(LIST))
    with django_assert_num_queries(QUERIES):
        client.get(reverse(LIST))
    asked()
    asked("01")
    with django_assert_num_queries(QUERIES):
        client.get(reverse(LIST))
