"""Pages of the plan and its allocation table."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from liangzhan.programme.models import Plan, PlanDocument, Quota
from tests.factories import divisions as places
from tests.factories.programme import make_plan, make_quota
from tests.programme.workbooks import BAD, REFUSED, good_rows, workbook

FACTS = {
    "year": 2021,
    "title": "2021年计划",
    "target_sw": 20,
    "target_vs": 30,
    "cutoff_on": "2021-10-31",
    "due_on": "2021-11-10",
    "recipient": "省民政厅",
    "recipient_office": "慈善社工儿童福利处",
    "preamble": "",
}


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANGZHAN_HOME", str(tmp_path))


@pytest.fixture
def draft(db):
    return make_plan(2021, state="DRAFT")


def upload(content, name="附件1.xlsx"):
    return {"file": SimpleUploadedFile(name, content)}


def numbers(plan, **changed):
    """What the page of the table posts: 沈阳 carries the rest."""
    found = {}
    for code in [f"21{at:02d}00000000" for at in range(1, 15)]:
        found |= {f"sw_{code}": 1, f"vs_{code}": 2, f"note_{code}": ""}
    return {**found, f"sw_{places.CITY}": 7, f"vs_{places.CITY}": 4, **changed}


class TestPlanList:
    def test_shows_and_counts_queries(self, province_officer):
        make_plan(2020)
        province_officer.client.get("/programme/plans/")
        page = province_officer.client.get("/programme/plans/")
        assert "2020年“两站”建设计划" in page.content.decode()
        first = province_officer.client.queries
        make_plan(2021), make_plan(2022, is_sample=True)
        assert "示例" in province_officer.client.get("/programme/plans/").content.decode()
        assert province_officer.client.queries == first

    def test_empty_says_why(self, city_officer):
        assert "还没有建设计划" in city_officer.client.get("/programme/plans/").content.decode()

    def test_administrators_see_nothing(self, system_admin):
        assert system_admin.client.get("/programme/plans/").status_code == 403


class TestOpenPlan:
    def test_is_filled_with_the_notice(self, province_officer):
        page = province_officer.client.get("/programme/plans/new/").content.decode()
        assert 'value="1000"' in page and "慈善社工儿童福利处" in page

    def test_opens(self, province_officer):
        answer = province_officer.client.post("/programme/plans/new/", FACTS)
        plan = Plan.objects.get()
        assert answer.headers["Location"] == f"/programme/plans/{plan.pk}/"
        assert (plan.year, plan.cutoff_on) == (2021, dt.date(2021, 10, 31))

    def test_a_refusal_keeps_what_was_typed(self, province_officer):
        answer = province_officer.client.post(
            "/programme/plans/new/", {**FACTS, "due_on": "2021-10-01", "title": "新计划"}
        )
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "报送截止日不能早于统计截止日。" in page and 'value="新计划"' in page

    def test_nobody_else(self, city_officer):
        assert city_officer.client.get("/programme/plans/new/").status_code == 403


class TestPlanPage:
    def test_the_province_sees_all_and_the_city_its_own(
        self, plan, city_quota, neighbour_city_quota, province_officer, city_officer
    ):
        whole = province_officer.client.get(f"/programme/plans/{plan.pk}/").content.decode()
        assert "沈阳市" in whole and "大连市" in whole
        own = city_officer.client.get(f"/programme/plans/{plan.pk}/").content.decode()
        assert "沈阳市" in own and "大连市" not in own and "分解任务" in own

    def test_queries_do_not_grow(self, plan, city_quota, province_officer):
        for _ in range(2):
            province_officer.client.get(f"/programme/plans/{plan.pk}/")
        first = province_officer.client.queries
        make_quota(plan, places.NEIGHBOUR_CITY), make_quota(plan, "210300000000")
        province_officer.client.get(f"/programme/plans/{plan.pk}/")
        assert province_officer.client.queries == first <= 14

    def test_unknown_plan(self, province_officer, db):
        assert province_officer.client.get("/programme/plans/9/").status_code == 404

    def test_edit_issue_close(self, draft, province_officer):
        page = f"/programme/plans/{draft.pk}/"
        edited = {key: value for key, value in FACTS.items() if key != "year"} | {"title": "改过的计划"}
        assert "2021-10-31" in province_officer.client.get(f"{page}edit/").content.decode()
        assert province_officer.client.post(f"{page}edit/", edited).status_code == 302
        province_officer.client.post(f"{page}issue/")
        assert "还没有任务分配表" in province_officer.client.get(page).content.decode()
        make_quota(draft, places.CITY, 20, 30)
        province_officer.client.post(f"{page}issue/")
        draft.refresh_from_db()
        assert (draft.title, draft.state) == ("改过的计划", "ISSUED")
        province_officer.client.post(f"{page}close/")
        draft.refresh_from_db()
        assert draft.state == "CLOSED"

    @pytest.mark.parametrize("deed", ["edit/", "issue/", "close/", "documents/", "quotas/", "quotas/upload/"])
    def test_only_the_province_manages(self, draft, city_officer, deed):
        assert city_officer.client.post(f"/programme/plans/{draft.pk}/{deed}").status_code == 403


class TestDocuments:
    def test_number_only_and_a_pdf(self, home, draft, province_officer, county_officer):
        page = f"/programme/plans/{draft.pk}/documents/"
        assert province_officer.client.get(page).status_code == 200
        province_officer.client.post(page, {"title": "要点", "number": "辽民发〔2020〕1号"})
        from pypdf import PdfWriter

        target, writer = io.BytesIO(), PdfWriter()
        writer.add_blank_page(100, 100)
        writer.write(target)
        province_officer.client.post(page, {"title": "通知", "file": SimpleUploadedFile("a.pdf", target.getvalue())})
        with_file = PlanDocument.objects.get(title="通知")
        shown = county_officer.client.get(f"/programme/plans/{draft.pk}/documents/{with_file.pk}/")
        assert shown.headers["Content-Type"] == "application/pdf"
        bare = PlanDocument.objects.get(title="要点")
        assert county_officer.client.get(f"/programme/plans/{draft.pk}/documents/{bare.pk}/").status_code == 404
        assert "辽民发〔2020〕1号" in county_officer.client.get(f"/programme/plans/{draft.pk}/").content.decode()

    def test_what_is_no_paper(self, home, draft, province_officer):
        page = f"/programme/plans/{draft.pk}/documents/"
        answer = province_officer.client.post(page, {"title": "通知", "file": SimpleUploadedFile("a.pdf", b"text")})
        assert answer.status_code == 422 and not PlanDocument.objects.exists()


class TestQuotaTable:
    def preview(self, officer, plan, content):
        answer = officer.client.post(f"/programme/plans/{plan.pk}/quotas/upload/", upload(content))
        return answer.headers["Location"] if answer.status_code == 302 else answer

    def test_upload_preview_confirm(self, home, draft, province_officer):
        where = self.preview(province_officer, draft, workbook(good_rows()))
        page = province_officer.client.get(where).content.decode()
        assert "工作簿没有问题" in page and 'value="7"' in page
        assert not Quota.objects.exists()
        source = where.rpartition("=")[2]
        province_officer.client.post(where, numbers(draft, source=source))
        assert Quota.objects.get(division_code=places.CITY).sw == 7
        assert PlanDocument.objects.get().title == "任务分配表（上传的工作簿）"

    @pytest.mark.parametrize("case", ["wrong sums", "unknown city", "text", "formula", "merged", "hidden row"])
    def test_problems_stand_on_the_preview_and_can_be_corrected_there(self, home, draft, province_officer, case):
        where = self.preview(province_officer, draft, BAD[case][0])
        page = province_officer.client.get(where).content.decode()
        assert all(sentence in page for sentence in BAD[case][1])
        errors = f"/programme/plans/{draft.pk}/quotas/errors/{where.rpartition('=')[2]}/"
        assert province_officer.client.get(errors).content.startswith(b"PK")
        assert province_officer.client.post(where, numbers(draft)).status_code == 302
        assert Quota.objects.count() == 14

    @pytest.mark.parametrize("case", ["renamed csv", "renamed pdf", "zip bomb", "broken", "other header"])
    def test_what_is_no_table_is_refused_at_once(self, home, draft, province_officer, case):
        answer = self.preview(province_officer, draft, REFUSED[case][0])
        assert answer.status_code == 422
        assert not Quota.objects.exists()

    def test_wrong_sums_are_refused_and_nothing_is_lost(self, draft, province_officer):
        page = f"/programme/plans/{draft.pk}/quotas/"
        answer = province_officer.client.post(page, numbers(draft, **{f"sw_{places.CITY}": 8}))
        text = answer.content.decode()
        assert answer.status_code == 422 and "社会工作站合计 21 个，应为 20 个，多 1 个。" in text
        assert 'value="8"' in text and not Quota.objects.exists()

    def test_an_empty_or_negative_field_says_so(self, draft, province_officer):
        page = f"/programme/plans/{draft.pk}/quotas/"
        changed = {f"sw_{places.CITY}": "", f"vs_{places.CITY}": -1}
        assert province_officer.client.post(page, numbers(draft, **changed)).status_code == 422

    def test_recount_without_scripts(self, draft, province_officer):
        page = f"/programme/plans/{draft.pk}/quotas/"
        answer = province_officer.client.post(page, numbers(draft, recount="1", **{f"sw_{places.CITY}": 8}))
        assert answer.status_code == 200 and "多 1 个" in answer.content.decode()
        assert not Quota.objects.exists()

    def test_a_proposal_is_marked_and_is_nothing_until_confirmed(self, draft, province_officer):
        page = f"/programme/plans/{draft.pk}/quotas/?proposal=1"
        text = province_officer.client.get(page).content.decode()
        assert text.count("建议稿") >= 15 and "正好" in text
        assert not Quota.objects.exists()
        people = "".join(f"&people_21{at:02d}00000000=5" for at in range(1, 15))
        assert "和困难群众数" in province_officer.client.get(page + people).content.decode()

    def test_somebody_elses_upload_is_not_there(self, home, draft, province_officer):
        from liangzhan.access.roles import Role
        from tests.factories.accounts import make_person

        where = self.preview(province_officer, draft, workbook(good_rows()))
        other = make_person("另一位", Role.PROVINCE, division=places.division(places.PROVINCE))
        assert other.client.get(where).status_code == 404
        assert province_officer.client.get(where.rpartition("=")[0] + "=nothing").status_code == 404

    def test_templates_and_export(self, draft, plan, city_quota, province_officer, city_officer):
        base = f"/programme/plans/{draft.pk}/quotas/"
        for address in ("template/", "template/?sample=1"):
            assert province_officer.client.get(base + address).content.startswith(b"PK")
        export = city_officer.client.get(f"/programme/plans/{plan.pk}/quotas/export/")
        assert export.headers["Content-Disposition"].endswith(".xlsx")
        assert province_officer.client.get(base + "upload/").status_code == 200
