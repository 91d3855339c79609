"""Importing a roster in the browser: upload, preview, confirm, the job, bad workbooks."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from liangzhan.access.roles import Role
from liangzhan.stations import tasks
from liangzhan.stations.imports import COLUMNS, read_roster, roster_template
from liangzhan.stations.models import Station
from liangzhan.stations.services.roster_upload import keep_roster, start_import
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import run_pending
from liangzhan.toolkit.models import Job, JobState, Move
from liangzhan.toolkit.spreadsheets import Sheet, workbook_bytes
from tests.factories import divisions as places
from tests.factories.accounts import make_person

UPLOAD = reverse("stations:roster-upload")


def line(community, **fields):
    given = {
        "code": community.code, "community": community.name, "sw": True, "vs": True, "form": "FILED_COMMUNITY_ORG",
        "standing_number": "示例备 1 号", "standing_on": "2020-06-03", "staff": "1/1", "certified": 1, "vs_staff": 1,
        "area": 46, "equipment": "桌2椅8电话1", "sign": True, "systems_count": 6, "accepted_on": "2020-09-18",
    }  # fmt: skip
    return {**given, **fields}


def workbook(*lines, name="roster.xlsx"):
    return SimpleUploadedFile(name, workbook_bytes([Sheet("站点名册", COLUMNS, lines)]))


@pytest.fixture
def communities(db):
    return places.communities(places.COUNTY[:6])


def upload(person, file):
    return person.client.post(UPLOAD, {"workbook": file})


class TestUpload:
    def test_to_the_end(self, communities, county_officer):
        wrong = line(communities[1], code="219999999999")
        answer = upload(county_officer, workbook(line(communities[0]), wrong))
        preview = county_officer.client.get(answer.url).content.decode()
        assert "区划代码 219999999999 不存在" in preview
        assert "导入 1 行" in preview
        assert Station.objects.count() == 0
        started = county_officer.client.post(answer.url, {"as_operating": "on"})
        assert run_pending(reraise=True) == 1
        page = county_officer.client.get(started.url).content.decode()
        assert "新建 2 个，更新 0 个，已有 0 个；不能导入 1 行" in page
        job = Job.objects.get()
        result = county_officer.client.get(reverse("stations:roster-result", kwargs={"uuid": job.uuid}))
        assert result.status_code == 200
        progress = county_officer.client.get(reverse("stations:roster-progress", kwargs={"uuid": job.uuid}))
        assert progress.status_code == 200

    def test_confirmed_twice_is_one_job(self, communities, county_officer):
        answer = upload(county_officer, workbook(line(communities[0])))
        first = county_officer.client.post(answer.url, {"as_operating": "on"})
        second = county_officer.client.post(answer.url, {"as_operating": "on"})
        assert first.url == second.url
        assert Job.objects.count() == 1

    def test_only_the_uploader_sees_it(self, communities, county_officer, neighbour_county):
        answer = upload(county_officer, workbook(line(communities[0])))
        county_officer.client.post(answer.url, {})
        job = Job.objects.get()
        for page in (answer.url, f"{answer.url}errors.xlsx", reverse("stations:roster-job", kwargs={"uuid": job.uuid})):
            assert neighbour_county.client.get(page).status_code == 404
        assert (
            county_officer.client.get(reverse("stations:roster-result", kwargs={"uuid": job.uuid})).status_code == 404
        )

    def test_outside_the_own_area(self, communities, neighbour_county):
        answer = upload(neighbour_county, workbook(line(communities[0])))
        assert "不在您的区域内，不能导入" in neighbour_county.client.get(answer.url).content.decode()
        neighbour_county.client.post(answer.url, {})
        run_pending(reraise=True)
        assert Station.objects.count() == 0

    def test_error_workbook(self, communities, county_officer):
        answer = upload(county_officer, workbook(line(communities[0], staff="两人", equipment="沙发")))
        content = county_officer.client.get(f"{answer.url}errors.xlsx").content
        table, _ = read_roster(io.BytesIO(content))
        assert [problem.reason for problem in table.all_problems] == [
            "请按“专职/兼职”填写，例如 2/1",
            "请按“桌2椅8电话1”填写，或填“齐全”“无”",
        ]

    def test_template_comes_back_empty(self, county_officer):
        answer = county_officer.client.get(reverse("stations:roster-template"))
        assert answer.content == roster_template()

    @pytest.mark.parametrize("content", [b"", b"a,b,c\n1,2,3\n", b"%PDF-1.7 nothing"])
    def test_no_workbook(self, content, county_officer):
        answer = upload(county_officer, SimpleUploadedFile("roster.xlsx", content))
        assert answer.status_code == 422
        assert Job.objects.count() == 0

    def test_nobody_without_the_verb(self, station_head):
        assert station_head.client.get(UPLOAD).status_code == 403


def test_exactly_once_after_a_crash(committed_db, monkeypatch):
    monkeypatch.setattr(tasks, "CHUNK", 2)
    officer = make_person("王县", Role.COUNTY, division=places.division(places.COUNTY)).actor
    lines = [line(one) for one in places.communities(places.COUNTY[:6])[:5]]
    kept = keep_roster(workbook=workbook(*lines), by=officer)
    job = start_import(kept=kept, as_operating=True, by=officer)
    real, calls = tasks.import_roster, []

    def dies_at_the_second(**given):
        calls.append(len(given["rows"]))
        found = real(**given)
        if len(calls) == 2:
            raise SystemExit  # killed after writing, before the commit
        return found

    monkeypatch.setattr(tasks, "import_roster", dies_at_the_second)
    with pytest.raises(SystemExit):
        run_pending()
    assert Station.objects.count() == 4
    Job.objects.filter(pk=job.pk).update(lease_until=job.created_at)
    assert run_pending(reraise=True) == 1
    job.refresh_from_db()
    assert (job.state, job.result["made"], calls) == (JobState.DONE, 10, [2, 2, 2, 1])
    assert Station.objects.count() == 10
    assert Move.objects.filter(object_label="stations.station").count() == 50


class TestClash:
    def test_a_clash_refuses_the_chunk(self, communities, county_officer, monkeypatch):
        from liangzhan.stations.services import roster
        from tests.stations.test_roster import row_of

        real = roster._make_stations

        def somebody_was_faster(*given):
            real(*given)
            return real(*given)

        monkeypatch.setattr(roster, "_make_stations", somebody_was_faster)
        with pytest.raises(RuleBroken, match="请重新预览后再导入"):
            roster.import_roster(rows=[row_of(communities[0])], by=county_officer.actor)
