"""C-01 … C-06 through their pages: saved, refused with nothing lost, printed; neighbours meet 404."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from liangzhan.casework.models import Agreement, Assessment, Case, Contact, Plan, Review, ScaleScore
from liangzhan.people.models import Card
from liangzhan.people.rules.family import GuardianFacts
from liangzhan.people.services.family import save_guardian, save_kin
from liangzhan.toolkit.periods import today
from tests.factories.acceptance import picture
from tests.factories.casework import ago, make_agreement, make_assessment, make_contact, make_plan
from tests.factories.people import make_individual

SCALE = {f"scale_{number}": "3" for number in range(1, 9)}


def at(name, *args, **kwargs):
    return reverse(f"casework:{name}", args=args, kwargs=kwargs)


@pytest.fixture
def own(ground, sign_in):
    """Saving posts, opens ties, counts field time, all with their savepoints: pages that are read stay within 25."""
    client = sign_in(ground.a.user)
    with client.allow(60):
        yield client


class TestOpening:
    def test_search_first_then_accept(self, ground, own):
        assert own.get(at("case-open-new")).status_code == 302
        text = own.post(at("case-search"), {"q": "王小明"}).content.decode()
        where = at("case-open", uuid=ground.client.uuid)
        assert where in text
        assert own.get(where).status_code == 200
        given = {"on": today(), "source": "OUTREACH", "problem": "独居", "urgency": "2", "station": ground.station.pk}
        key = str(uuid.uuid4())
        given |= {"risks": ["HEALTH"], "risk_note": "血压高", "decision": "ACCEPT", "form_key": key}
        assert own.post(where, given).status_code == 302
        assert own.post(where, given).status_code == 302
        case = Case.objects.get()
        assert (case.intake.risk_screen, case.intake.urgency) == (
            "健康：血压高",
            2,
        ) or "血压高" in case.intake.risk_screen
        assert case.number in own.get(at("case-page", case.pk)).content.decode()
        assert "已有在办个案" in own.get(where).content.decode()

    def test_a_new_person_by_an_alias(self, ground, own):
        form = own.post(at("case-open-new"), {"q": "三楼李奶奶"}).content.decode()
        assert "三楼李奶奶" in form
        given = {"alias": "三楼李奶奶", "on": today(), "source": "OUTREACH", "problem": "独居", "urgency": "1"}
        given |= {"sex": "2", "station": ground.station.pk, "decision": ""}
        assert own.post(at("case-open-new"), {**given, "alias": ""}).status_code == 422
        assert own.post(at("case-open-new"), given).status_code == 302
        case = Case.objects.get()
        assert (case.person.alias, case.number) == ("三楼李奶奶", "")
        where = at("case-decide", case.pk)
        assert own.get(where).status_code == 200
        refused = own.post(where, {"decision": "DECLINE", "reason": "", "on": today()})
        assert (
            refused.status_code == 422
            and "请写明理由" in refused.content.decode()
            or "写明理由" in refused.content.decode()
        )
        assert own.post(where, {"decision": "DECLINE", "reason": "已由街道办理", "on": today()}).status_code == 302
        case.refresh_from_db()
        assert case.state == "NOT_ACCEPTED"

    def test_bad_input_comes_back_with_its_sentence(self, ground, own):
        where = at("case-open", uuid=ground.client.uuid)
        given = {"on": today() + dt.timedelta(days=1), "source": "SELF", "problem": "独居老人" * 5}
        answer = own.post(where, {**given, "urgency": "1", "station": ground.station.pk})
        assert answer.status_code == 422
        assert "求助日期不能晚于今天" in answer.content.decode() and "独居老人" in answer.content.decode()
        assert own.get(at("case-open", uuid=uuid.uuid4())).status_code == 404

    def test_the_intake_is_mended(self, ground, own):
        case = ground.case(opened_on=ago(2))
        where = at("intake-edit", case.pk)
        assert "示例问题" in own.get(where).content.decode()
        given = {"on": ago(2), "source": "SELF", "problem": "更正", "urgency": "1", "risk_note": "未发现"}
        assert own.post(where, given).status_code == 302
        case.refresh_from_db()
        assert case.problem == "更正"


class TestAgreement:
    def test_the_words_stand_above_and_the_limits_must_be_told(self, ground, own):
        case = ground.case()
        where = at("agreement-add", case.pk)
        text = own.get(where).content.decode()
        assert "保密的例外" in text and ground.station.name in text
        given = {"way": "THUMB", "witness": "示例见证人", "on": today(), "from_on": today()}
        assert own.post(where, {**given, "paper": picture()}).status_code == 422
        assert own.post(where, {**given, "paper": picture(), "limits_explained": "on"}).status_code == 302
        row = Agreement.objects.get()
        assert own.get(at("agreement-paper", row.pk)).status_code == 200
        assert own.get(at("agreement-blank", case.pk))["Content-Type"] == "application/pdf"
        back = at("agreement-withdraw", case.pk)
        assert own.get(back).status_code == 200
        assert own.post(back, {"on": today()}).status_code == 302
        assert own.get(back).status_code == 404

    def test_with_a_finger_on_the_screen(self, ground, own):
        given = {"way": "SCREEN", "signature": picture(), "limits_explained": "on", "on": today(), "from_on": today()}
        assert own.post(at("agreement-add", ground.case().pk), given).status_code == 302
        assert Agreement.objects.get().consent.way == "SCREEN"

    def test_without_a_picture(self, ground, own):
        row = make_agreement(ground.case())
        assert own.get(at("agreement-paper", row.pk)).status_code == 404


class TestAssessment:
    def test_written_read_mended(self, ground, own):
        case = ground.case()
        make_agreement(case)
        where = at("assessment-add", case.pk)
        assert own.get(where).status_code == 200
        given = {"on": today(), "conclusion": "需要陪伴", "tie1_system": "社区食堂", "tie1_strength": "2", **SCALE}
        assert own.post(where, {**given, "scale_8": ""}).status_code == 422
        assert own.post(where, given).status_code == 302
        row = Assessment.objects.get()
        text = own.get(at("assessment-page", row.pk)).content.decode()
        assert "社区食堂" in text and "<svg" in text and "还没有登记家庭成员" in text
        edit = at("assessment-edit", row.pk)
        assert "社区食堂" in own.get(edit).content.decode()
        assert own.post(edit, {"on": today(), "conclusion": "更正后"}).status_code == 302
        assert Assessment.objects.get().conclusion == "更正后"
        assert ScaleScore.objects.get().moment == "PRE"


def test_the_family_is_drawn_from_kin(ground, own):
    case = ground.case(papers=True)
    son = make_individual("王小小", station=ground.station, tie="CLIENT")
    given = {"person": ground.client, "station": ground.station, "by": ground.a.actor}
    save_kin(kind="CHILD", relative=son, **given)
    save_kin(kind="PARENT", name="老王头", sex="1", deceased=True, **given)
    page = at("assessment-page", case.assessments.get().pk)
    text = own.get(page).content.decode()
    assert own.queries <= 25
    for words in ("王小小", "子女", "老王头（已去世）", "父亲或母亲", "服务对象"):
        assert words in text
    assert text.count('class="kin') == 3


def test_a_minors_guardian_stands_in_the_form(ground, own):
    Card.objects.filter(person=ground.client).update(born_on=today() - dt.timedelta(days=10 * 365))
    facts = GuardianFacts(relation="PARENT", evidence="BOOKLET", valid_from=today(), name="示例监护人")
    save_guardian(person=ground.client, station=ground.station, facts=facts, by=ground.a.actor)
    assert 'value="示例监护人"' in own.get(at("agreement-add", ground.case().pk)).content.decode()


class TestPlan:
    def test_draft_agreed_next_version(self, ground, own):
        case = ground.case()
        make_agreement(case)
        make_assessment(case)
        where = at("plan-add", case.pk)
        assert own.get(where).status_code == 200
        given = {"on": today(), "goal": "恢复外出", "theory": "TASK", "steps": "每周家访"}
        given |= {"aim1_text": "每周下楼两次", "aim1_measure": "家属记录", "aim1_due_on": today()}
        assert own.post(where, {**given, "aim2_text": "没有衡量"}).status_code == 422
        assert own.post(where, given).status_code == 302
        plan = Plan.objects.get()
        assert own.get(at("plan-paper", plan.pk)).status_code == 404
        agree = at("plan-agree", plan.pk)
        assert own.get(agree).status_code == 200
        assert own.post(agree, {"on": today(), "paper": picture()}).status_code == 302
        assert own.get(at("plan-paper", plan.pk)).status_code == 200
        assert "每周下楼两次" in own.get(at("plan-page", plan.pk)).content.decode()
        assert "每周下楼两次" in own.get(where).content.decode()


class TestReviewAndScale:
    def test_review(self, ground, own):
        case = ground.case(papers=True)
        where = at("review-add", case.pk)
        assert "示例目标" in own.get(where).content.decode()
        given = {"on": today(), "findings": "已能下楼", "progress_1": "60", "moment": "POST", **SCALE}
        assert own.post(where, {**given, "progress_1": "101"}).status_code == 422
        assert own.post(where, given).status_code == 302
        assert Review.objects.get().findings == "已能下楼"

    def test_scale(self, ground, own):
        case = ground.case(papers=True)
        where = at("scale-add", case.pk)
        assert own.get(where).status_code == 200
        assert own.post(where, {"on": today(), "moment": "PRE", **SCALE}).status_code == 302
        assert own.post(where, {"on": today(), "moment": "PRE", **SCALE}).status_code == 422


class TestContact:
    GIVEN = {
        "on": ago(1),
        "starts": "09:00",
        "ends": "09:40",
        "mode": "HOME_VISIT",
        "with_client": "on",
        "service_kind": "S10",
        "purpose": "了解近况",
        "content": "陪同整理药盒",
    }

    def test_recorded_on_a_phone(self, ground, own):
        case = ground.case(papers=True)
        last = make_contact(case, ground.worker_a, on=ago(5))
        Contact.objects.filter(pk=last.pk).update(mode="PHONE")
        where = at("contact-add", case.pk)
        text = own.get(where).content.decode()
        assert own.queries <= 25
        assert "社区矫正" not in text and "精神卫生法" in text
        key = {"form_key": str(uuid.uuid4())}
        assert own.post(where, {**self.GIVEN, **key}).status_code == 302
        assert own.post(where, {**self.GIVEN, **key}).status_code == 302
        row = Contact.objects.exclude(pk=last.pk).get()
        assert (row.seq, row.minutes) == (2, 40)
        refused = own.post(where, {**self.GIVEN, "starts": "09:30", "ends": "10:00"})
        assert refused.status_code == 422 and "第 2 次过程记录" in refused.content.decode()
        assert "陪同整理药盒" in refused.content.decode()
        assert own.post(where, {**self.GIVEN, "content": "长" * 20001}).status_code == 422

    def test_read_corrected_added_to(self, ground, own):
        case = ground.case(papers=True)
        own.post(at("contact-add", case.pk), self.GIVEN)
        row = Contact.objects.get()
        edit = at("contact-edit", row.pk)
        assert "陪同整理药盒" in own.get(edit).content.decode()
        assert own.post(edit, {**self.GIVEN, "ends": "09:20", "reason": "记错"}).status_code == 302
        text = own.get(at("contact-page", row.pk)).content.decode()
        assert "20 分钟" in text and "更正前的内容" in text and "记错" in text
        old = make_contact(case, ground.worker_a, on=ago(20), number=9)
        text = own.get(at("contact-page", old.pk)).content.decode()
        assert "已锁定" in text and at("contact-edit", old.pk) not in text
        more = at("case-addendum", case.pk)
        page = own.get(more, {"paper": old.voucher}).content.decode()
        assert f'value="{old.voucher}" selected' in page and own.queries <= 25
        assert row.voucher not in page  # still put right, not added to
        given = {"reason": "补记", "text": "当天联系了医生", "form_key": uuid.uuid4()}
        assert own.post(more, {**given, "paper": row.voucher}).status_code == 422
        assert own.post(more, {**given, "paper": old.voucher}).status_code == 302
        assert "当天联系了医生" in own.get(at("contact-page", old.pk)).content.decode()
        page = own.get(at("case-page", case.pk)).content.decode()
        assert "当天联系了医生" in page and "C-05 过程记录" in page and own.queries <= 25

    def test_the_list_pages_by_keys(self, ground, own):
        case = ground.case(papers=True, contacts=1)
        where = at("contact-list", case.pk)
        own.get(where)
        own.get(where)  # the first page of a session also moves its expiry
        with_one = own.queries
        for number in (2, 3):
            make_contact(case, ground.worker_a, on=ago(number), number=number)
        assert own.get(where).content.decode().count("</tr>") == 4
        assert own.queries == with_one


@pytest.mark.parametrize("form", ["intake", "agreement", "assessment", "plan", "contact", "review", "scale"])
def test_every_form_prints_for_its_team_alone(ground, own, sign_in, form):
    case = ground.case(papers=True, contacts=1)
    own.post(
        at("review-add", case.pk), {"on": today(), "findings": "示例", "progress_1": "5", "moment": "POST", **SCALE}
    )
    related = {"intake": case.intake, "agreement": case.agreements, "assessment": case.assessments, "plan": case.plans}
    related |= {"contact": case.contacts, "review": case.reviews, "scale": case.scores}
    row = related[form] if form == "intake" else related[form].get()
    where = at("form-print", case.pk, form, row.pk)
    answer = own.get(where)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    assert sign_in(ground.near.user).get(where).status_code == 404
    assert own.get(at("form-print", case.pk, form, 0)).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "agreement-add",
        "assessment-add",
        "plan-add",
        "review-add",
        "scale-add",
        "contact-add",
        "contact-list",
        "intake-edit",
    ],
)
def test_the_neighbours_case_is_not_there(ground, sign_in, name, committee_member):
    case = ground.case(papers=True)
    assert sign_in(ground.near.user).get(at(name, case.pk)).status_code == 404
    assert sign_in(committee_member.user).get(at(name, case.pk)).status_code == 403


@pytest.mark.parametrize("name", ["contact-page", "contact-edit", "assessment-page", "plan-page", "plan-agree"])
def test_the_neighbours_papers_are_not_there(ground, sign_in, name):
    case = ground.case(papers=True, contacts=1)
    rows = {"contact": case.contacts, "assessment": case.assessments, "plan": case.plans}
    row = rows[name.split("-")[0]].get()
    assert sign_in(ground.near.user).get(at(name, row.pk)).status_code == 404
    assert sign_in(ground.b.user).get(at(name, row.pk)).status_code == 404


def test_an_agreed_plan_has_versions(ground, own):
    case = ground.case(papers=True)
    make_plan(case, version=2, agreed=False)
    assert "第 1 版" in own.get(at("case-page", case.pk)).content.decode()
