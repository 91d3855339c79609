"""Verification for everybody, jobs for whoever started them."""

import uuid

import pytest

from liangzhan.documents import limits
from liangzhan.documents.models import VerifyFailure
from liangzhan.documents.queries import place_of
from liangzhan.documents.services import revoke_paper
from tests.factories.documents import BY, make_file, make_job, make_paper


def text_of(response):
    return response.content.decode()


class TestVerifyPaper:
    ADDRESS = "/documents/verify/"

    def ask(self, client, number, code, **more):
        return client.get(self.ADDRESS, {"number": number, "code": code}, **more)

    def test_an_empty_form(self, visitor):
        page = text_of(visitor.get(self.ADDRESS))
        assert "核验文书" in page and "没有找到" not in page

    def test_a_real_paper(self, visitor):
        paper = make_paper()
        page = text_of(self.ask(visitor, paper.number, paper.verify_code))
        assert "目前有效" in page and "张*明" in page and "示例证明" in page

    def test_small_and_full_width_letters(self, visitor):
        paper = make_paper()
        wide = "".join(chr(ord(letter) + 0xFEE0) for letter in paper.verify_code.lower())
        assert "目前有效" in text_of(self.ask(visitor, f" {paper.number}", f"{wide[:5]} {wide[5:]}"))

    def test_a_revoked_paper(self, visitor):
        paper = revoke_paper(paper=make_paper(), reason="内容有误", by=BY)
        page = text_of(self.ask(visitor, paper.number, paper.verify_code))
        assert "撤销，不再有效" in page
        assert "内容有误" not in page

    def test_a_neighbours_code_does_not_open(self, visitor):
        paper, other = make_paper(), make_paper()
        page = text_of(self.ask(visitor, paper.number, other.verify_code))
        assert "没有找到这份文书" in page and "张*明" not in page

    def test_both_are_needed(self, visitor):
        assert "请填写校验码。" in text_of(visitor.get(self.ADDRESS, {"number": "A"}))

    def test_guessing_is_slowed_down_for_all_processes(self, visitor, monkeypatch):
        monkeypatch.setattr(limits, "MOST_FAILURES", 2)
        paper = make_paper()
        for _ in range(2):
            assert self.ask(visitor, paper.number, "WRONG").status_code == 200
        refused = self.ask(visitor, paper.number, paper.verify_code)
        assert (refused.status_code, "十分钟后再试" in text_of(refused), "张*明" in text_of(refused)) == (
            429,
            True,
            False,
        )
        elsewhere = self.ask(visitor, paper.number, paper.verify_code, REMOTE_ADDR="10.0.0.9")
        assert elsewhere.status_code == 200
        assert visitor.get(self.ADDRESS).status_code == 200

    def test_right_answers_are_not_counted_and_addresses_not_kept(self, visitor):
        paper = make_paper()
        self.ask(visitor, paper.number, paper.verify_code)
        assert VerifyFailure.objects.count() == 0
        self.ask(visitor, paper.number, "WRONG")
        assert "127.0.0.1" not in VerifyFailure.objects.get().asker

    def test_old_windows_are_forgotten(self, visitor, monkeypatch):
        monkeypatch.setattr(limits.time, "time", lambda: 1_000_000.0)
        self.ask(visitor, "A", "WRONG")
        monkeypatch.setattr(limits.time, "time", lambda: 1_000_000.0 + 3 * limits.WINDOW_SECONDS)
        self.ask(visitor, "A", "WRONG")
        self.ask(visitor, "A", "WRONG")
        assert list(VerifyFailure.objects.values_list("count", flat=True)) == [2]


class TestJobPage:
    def address(self, job):
        return f"/documents/jobs/{job.uuid}/"

    def test_shows_progress_and_asks_again(self, county_officer):
        job = make_job(county_officer.actor, state="RUNNING", done=3, total=9, message="正在核对")
        page = text_of(county_officer.client.get(self.address(job)))
        assert "正在核对" in page and f'hx-get="{self.address(job)}"' in page
        fragment = text_of(county_officer.client.get(self.address(job), HTTP_HX_REQUEST="true"))
        assert "<html" not in fragment and "3 / 9" in fragment

    def test_a_result(self, county_officer):
        kept = make_file()
        result = {"lines": [["导入", "12 行"]], "href": "/stations/"}
        job = make_job(county_officer.actor, state="DONE", file_uuid=kept.uuid, result=result)
        page = text_of(county_officer.client.get(self.address(job)))
        assert "12 行" in page and 'href="/stations/"' in page and f"{self.address(job)}file/" in page
        assert "hx-get" not in page

    def test_a_failure(self, county_officer):
        job = make_job(county_officer.actor, state="FAILED", error="第 5 行的市不认识。")
        assert "第 5 行的市不认识。" in text_of(county_officer.client.get(self.address(job)))

    def test_a_neighbours_job_does_not_exist(self, county_officer, neighbour_county):
        job = make_job(neighbour_county.actor, state="DONE", file_uuid=make_file().uuid)
        assert neighbour_county.client.get(self.address(job)).status_code == 200
        assert county_officer.client.get(self.address(job)).status_code == 404
        assert county_officer.client.get(f"{self.address(job)}file/").status_code == 404
        assert county_officer.client.get(f"/documents/jobs/{uuid.uuid4()}/").status_code == 404


class TestJobFile:
    def test_streams(self, county_officer):
        job = make_job(county_officer.actor, state="DONE", file_uuid=make_file("错误/清单", b"bytes").uuid)
        response = county_officer.client.get(f"/documents/jobs/{job.uuid}/file/")
        assert (response.content, response["Content-Type"]) == (b"bytes", "application/pdf")
        assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E9%94%99%E8%AF%AF%2F")
        assert response["X-Content-Type-Options"] == "nosniff"

    @pytest.mark.parametrize("known", [True, False])
    def test_nothing_to_stream(self, county_officer, known):
        job = make_job(county_officer.actor, file_uuid=uuid.uuid4() if known else None)
        assert county_officer.client.get(f"/documents/jobs/{job.uuid}/file/").status_code == 404

    def test_bytes_that_are_gone(self, county_officer):
        kept = make_file(content=b"will be lost")
        place_of(kept.digest).unlink()
        job = make_job(county_officer.actor, file_uuid=kept.uuid)
        assert county_officer.client.get(f"/documents/jobs/{job.uuid}/file/").status_code == 404


class TestJobList:
    ADDRESS = "/documents/jobs/"

    def test_only_ones_own(self, county_officer, neighbour_county):
        make_job(neighbour_county.actor, title="别人的任务")
        assert "还没有后台任务" in text_of(county_officer.client.get(self.ADDRESS))
        make_job(county_officer.actor, title="自己的任务")
        page = text_of(county_officer.client.get(self.ADDRESS))
        assert "自己的任务" in page and "别人的任务" not in page

    def test_queries_do_not_grow(self, county_officer):
        county_officer.client.get(self.ADDRESS)
        found = []
        for count in (1, 2):
            for _ in range(count):
                make_job(county_officer.actor, state="DONE", file_uuid=uuid.uuid4())
            county_officer.client.get(self.ADDRESS)
            found.append(county_officer.client.queries)
        assert found == [5, 5]
