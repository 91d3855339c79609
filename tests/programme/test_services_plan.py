"""Opening, editing, papers, issuing and closing of a plan."""

import datetime as dt

import pytest

from liangzhan.audit.models import Event
from liangzhan.notices.models import Notice
from liangzhan.programme.models import Plan, PlanDocument
from liangzhan.programme.services.plan import add_document, close_plan, edit_plan, issue_plan, open_plan
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.transitions import moves_of
from tests.factories import divisions as places
from tests.factories.programme import SYSTEM, make_plan, make_quota

FACTS = {
    "title": " 2021年计划 ",
    "target_sw": 5,
    "target_vs": 6,
    "cutoff_on": dt.date(2021, 10, 31),
    "due_on": dt.date(2021, 11, 10),
}


class TestOpenPlan:
    def test_does_and_records(self, province_officer):
        plan = open_plan(year=2021, **FACTS, by=province_officer.actor)
        assert (plan.title, plan.state, plan.province.code) == ("2021年计划", "DRAFT", places.PROVINCE)
        event = Event.objects.get(name="plan.opened")
        assert (event.object_id, event.details["target_vs"]) == (str(plan.pk), 6)

    def test_refuses_a_second_plan_of_the_year(self, province_officer):
        make_plan(2021)
        with pytest.raises(RuleBroken, match="2021 年的计划已经有了。") as refusal:
            open_plan(year=2021, **FACTS, by=province_officer.actor)
        assert refusal.value.field == "year"
        assert Plan.objects.count() == 1

    def test_refuses_what_is_no_plan(self, province_officer):
        with pytest.raises(RuleBroken, match="报送截止日"):
            open_plan(year=2021, **{**FACTS, "due_on": dt.date(2021, 1, 1)}, by=province_officer.actor)
        assert not Event.objects.filter(name="plan.opened").exists()


class TestEditPlan:
    def test_does_while_a_draft(self, province_officer):
        plan = make_plan(2021, state="DRAFT")
        edited = edit_plan(plan=plan, **FACTS, preamble="依据", recipient="省民政厅", by=province_officer.actor)
        edited.refresh_from_db()
        assert (edited.target_sw, edited.target_vs, edited.preamble) == (5, 6, "依据")

    def test_refuses_once_issued(self, province_officer):
        plan = make_plan(2021)
        with pytest.raises(RuleBroken, match="计划已经下达"):
            edit_plan(plan=plan, **FACTS, by=province_officer.actor)


class TestAddDocument:
    def test_a_number_is_enough(self, plan, province_officer):
        paper = add_document(plan=plan, title="要点", number="辽民发〔2020〕1号", by=province_officer.actor)
        assert (paper.title, paper.number, paper.file) == ("要点", "辽民发〔2020〕1号", None)

    @pytest.mark.parametrize(("title", "number"), [(" ", "1号"), ("要点", "")])
    def test_refuses_a_paper_that_says_nothing(self, plan, province_officer, title, number):
        with pytest.raises(RuleBroken):
            add_document(plan=plan, title=title, number=number, by=province_officer.actor)
        assert not PlanDocument.objects.exists()


class TestIssueAndClose:
    def test_issues_when_the_table_adds_up_and_tells_the_city(self, province_officer, city_officer, county_officer):
        plan = make_plan(2021, state="DRAFT", target_sw=3, target_vs=4)
        make_quota(plan, places.CITY, 3, 4)
        issue_plan(plan=plan, by=province_officer.actor)
        plan.refresh_from_db()
        assert plan.state == "ISSUED"
        notice = Notice.objects.get()
        assert (notice.recipient, notice.href) == (city_officer.user, f"/programme/plans/{plan.pk}/")
        assert [one.to_state for one in moves_of(plan)] == ["ISSUED"]

    @pytest.mark.parametrize(
        ("sw", "vs", "word"), [(None, None, "还没有任务分配表"), (2, 4, "社会工作站任务合计 2 个")]
    )
    def test_refuses_without_a_table_that_adds_up(self, province_officer, sw, vs, word):
        plan = make_plan(2021, state="DRAFT", target_sw=3, target_vs=4)
        if sw is not None:
            make_quota(plan, places.CITY, sw, vs)
        with pytest.raises(RuleBroken, match=word):
            issue_plan(plan=plan, by=province_officer.actor)
        plan.refresh_from_db()
        assert plan.state == "DRAFT"

    def test_closes_only_what_is_under_way(self, plan):
        close_plan(plan=plan, by=SYSTEM)
        with pytest.raises(RuleBroken):
            close_plan(plan=plan, by=SYSTEM)
