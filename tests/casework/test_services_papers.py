"""C-02, C-03, C-04, C-06 and the scale: gates, versions, replays, withdrawal."""

import datetime as dt
import uuid

import pytest

from liangzhan.casework.models import Agreement, Case, EcoTie, Plan, ScaleScore
from liangzhan.casework.queries.phases import phase_now, standing
from liangzhan.casework.rules.papers import Aim
from liangzhan.casework.services.agreements import sign_agreement, withdraw_agreement
from liangzhan.casework.services.assessments import Tie, edit_assessment, save_assessment
from liangzhan.casework.services.plans import PlanFacts, agree_plan, save_plan
from liangzhan.casework.services.reviews import save_review
from liangzhan.casework.services.scales import save_scores
from liangzhan.people.models import Card
from liangzhan.people.rules.family import GuardianFacts
from liangzhan.people.services.family import save_guardian
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.casework.ground import agreement
from tests.factories.acceptance import not_a_picture, picture
from tests.factories.casework import ago, make_agreement, make_assessment, make_plan, make_scores


def signed(ground, case, **fields):
    return sign_agreement(case=case, facts=agreement(**fields), paper=picture(), by=ground.a.actor)


def assessed(ground, case, **fields):
    given = {"on": today(), "texts": {"conclusion": "需要陪伴和链接送餐", "physical": "高血压"}, "by": ground.a.actor}
    return save_assessment(case=case, **{**given, **fields})


def planned(ground, case, **fields):
    facts = PlanFacts(on=today(), goal="恢复外出", theory="TASK", steps="每周家访一次")
    given = {"facts": facts, "aims": [Aim("每周下楼两次", "家属记录", today())], "by": ground.a.actor}
    return save_plan(case=case, **{**given, **fields})


class TestAgreement:
    def test_it_is_kept_with_its_signature(self, ground):
        case = ground.case()
        row = signed(ground, case, recording=False, photo=True, sharing="社区卫生服务中心：用药情况")
        assert (row.consent.text.purpose, row.consent.way, row.consent.witness) == ("CASE", "THUMB", "示例见证人")
        assert row.consent.paper is not None
        assert phase_now(case, min_contacts=3) == "ASSESS"

    def test_without_the_limits_nothing_is_kept(self, ground):
        with pytest.raises(RuleBroken) as refusal:
            signed(ground, ground.case(), limits_explained=False)
        assert refusal.value.field == "limits_explained"

    def test_a_minor_has_a_guardian(self, ground):
        Card.objects.filter(person=ground.client).update(born_on=today() - dt.timedelta(days=15 * 365))
        case = ground.case()
        with pytest.raises(RuleBroken) as refusal:
            signed(ground, case)
        assert refusal.value.field == "way"
        facts = GuardianFacts(relation="PARENT", evidence="BOOKLET", valid_from=today(), name="示例监护人")
        save_guardian(person=ground.client, station=ground.station, facts=facts, by=ground.a.actor)
        with pytest.raises(RuleBroken) as refusal:
            signed(ground, case, way="GUARDIAN", signer="另一位", child_view="愿意")
        assert refusal.value.field == "signer"
        row = signed(ground, case, way="GUARDIAN", signer="示例监护人", child_view="愿意，担心影响上课")
        assert (row.consent.signer, row.child_view) == ("示例监护人", "愿意，担心影响上课")

    def test_a_second_case_has_its_own(self, ground):
        signed(ground, ground.case())
        assert signed(ground, ground.case()).pk
        assert Agreement.objects.count() == 2

    def test_withdrawn_and_given_again(self, ground):
        case = ground.case()
        row = withdraw_agreement(agreement=signed(ground, case), by=ground.a.actor)
        assert row.consent.withdrawn_on == today()
        for deed in (assessed, planned):
            with pytest.raises(RuleBroken, match="撤回"):
                deed(ground, case)
        signed(ground, case)
        assert standing(case).withdrawn_on is None
        assert assessed(ground, case).pk


class TestGates:
    def test_each_paper_waits_for_the_one_before(self, ground):
        case = ground.case()
        with pytest.raises(RuleBroken, match="同意书"):
            assessed(ground, case)
        make_agreement(case)
        with pytest.raises(RuleBroken, match="预估"):
            planned(ground, case)
        assessed(ground, case)
        with pytest.raises(RuleBroken, match="计划"):
            save_review(case=case, on=today(), progress={}, findings="示例", by=ground.a.actor)
        planned(ground, case, agrees_on=today())
        assert phase_now(case, min_contacts=3) == "INTERVENE"

    def test_nothing_is_added_to_what_is_not_worked_on(self, ground):
        case = ground.case(papers=True)
        for change in ({"closed_on": today()}, {"closed_on": None, "state": "REFERRED"}, {"state": "SUSPENDED"}):
            Case.objects.filter(pk=case.pk).update(**change)
            with pytest.raises(RuleBroken):
                assessed(ground, case)
        with pytest.raises(RuleBroken, match="决定"):
            assessed(ground, ground.case(accepted=False))


class TestAssessment:
    def test_with_ties_and_scores(self, ground):
        case = ground.case()
        make_agreement(case)
        key = uuid.uuid4()
        ties = [Tie("社区食堂", 1), Tie("  ", 0), Tie("邻居", -2, "因噪声争吵")]
        row = assessed(
            ground, case, ties=ties, scores=[2] * 8, form_key=key, reassess_on=today() + dt.timedelta(days=90)
        )
        assert assessed(ground, case, ties=ties, scores=[2] * 8, form_key=key) == row
        assert [one.strength for one in EcoTie.objects.order_by("id")] == [1, -2]
        assert ScaleScore.objects.get().moment == "PRE"
        again = assessed(ground, case, scores=[3] * 8)
        assert again != row
        assert sorted(ScaleScore.objects.values_list("moment", flat=True)) == ["PRE", "STAGE"]

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"on": today() + dt.timedelta(days=1)}, "on"),
            ({"texts": {}}, "conclusion"),
            ({"reassess_on": today()}, "reassess_on"),
            ({"ties": [Tie("邻居", 3)]}, "tie1_strength"),
            ({"scores": [3, None, *[3] * 6]}, "scores"),
        ],
    )
    def test_what_cannot_be(self, ground, change, field):
        case = ground.case()
        make_agreement(case)
        with pytest.raises(RuleBroken) as refusal:
            assessed(ground, case, **change)
        assert refusal.value.field == field

    def test_mended_until_it_is_locked(self, ground):
        case = ground.case()
        make_agreement(case)
        row = assessed(ground, case, ties=[Tie("邻居", 0)])
        mended = edit_assessment(
            assessment=row, on=today(), texts={"conclusion": "更正"}, ties=[Tie("食堂", 2)], by=ground.a.actor
        )
        assert (mended.conclusion, mended.eco_ties.get().system) == ("更正", "食堂")
        old = make_assessment(case, on=ago(9))
        with pytest.raises(RuleBroken, match="锁定"):
            edit_assessment(assessment=old, on=ago(9), texts={"conclusion": "改"}, by=ground.a.actor)


class TestPlan:
    def test_a_draft_is_written_over_and_an_agreed_one_followed(self, ground):
        case = ground.case()
        make_agreement(case)
        make_assessment(case)
        draft = planned(ground, case)
        assert phase_now(case, min_contacts=3) == "PLAN"
        same = planned(ground, case, aims=[Aim("甲", "乙", today()), Aim("丙", "丁", today())])
        assert (same.pk, same.objectives.count()) == (draft.pk, 2)
        agreed = agree_plan(plan=same, on=today(), paper=picture(), by=ground.a.actor)
        assert agreed.agreement_paper is not None
        with pytest.raises(RuleBroken):
            agree_plan(plan=same, on=today(), by=ground.a.actor)
        following = planned(ground, case, agrees_on=today())
        assert (following.version, Plan.objects.filter(case=case).count()) == (2, 2)

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"aims": []}, "aim1_text"),
            ({"agrees_on": today() + dt.timedelta(days=1)}, "agrees_on"),
            ({"facts": PlanFacts(on=ago(400), goal="示例", theory="TASK", steps="示例")}, "on"),
            ({"paper": not_a_picture()}, "paper"),
        ],
    )
    def test_what_cannot_be(self, ground, change, field):
        case = ground.case()
        make_agreement(case)
        make_assessment(case)
        with pytest.raises(RuleBroken) as refusal:
            planned(ground, case, **change)
        assert refusal.value.field == field

    def test_an_agreement_lies_between_plan_and_today(self, ground):
        plan = make_plan(ground.case(papers=True), version=2, agreed=False)
        with pytest.raises(RuleBroken):
            agree_plan(plan=plan, on=ago(60), by=ground.a.actor)


class TestReview:
    def test_progress_and_scores(self, ground):
        case = ground.case(papers=True, contacts=3)
        aim = str(Plan.objects.get(case=case).objectives.get().uuid)
        key = uuid.uuid4()
        given = {"case": case, "on": today(), "findings": "已能下楼", "by": ground.a.actor, "form_key": key}
        row = save_review(progress={aim: 60, "other": 1}, moment="POST", scores=[4] * 8, **given)
        assert row.progress == {aim: 60}
        assert save_review(progress={aim: 60}, **given) == row
        assert phase_now(case, min_contacts=3) == "EVALUATE"

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"progress": {}}, "progress_1"),
            ({"findings": " "}, "findings"),
            ({"on": today() + dt.timedelta(days=1)}, "on"),
            ({"moment": "", "scores": [3] * 8}, "moment"),
        ],
    )
    def test_what_cannot_be(self, ground, change, field):
        case = ground.case(papers=True)
        aim = str(Plan.objects.get(case=case).objectives.get().uuid)
        given = {"on": today(), "progress": {aim: 10}, "findings": "示例"}
        with pytest.raises(RuleBroken) as refusal:
            save_review(case=case, by=ground.a.actor, **{**given, **change})
        assert refusal.value.field == field


class TestScores:
    def test_before_once_and_after_also_when_withdrawn(self, ground):
        case = ground.case(papers=True)
        make_scores(case, "PRE")
        with pytest.raises(RuleBroken) as refusal:
            save_scores(case=case, moment="PRE", scores=[3] * 8, on=today(), by=ground.a.actor)
        assert refusal.value.field == "moment"
        withdraw_agreement(agreement=Agreement.objects.get(), by=ground.a.actor)
        with pytest.raises(RuleBroken):
            save_scores(case=case, moment="STAGE", scores=[3] * 8, on=today(), by=ground.a.actor)
        key = uuid.uuid4()
        one = save_scores(case=case, moment="POST", scores=[4] * 8, on=today(), by=ground.a.actor, form_key=key)
        assert one.total == 32
        assert save_scores(case=case, moment="POST", scores=[4] * 8, on=today(), by=ground.a.actor, form_key=key) == one

    def test_not_in_the_future(self, ground):
        with pytest.raises(RuleBroken):
            save_scores(
                case=ground.case(), moment="PRE", scores=[3] * 8, on=today() + dt.timedelta(days=1), by=ground.a.actor
            )
