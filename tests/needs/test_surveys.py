"""The survey: counted without showing anybody, answered without an account, abused, entered from paper, told of."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from liangzhan.needs.instrument import QUESTIONS
from liangzhan.needs.models import Need, Resource, Response, Survey
from liangzhan.needs.panels import resources_and_projects, urgent_needs, yearly_survey
from liangzhan.needs.rules.surveys import SurveyFacts, answer_problems, need_of, refresh_due, survey_problems, tallies
from liangzhan.needs.services import answers, surveys
from liangzhan.needs.services.projects import start_project
from liangzhan.stations.evidence import Standing, evidence_for
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories.needs import BY, make_need, make_project, make_resource

GOOD = {"q4": ["1"], "q5": ["1"], "q6": ["4"]}


def plan(**changes):
    given = {
        "title": "2026 年居民需求和社区资源调查",
        "way": "QUESTIONNAIRE",
        "with_committee": True,
        "committee_note": "居委会副主任参加入户",
        "population": 1200,
        "sample": 60,
        "sampling": "每栋楼每层一户",
        "starts_on": today() - dt.timedelta(days=3),
        "ends_on": today() + dt.timedelta(days=20),
    }
    return SurveyFacts(**{**given, **changes})


@pytest.fixture
def survey(station) -> Survey:
    row = surveys.save_survey(facts=plan(), station=station, form_key=uuid.uuid4(), by=BY)
    return surveys.open_survey(survey=row, by=BY)


def answered(survey, **more):
    told = {"sheet": answers.Sheet(GOOD, {}), "form_key": uuid.uuid4(), "by": BY}
    return answers.receive_answer(survey=survey, **{**told, **more})


class TestRules:
    def test_fifteen_questions(self):
        assert len(QUESTIONS) == 15
        assert max(len(one.options) for one in QUESTIONS) <= 9  # one key each

    @pytest.mark.parametrize(
        ("changes", "fields"),
        [
            ({}, set()),
            ({"q4": []}, {"q4"}),
            ({"q4": ["1", "2", "3"]}, set()),
            ({"q4": ["1", "2", "3", "4"]}, {"q4"}),
            ({"q4": ["1", "1"]}, {"q4"}),
            ({"q1": ["6"]}, {"q1"}),
            ({"q1": ["1", "2"]}, {"q1"}),
            ({"q1": ["x"]}, {"q1"}),
        ],
    )
    def test_a_sheet(self, changes, fields):
        assert set(answer_problems({**GOOD, **changes}, {"q14": "字" * 500})) == fields

    def test_words_are_short(self):
        assert set(answer_problems(GOOD, {"q14": "字" * 200_000})) == {"q14"}

    @pytest.mark.parametrize(
        ("changes", "fields"),
        [
            ({}, set()),
            ({"sample": 1201}, {"sample"}),
            ({"population": 0}, {"population"}),
            ({"committee_note": ""}, {"committee_note"}),
            ({"committee_note": "", "with_committee": False}, set()),
            ({"ends_on": dt.date(2020, 1, 1)}, {"ends_on"}),
            ({"title": "", "sampling": "", "way": "X"}, {"title", "sampling", "way"}),
        ],
    )
    def test_a_plan(self, changes, fields):
        assert set(survey_problems(plan(**changes))) == fields

    def test_small_numbers_are_not_shown(self):
        """18 岁以下: two, so hidden; the next one too, or the two could be reckoned from the sum."""
        sheets = [{"q1": ["1"]}] * 2 + [{"q1": ["2"]}] * 5 + [{"q1": ["3"]}] * 13
        cells = tallies(sheets, small=3)[0].cells
        assert [(cell.count, cell.percent) for cell in cells] == [(None, None), (None, None), (13, 65), (0, 0), (0, 0)]

    def test_a_need_from_a_sheet(self):
        assert need_of({"q4": ["2", "8"], "q5": ["8"], "q6": ["4"]}) == ("S10", 4)
        assert need_of({"q4": ["6"]}) == ("S08", 2)
        assert need_of({}) == ("S99", 2)

    def test_refresh(self):
        day = dt.date(2026, 5, 4)
        assert refresh_due(None, today=day, months=12)
        assert not refresh_due(dt.date(2025, 5, 4), today=day, months=12)
        assert refresh_due(dt.date(2025, 5, 3), today=day, months=12)


class TestServices:
    def test_the_same_form_answers_once(self, survey):
        key = uuid.uuid4()
        assert answered(survey, form_key=key).pk == answered(survey, form_key=key, contact="李 13800000000").pk
        assert not Need.objects.exists()

    def test_a_call_is_a_need_tied_to_no_sheet(self, survey):
        response = answered(survey, sheet=answers.Sheet(GOOD, {"q14": "想有人陪看病"}), contact="王女士 024-1111")
        need = Need.objects.get()
        assert (need.contact, need.contact_agreed, need.urgency, need.description) == (
            "王女士 024-1111",
            True,
            4,
            "想有人陪看病",
        )
        assert (response.need, need.voucher) == (None, "")

    def test_words_become_a_need_once(self, survey):
        response = answered(survey, sheet=answers.Sheet(GOOD, {"q14": "楼道加扶手"}))
        need = answers.need_from_answer(response=response, by=BY)
        assert answers.need_from_answer(response=response, by=BY).pk == need.pk
        assert (need.category, need.group, need.person) == ("S01", "ALL", None)
        with pytest.raises(RuleBroken):
            answers.need_from_answer(response=answered(survey), by=BY)

    def test_from_plan_to_publication(self, survey):
        surveys.close_survey(survey=survey, by=BY)
        with pytest.raises(RuleBroken):
            answered(survey)
        paper = answers.enter_answer(survey=survey, sheet=answers.Sheet(GOOD, {}), form_key=uuid.uuid4(), by=BY)
        assert paper.way == "PAPER"
        with pytest.raises(RuleBroken):
            answers.discard_answer(response=paper, reason="", by=BY)
        answers.discard_answer(response=paper, reason="试录", by=BY)
        told = {"published_where": "社区公告栏", "committee_note": "两委共同核对"}
        with pytest.raises(RuleBroken) as refusal:
            surveys.publish_survey(survey=survey, summary=" ", by=BY, **told)
        assert refusal.value.field == "summary"
        surveys.reopen_survey(survey=survey, by=BY)
        surveys.close_survey(survey=survey, by=BY)
        surveys.publish_survey(survey=survey, summary="最需要的是陪伴", by=BY, **told)
        assert Survey.objects.get().published_on == today()
        with pytest.raises(RuleBroken):
            surveys.save_survey(facts=plan(), station=survey.station, form_key=uuid.uuid4(), survey=survey, by=BY)
        with pytest.raises(RuleBroken):
            answers.enter_answer(survey=survey, sheet=answers.Sheet(GOOD, {}), form_key=uuid.uuid4(), by=BY)


class TestPublicPage:
    def test_answers_without_an_account(self, survey, visitor):
        address = reverse("needs:answer", args=[survey.code])
        page = visitor.get(address).content.decode()
        assert "15. 对社会工作站" in page and "不记姓名" in page
        form = {"q4": ["1", "2"], "q14": "多来看看老人", "form_key": str(uuid.uuid4()), "website": ""}
        assert visitor.post(address, {**form, "q4": []}).status_code == 422
        assert visitor.post(address, {**form, "q4": ["1", "2", "3", "4"]}).status_code == 422
        assert visitor.post(address, {**form, "q14": "字" * 200_000}).status_code == 422
        assert visitor.post(address, {**form, "wants_call": "on"}).status_code == 422
        assert visitor.post(address, {**form, "website": "http://x"}).status_code == 302
        assert not Response.objects.exists()
        for _ in range(2):
            assert visitor.post(address, form).status_code == 302
        row = Response.objects.get()
        assert (row.choices["q4"], row.way, row.received_by.label) == (["1", "2"], "PHONE", "系统·居民问卷")
        assert "已经填过" in visitor.get(address).content.decode()
        assert visitor.get(reverse("needs:answered", args=[survey.code])).status_code == 200

    def test_closed_and_unknown_and_too_often(self, survey, visitor, monkeypatch):
        address, form = reverse("needs:answer", args=[survey.code]), {"q4": ["1"], "form_key": str(uuid.uuid4())}
        monkeypatch.setattr("liangzhan.needs.views.answering.too_often", lambda address, code: True)
        assert visitor.post(address, form).status_code == 429
        monkeypatch.undo()
        surveys.close_survey(survey=survey, by=BY)
        assert visitor.post(address, form).status_code == 422
        assert "已经截止" in visitor.get(address).content.decode()
        assert visitor.get(reverse("needs:answer", args=["none"])).status_code == 404


class TestPages:
    def test_worker_committee_neighbour(self, survey, social_worker, committee_member, neighbour_head):
        make_need(survey.station)  # the series of numbers stands
        for _ in range(12):
            answered(survey, sheet=answers.Sheet(GOOD, {"q14": "楼道加扶手"}))
        at = lambda name, one=survey: reverse(f"needs:{name}", args=[one.uuid])  # noqa: E731
        page = social_worker.client.get(at("survey-page")).content.decode()
        assert "楼道加扶手" in page and "登记为需求" in page
        told = committee_member.client.get(at("survey-page")).content.decode()
        assert "楼道加扶手" not in told and "生活帮扶" in told
        assert social_worker.client.get(at("survey-plot"), {"question": "q4"}).json()["series"][0]["values"][0] == 12
        for name in ("survey-page", "survey-edit", "survey-enter", "survey-publish", "survey-plot"):
            assert neighbour_head.client.get(at(name)).status_code == 404
        response = Response.objects.order_by("pk").first()
        assert neighbour_head.client.get(at("response-discard", response)).status_code == 404
        assert social_worker.client.post(at("response-need", response)).status_code == 302
        assert social_worker.client.post(at("response-discard", response), {"reason": "重复"}).status_code == 302

    def test_plan_and_paper_by_hand(self, station, social_worker):
        client, key = social_worker.client, str(uuid.uuid4())
        form = {name: getattr(plan(), name) for name in SurveyFacts.__dataclass_fields__}
        sent = {**form, "station": station.pk, "form_key": key}
        assert client.post(reverse("needs:survey-add"), {**sent, "sample": "5000"}).status_code == 422
        assert client.post(reverse("needs:survey-add"), sent).status_code == 302
        row = Survey.objects.get()
        at = lambda name: reverse(f"needs:{name}", args=[row.uuid])  # noqa: E731
        assert client.post(at("survey-edit"), {**sent, "title": "调查"}).status_code == 302
        assert client.post(at("survey-open")).status_code == 302
        paper = {"q1": "4", "q3": "1 3", "q4": "158", "q14": "加扶手", "form_key": str(uuid.uuid4())}
        assert client.post(at("survey-enter"), {**paper, "q4": "0"}).status_code == 422
        assert client.post(at("survey-enter"), paper).status_code == 302
        assert Response.objects.get().choices == {"q1": ["4"], "q3": ["1", "3"], "q4": ["1", "5", "8"]}
        for name in ("survey-poster", "survey-blank"):
            assert client.get(at(name)).content[:4] == b"%PDF"
        assert client.post(at("survey-close")).status_code == 302
        told = {"summary": "最需要陪伴", "published_where": "公告栏", "committee_note": "两委核对"}
        assert client.post(at("survey-publish"), told).status_code == 302
        assert "最需要陪伴" in client.get(reverse("needs:answer", args=[row.code])).content.decode()
        assert "调查" in client.get(reverse("needs:survey-list")).content.decode()

    def test_list_counts_queries_and_shows_no_neighbour(self, survey, neighbour_station, social_worker, neighbour_head):
        def show():
            page = social_worker.client.get(reverse("needs:survey-list")).content.decode()
            return page, social_worker.client.queries

        show()  # the session is written once
        page, with_one = show()
        assert "共同开展" in page
        for number in range(2):
            surveys.save_survey(
                facts=plan(title=f"第 {number} 次"), station=survey.station, form_key=uuid.uuid4(), by=BY
            )
        foreign = surveys.save_survey(
            facts=plan(title="邻站的调查"), station=neighbour_station, form_key=uuid.uuid4(), by=BY
        )
        page, with_three = show()
        assert with_three == with_one == 5
        assert "第 1 次" in page
        assert "邻站的调查" not in page
        assert "邻站的调查" in neighbour_head.client.get(reverse("needs:survey-list")).content.decode()
        assert social_worker.client.get(reverse("needs:survey-page", args=[foreign.uuid])).status_code == 404


class TestEvidence:
    def test_a10_and_both_surveys(self, station, survey):
        """A plan satisfies A10; the survey of resources wants one that is closed."""
        asked = lambda item: evidence_for(item, Station.objects.get(pk=station.pk), today())  # noqa: E731
        assert asked("A10").standing == asked("3.2.1").standing == Standing.MET
        assert "与两委共同开展" in asked("A10").text
        assert (asked("3.2.2").standing, asked("3.2.2").text) == (Standing.MISSING, "还没有完成社区资源调查。")
        surveys.close_survey(survey=survey, by=BY)
        assert asked("3.2.2").standing == Standing.MET

    def test_without_one_what_was_declared_answers(self, station):
        assert evidence_for("A10", station, today()).standing == Standing.MISSING
        assert evidence_for("3.2.2", station, today()).standing == Standing.MISSING


class TestDesk:
    def test_urgent_needs_stale_resources_projects_and_the_yearly_survey(
        self, station, social_worker, neighbour_head, committee_member
    ):
        old = today() - dt.timedelta(days=60)
        Station.objects.filter(pk=station.pk).update(state="OPERATING", accepted_on=old)
        make_need(station, urgency=4)
        Need.objects.update(raised_on=old)
        make_resource(station)
        Resource.objects.update(confirmed_on=today() - dt.timedelta(days=500))
        start_project(project=make_project(station, ends_on=today() + dt.timedelta(days=5)), by=BY)
        found = [panel(social_worker.actor, today()) for panel in (urgent_needs, resources_and_projects, yearly_survey)]
        words = " ".join(todo.object for one in found for todo in one)
        assert "较急的居民需求 1 条" in words
        assert "很久没有确认的资源 1 项" in words
        assert "银龄陪伴" in words
        assert "年度需求和资源调查" in words
        for reader in (neighbour_head, committee_member):
            told = [panel(reader.actor, today()) for panel in (urgent_needs, resources_and_projects)]
            assert told == [[], []]
