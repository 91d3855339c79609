"""十月报告: drafted, edited in words, frozen, sent, returned or accepted, corrected; reminders and the package."""

import io
import zipfile

import pytest
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from liangzhan.audit.models import Event
from liangzhan.divisions.models import Division
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import open_file
from liangzhan.notices.models import Notice
from liangzhan.programme.exports.october import report_files
from liangzhan.programme.models import OctoberReport
from liangzhan.programme.queries.reports import completeness, consolidated, contents_of
from liangzhan.programme.services.october import (
    accept_report,
    ask_package,
    draft_report,
    edit_report,
    refresh_progress,
    remind_missing,
    return_report,
    submit_report,
)
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import run_pending
from liangzhan.toolkit.models import Job
from tests.factories import divisions as places
from tests.factories.acceptance import completed
from tests.factories.programme import make_plan
from tests.programme.october_data import province

WORDS = {
    "methods": "整合现有设施。",
    "effects": "服务居民更近。",
    "problems": "人员不足。",
    "next_steps": "加强培训。",
    "signer": "示例签发人",
}


@pytest.fixture
def whole(db):
    return province()


@pytest.fixture
def city(whole):
    return Division.objects.get(code=places.CITY)


@pytest.fixture
def draft(whole, city, city_officer):
    report = draft_report(plan=whole, division=city, by=city_officer.actor)
    return edit_report(report=report, by=city_officer.actor, **WORDS)


@pytest.fixture
def sent(draft, city_officer):
    return submit_report(report=draft, make_files=light_files, by=city_officer.actor)


def light_files(report, computed):
    """Stands in where the content of the files does not matter; setting type takes a second."""
    return dict.fromkeys(("list_file", "account_pdf", "account_docx"), b"%PDF-")


def notices(person):
    return list(Notice.objects.filter(recipient=person.user, read_at=None).order_by("id").values_list("kind", "text"))


class TestDraft:
    def test_begins_with_the_sentences_of_the_figures(self, whole, city, city_officer):
        report = draft_report(plan=whole, division=city, by=city_officer.actor)
        assert (report.state, report.version, report.cutoff_on, report.issuer) == (
            "DRAFT",
            1,
            whole.cutoff_on,
            "沈阳市民政局",
        )
        assert report.progress.startswith("截至2020年10月20日，沈阳市共建成社会工作站2个，完成任务10个的20.0%")
        assert report.problems == "与任务相比，社会工作站还差8个，志愿服务站还差2个。"
        assert Event.objects.order_by("-id").first().name == "october.drafted"

    def test_refuses(self, draft, whole, city, city_officer):
        with pytest.raises(RuleBroken, match="正在办理"):
            draft_report(plan=whole, division=city, by=city_officer.actor)
        with pytest.raises(RuleBroken, match="还没有下达"):
            draft_report(plan=make_plan(2021, state="DRAFT"), division=city, by=city_officer.actor)
        assert OctoberReport.objects.count() == 1


class TestEdit:
    def test_words_only(self, draft, city_officer):
        draft.refresh_from_db()
        assert draft.methods == "整合现有设施。"
        with pytest.raises(TypeError, match="figures"):
            edit_report(report=draft, by=city_officer.actor, figures={"sw": 99})

    def test_not_once_sent(self, draft, city_officer):
        stale = OctoberReport.objects.get(pk=draft.pk)
        submit_report(report=draft, make_files=light_files, by=city_officer.actor)
        with pytest.raises(RuleBroken, match="报告已报送，不能修改"):
            edit_report(report=stale, by=city_officer.actor, methods="另写")

    def test_first_part_anew(self, draft, city, city_officer, whole):
        edit_report(report=draft, by=city_officer.actor, progress="自己写的")
        completed(whole, places.communities(places.COUNTY[:6])[9])
        refresh_progress(report=draft, by=city_officer.actor)
        assert "社会工作站3个" in draft.progress


class TestSubmit:
    def test_freezes_figures_and_files(self, sent, whole, province_officer):
        before = dict(sent.figures)
        Station.objects.update(accepted_on="2021-01-01")
        sent.refresh_from_db()
        shown = contents_of(sent)
        assert (sent.state, shown.is_frozen, shown.figures) == ("SUBMITTED", True, before)
        assert (before["sw"], before["vs"], len(shown.rows), len(shown.supplement)) == (2, 2, 3, 2)
        assert (sent.definition, sent.submitted_by.label[:2]) == (1, "刘市")
        assert {one.media_type.rsplit(".")[-1] for one in (sent.list_file, sent.account_docx)} == {"sheet", "document"}

    def test_tells_the_province(self, province_officer, neighbour_city, sent):
        assert notices(province_officer) == [("TODO", "沈阳市已报送2020年十月报告（第 1 版），请审核。")]
        assert notices(neighbour_city) == []

    def test_refuses_what_is_not_complete(self, whole, city, city_officer):
        report = draft_report(plan=whole, division=city, by=city_officer.actor)
        with pytest.raises(RuleBroken) as refusal:
            submit_report(report=report, make_files=light_files, by=city_officer.actor)
        assert refusal.value.reasons == (
            "请填写“主要做法”。",
            "请填写“取得成效”。",
            "请填写“下一步打算”。",
            "请填写签发人。",
        )
        assert not KeptFile.objects.exists()

    def test_refuses_twice(self, sent, city_officer):
        with pytest.raises(RuleBroken, match="现在是“已报送”"):
            submit_report(report=sent, make_files=light_files, by=city_officer.actor)


class TestReview:
    def test_returned_and_sent_again(self, city_officer, province_officer, sent):
        return_report(report=sent, reason="请补充做法", by=province_officer.actor)
        assert notices(city_officer) == [("RETURNED", "沈阳市2020年十月报告被退回：请补充做法")]
        assert notices(province_officer) == [] and not contents_of(sent).is_frozen
        edit_report(report=sent, methods="补充后的做法", by=city_officer.actor)
        submit_report(report=sent, make_files=light_files, by=city_officer.actor)
        assert (sent.state, sent.returned_reason, notices(city_officer)) == ("SUBMITTED", "", [])

    def test_accepted_then_corrected_as_a_new_version(self, city_officer, province_officer, sent, whole, city):
        accept_report(report=sent, by=province_officer.actor)
        assert notices(city_officer) == [("RESULT", "沈阳市2020年十月报告审核通过。")]
        second = draft_report(plan=whole, division=city, by=city_officer.actor)
        assert (second.version, second.methods, second.signer) == (2, "整合现有设施。", "示例签发人")
        sent.refresh_from_db()
        assert (sent.state, sent.figures["sw"]) == ("ACCEPTED", 2)

    def test_refuses(self, sent, draft, province_officer):
        with pytest.raises(RuleBroken, match="退回理由"):
            return_report(report=sent, reason=" ", by=province_officer.actor)
        accept_report(report=sent, by=province_officer.actor)
        with pytest.raises(RuleBroken, match="现在是“审核通过”"):
            return_report(report=sent, reason="太晚", by=province_officer.actor)


class TestTogether:
    def test_completeness_and_reminder(self, sent, whole, city_officer, neighbour_city, province_officer):
        rows = completeness(whole, province_officer.actor.scope)
        assert [(one.area.name, one.is_missing, one.late) for one in rows] == [
            ("沈阳市", False, False),
            ("大连市", True, True),
            ("示例示范区", True, True),
        ]
        assert remind_missing(plan=whole, by=province_officer.actor) == ["大连市", "示例示范区"]
        assert notices(neighbour_city) == [("REMINDER", "请报送大连市2020年十月报告（名单和建设情况）。")]
        assert notices(city_officer) == []
        assert [one.area.name for one in completeness(whole, neighbour_city.actor.scope)] == ["大连市"]

    def test_nobody_to_remind(self, sent, whole, city_officer):
        with pytest.raises(RuleBroken, match="都已报送"):
            remind_missing(plan=whole, by=city_officer.actor)

    def test_the_consolidated_workbook_is_the_sum(self, sent, whole, neighbour_city, province_officer):
        parts, rows = consolidated(completeness(whole, province_officer.actor.scope))
        assert [(name, state, figures.get("sw")) for name, state, figures in parts] == [
            ("沈阳市", "已报送", 2),
            ("大连市", "未编制", None),
            ("示例示范区", "未编制", None),
        ]
        other = Division.objects.get(code=places.NEIGHBOUR_CITY)
        report = draft_report(plan=whole, division=other, by=neighbour_city.actor)
        edit_report(report=report, by=neighbour_city.actor, **WORDS)
        submit_report(report=report, make_files=light_files, by=neighbour_city.actor)
        parts, rows = consolidated(completeness(whole, province_officer.actor.scope))
        assert [figures.get("vs") for _, _, figures in parts] == [2, 1, None]
        assert len(rows) == len(sent.rows) + len(report.rows)

    def test_the_package(self, sent, whole, province_officer):
        job = ask_package(plan=whole, by=province_officer.actor)
        assert run_pending(reraise=True) == 1
        job = Job.objects.get(pk=job.pk)
        assert (job.state, job.result) == ("DONE", {"areas": 3, "reports": 1})
        kept = KeptFile.objects.get(uuid=job.file_uuid)
        with zipfile.ZipFile(io.BytesIO(open_file(kept))) as archive:
            assert sorted(archive.namelist()) == [
                "2020年“两站”建设汇总.xlsx",
                "沈阳市/沈阳市2020年“两站”建设情况.pdf",
                "沈阳市/沈阳市2020年“两站”建设情况（可编辑）.docx",
                "沈阳市/沈阳市2020年“两站”建设社区名单.xlsx",
            ]


class TestFiles:
    @pytest.fixture
    def sent(self, draft, city_officer):
        return submit_report(report=draft, make_files=report_files, by=city_officer.actor)

    def test_the_list(self, sent):
        book = CalamineWorkbook.from_filelike(io.BytesIO(open_file(sent.list_file)))
        assert book.sheet_names == ["社区名单", "增补名单"]
        sheet = book.get_sheet_by_name("社区名单").to_python()
        assert sheet[0][0] == "沈阳市2020年“两站”建设社区名单"
        header = next(row for row in sheet if "序号" in row)
        assert header == [
            "序号", "市", "县（市、区）", "乡镇（街道）", "社区（村）", "12位代码", "城乡", "社工站建成", "志愿站建成",
            "登记/备案", "证号/备案号", "日期", "负责人", "电话", "社工人数（专职/兼职）", "持证人数", "志愿站工作人员数",
            "场地㎡", "桌椅电话", "标识牌", "六项制度数", "验收日期",
        ]  # fmt: skip
        lines = sheet[sheet.index(header) + 1 :]
        assert [line[7] for line in lines] == [1, 1, 0, 2] and [line[8] for line in lines] == [1, 0, 1, 2]

    def test_the_account(self, sent):
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(open_file(sent.account_pdf))).pages)
        plain = "".join(text.split())
        for words in ("省民政厅", "示例签发人", "沈阳市民政局", "社会工作站2个", "整合现有设施。"):
            assert words in plain

    def test_the_editable_account(self, sent):
        document = Document(io.BytesIO(open_file(sent.account_docx)))
        text = "\n".join(one.text for one in document.paragraphs)
        assert "沈阳市民政局关于2020年社会工作和志愿服务站建设情况的报告" in text
        assert "二、主要做法" in text and "整合现有设施。" in text
        section = document.sections[0]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        figures = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
        assert figures[2] == ["建成（个）", "2", "2"]
        assert len(document.tables[1].rows) == 4

    def test_words_pasted_from_word_processors(self, draft, city_officer):
        draft.methods = "统一选址\x0b分批建设\x1f。"
        texts = [
            one.text for one in Document(io.BytesIO(report_files(draft, _computed(draft))["account_docx"])).paragraphs
        ]
        assert {"统一选址", "分批建设。"} < set(texts)

    def test_the_number_is_never_invented(self, draft, city_officer):
        made = report_files(draft, _computed(draft))
        first = Document(io.BytesIO(made["account_docx"])).paragraphs[0].text
        assert first == "　　签发人：示例签发人"
        draft.document_number = "示例民〔2020〕1号"
        made = report_files(draft, _computed(draft))
        assert Document(io.BytesIO(made["account_docx"])).paragraphs[0].text.startswith("示例民〔2020〕1号")


def _computed(report):
    from liangzhan.programme.queries.october import compute

    return compute(report.plan, report.division, cutoff=report.cutoff_on)
