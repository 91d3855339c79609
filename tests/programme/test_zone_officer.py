"""A functional zone with a row of its own: its officer divides the task and sends an October report of its own."""

import pytest
from django.urls import reverse

from liangzhan.access.roles import Role
from liangzhan.programme.models import OctoberReport, Quota
from tests.factories import divisions as places
from tests.factories.accounts import make_person
from tests.programme.october_data import ZONE, province
from tests.programme.test_pages_acceptance import post
from tests.programme.test_services_october import WORDS


def url(name, *args):
    return reverse(f"programme:{name}", args=args)


@pytest.fixture
def whole(db):
    return province()


@pytest.fixture
def zone_officer(whole):
    return make_person("区办", Role.CITY, division=places.division(ZONE))


def test_the_desk_and_the_split(whole, zone_officer):
    quota = Quota.objects.get(plan=whole, division_code=ZONE)
    desk = zone_officer.client.get("/").content.decode()
    assert "分解" in desk and "示例示范区" in desk
    page = zone_officer.client.get(url("split-quota", quota.pk)).content.decode()
    assert places.division(places.NEIGHBOUR_COUNTY).name in page and "和平区" not in page
    member = places.NEIGHBOUR_COUNTY
    given = {"version": quota.version, f"sw_{member}": "2", f"vs_{member}": "1"}
    assert post(zone_officer, url("split-quota", quota.pk), given).status_code == 302
    assert [(one.division_code, one.sw, one.vs) for one in quota.parts.all()] == [(member, 2, 1)]


def test_its_own_report_to_acceptance(whole, zone_officer, province_officer, city_officer):
    page = zone_officer.client.get(url("own-reports")).content.decode()
    assert "起草报告" in page and "沈阳市" not in page
    assert post(zone_officer, url("draft-report", whole.pk, ZONE)).status_code == 302
    report = OctoberReport.objects.get()
    assert (report.division_code, "示例示范区" in report.progress) == (ZONE, True)
    given = WORDS | {"progress": report.progress, "issuer": "示例示范区社会事业局"}
    assert post(zone_officer, url("edit-report", report.pk), given).status_code == 302
    assert city_officer.client.get(url("report-page", report.pk)).status_code == 404
    assert post(zone_officer, url("submit-report", report.pk)).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.figures["sw"], report.figures["vs"]) == ("SUBMITTED", 1, 0)
    assert [row["code"][:6] for row in report.rows] == [places.NEIGHBOUR_COUNTY[:6]]
    assert post(province_officer, url("accept-report", report.pk)).status_code == 302
    report.refresh_from_db()
    assert report.state == "ACCEPTED"
