"""Importing people in the browser: upload, preview, confirm, the job, wrong rows back, again nothing."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from liangzhan.documents.models import KeptFile
from liangzhan.staff import tasks
from liangzhan.staff.imports.roster import COLUMNS, people_template, read_people
from liangzhan.staff.models import Post, Worker
from liangzhan.staff.services.roster_upload import keep_people_roster, start_people_import
from liangzhan.toolkit.jobs import run_pending
from liangzhan.toolkit.models import Job, JobState
from liangzhan.toolkit.spreadsheets import Sheet, workbook_bytes
from tests.factories.people import resident_number

UPLOAD = reverse("staff:people-upload")


def line(station, serial=1, **fields):
    given = {
        "code": station.division_code, "kind": station.kind, "name": "王小明", "id_number": number(serial),
        "role": "SOCIAL_WORKER", "employment": "PART_TIME", "identity": "COMMUNITY_WORKER", "starts_on": "2020-06-01",
    }  # fmt: skip
    return {**given, **fields}


def number(serial):
    """Another one for each serial, the same each time."""
    import datetime as dt

    return resident_number(dt.date(1975, 1, 1) + dt.timedelta(days=serial // 400), serial=serial % 400)


def workbook(*lines, name="people.xlsx"):
    return SimpleUploadedFile(name, workbook_bytes([Sheet("人员名册", COLUMNS, lines)]))


def upload(person, file):
    return person.client.post(UPLOAD, {"workbook": file})


class TestUpload:
    def test_to_the_end_and_again(self, station, station_head):
        lines = [line(station, n) for n in range(1, 6)] + [line(station, 9, fte=1), line(station, 10, id_number="12")]
        answer = upload(station_head, workbook(*lines))
        preview = station_head.client.get(answer.url).content.decode()
        assert "兼职的工作量要小于 1" in preview
        assert "导入 5 行" in preview
        assert number(1) not in preview
        assert Worker.objects.count() == 0
        started = station_head.client.post(answer.url)
        assert run_pending(reraise=True) == 1
        page = station_head.client.get(started.url).content.decode()
        assert "登记 5 个岗位，已有 0 个；不能导入 2 行" in page
        job = Job.objects.get()
        kwargs = {"uuid": job.uuid}
        result = station_head.client.get(reverse("staff:people-result", kwargs=kwargs))
        back, _ = read_people(io.BytesIO(b"".join(result.streaming_content) if result.streaming else result.content))
        assert sum(bool(cells[-1]) for cells in back.cells[1:]) == 2  # 原因
        assert station_head.client.get(reverse("staff:people-progress", kwargs=kwargs)).status_code == 200
        # The uploaded workbook holds numbers: it is gone.
        assert station_head.client.get(answer.url).status_code == 404
        again = station_head.client.get(upload(station_head, workbook(*lines)).url).content.decode()
        assert "没有需要导入的行" in again
        assert Post.objects.count() == 5

    def test_confirmed_twice_is_one_job(self, station, station_head):
        answer = upload(station_head, workbook(line(station)))
        first, second = station_head.client.post(answer.url), station_head.client.post(answer.url)
        assert first.url == second.url
        assert Job.objects.count() == 1

    def test_only_the_uploader_sees_it(self, station, station_head, neighbour_head):
        answer = upload(station_head, workbook(line(station)))
        station_head.client.post(answer.url)
        job = reverse("staff:people-job", kwargs={"uuid": Job.objects.get().uuid})
        for page in (answer.url, f"{answer.url}errors.xlsx", job):
            assert neighbour_head.client.get(page).status_code == 404
        result = reverse("staff:people-result", kwargs={"uuid": Job.objects.get().uuid})
        assert station_head.client.get(result).status_code == 404

    def test_outside_the_own_station(self, station, neighbour_head):
        answer = upload(neighbour_head, workbook(line(station)))
        assert "不在您的范围内" in neighbour_head.client.get(answer.url).content.decode()
        neighbour_head.client.post(answer.url)
        run_pending(reraise=True)
        assert Post.objects.count() == 0

    def test_a_county_imports_for_its_stations(self, station, county_officer, neighbour_county):
        for reader, count in ((neighbour_county, 0), (county_officer, 1)):
            reader.client.post(upload(reader, workbook(line(station))).url)
            run_pending(reraise=True)
            assert Post.objects.count() == count

    def test_error_workbook(self, station, station_head):
        answer = upload(station_head, workbook(line(station, role="校长"), line(station, 2, starts_on="昨天")))
        content = station_head.client.get(f"{answer.url}errors.xlsx").content
        assert len(read_people(io.BytesIO(content))[0].all_problems) == 2

    def test_template(self, station_head):
        assert station_head.client.get(reverse("staff:people-template")).content == people_template()
        assert station_head.client.get(UPLOAD).status_code == 200

    @pytest.mark.parametrize("content", [b"", b"a,b,c\n1,2,3\n", b"%PDF-1.7 nothing"])
    def test_no_workbook(self, content, station_head):
        answer = upload(station_head, SimpleUploadedFile("people.xlsx", content))
        assert (answer.status_code, Job.objects.count()) == (422, 0)

    def test_nobody_without_the_verb(self, social_worker, province_officer):
        assert social_worker.client.get(UPLOAD).status_code == 403
        assert province_officer.client.get(UPLOAD).status_code == 403

    def test_the_preview_stays_within_the_limit_of_queries(self, station, station_head):
        for count in (1, 60):
            answer = upload(station_head, workbook(*[line(station, n) for n in range(1, count + 1)]))
            station_head.client.get(answer.url)
            assert station_head.client.queries == 9


def test_exactly_once_after_a_crash(committed_db, monkeypatch):
    from liangzhan.access.actor import Actor
    from liangzhan.staff.tasks import roster
    from tests.factories import divisions as places
    from tests.factories.stations import make_site, make_station

    monkeypatch.setattr(roster, "CHUNK", 2)
    by = Actor.system("名册导入")
    station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
    kept = keep_people_roster(workbook=workbook(*[line(station, n) for n in range(1, 6)]), by=by)
    job = start_people_import(kept=kept, by=by)
    real, calls = roster._finish, []

    def dies_after_the_last_step(*given):
        calls.append(1)
        found = real(*given)
        if len(calls) == 1:
            raise SystemExit  # killed after writing, before the commit
        return found

    monkeypatch.setattr(roster, "_finish", dies_after_the_last_step)
    with pytest.raises(SystemExit):
        run_pending()
    assert (Post.objects.count(), KeptFile.objects.count()) == (5, 1)
    Job.objects.filter(pk=job.pk).update(lease_until=job.created_at)
    assert run_pending(reraise=True) == 1
    job.refresh_from_db()
    assert (job.state, job.result["made"], Post.objects.count(), KeptFile.objects.count()) == (JobState.DONE, 5, 5, 0)


def test_a_job_whose_last_step_ran_remembers_its_result(committed_db):
    from liangzhan.access.actor import Actor
    from liangzhan.toolkit.models import JobStep

    by = Actor.system("名册导入")
    kept = keep_people_roster(workbook=SimpleUploadedFile("people.xlsx", people_template()), by=by)
    job = start_people_import(kept=kept, by=by)
    kept.delete()
    run_pending()
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "上传的名册已经不在，请重新上传。")
    JobStep.objects.create(job=job, key="finish", result={"made": 7})
    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED)
    run_pending(reraise=True)
    job.refresh_from_db()
    assert job.result == {"made": 7}
    assert tasks.__doc__
