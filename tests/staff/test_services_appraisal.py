"""The year of an appraisal through its services: what it does, refuses, records; objections, appeals, seats, collisions."""

import datetime as dt
import threading
from decimal import Decimal as D

import pytest
from django.db import connection

from liangzhan.audit.models import Event
from liangzhan.notices.models import Notice
from liangzhan.staff import quantities
from liangzhan.staff.models import AppraisalCard, AppraisalObjection, AppraisalYear
from liangzhan.staff.queries.appraisal import last_final
from liangzhan.staff.queries.attendance_year import AttendanceYear
from liangzhan.staff.services import appraisal as services
from liangzhan.staff.services import appraisal_review as review
from liangzhan.staff.services.appraisal_review import Judgement
from liangzhan.staff.tasks.appraisal import finish_publicity
from liangzhan.stations.evidence import evidence_for
from liangzhan.toolkit import jobs
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Parameter
from liangzhan.toolkit.periods import acting_on, add_workdays, today
from liangzhan.toolkit.transitions import moves_of
from tests.factories.people import BY
from tests.factories.staff import make_colleague, make_post, make_worker
from tests.factories.stations import make_photo
from tests.factories.talent import make_appraisal, make_card

YEAR = today().year - 1
GOOD = {"QUALITY": Judgement(D(90), "抽看 5 份档案"), "SATISFACTION": Judgement(D(95), "居民评议会 30 人")}


def refused(service, **given):
    with pytest.raises(RuleBroken) as caught:
        service(**given)
    return "".join(caught.value.reasons)


def reread(row):
    return type(row).objects.get(pk=row.pk)


def setting(key, value, area=""):
    Parameter.objects.create(
        key=key, area_code=area, value=value, valid_from=dt.date(2019, 1, 1), basis="示例", set_by=BY
    )


@pytest.fixture
def crew(station):
    """The head, a social worker and one who left in June, all of station A."""
    head = make_colleague("张站长", station, "STATION_HEAD")
    worker = make_colleague("陈社工", station)
    left = make_worker("已离岗")
    make_post(left, station, ends_on=dt.date(YEAR, 6, 30))
    return head, worker, left


@pytest.fixture
def quantity(monkeypatch):
    """A number of a room above, for the tests."""
    monkeypatch.setattr(quantities, "_HELD", {})

    def offer(counted, norm=0):
        quantities.register(quantities.Quantity("walks", "走访", "次", lambda ids, year: counted(ids)))
        if norm:
            setting("appraisal.norm.walks", norm)

    return offer


def graded(card, by, **changes):
    given = {"judgements": GOOD, "political_fit": True, "political_note": "遵守政治纪律", **changes}
    return review.review_card(card=card, by=by, **given)


class TestOpening:
    def test_every_post_of_the_year_has_a_card(self, station, crew):
        (_, head), (_, worker), left = crew
        made = services.open_year(station=station, year=YEAR, by=BY)
        rows = AppraisalCard.objects.filter(appraisal=made).order_by("id")
        assert [(row.worker, row.from_on, row.to_on, row.above, row.state) for row in rows] == [
            (head, dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31), "HEAD", "DRAFT"),
            (worker, dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31), "", "DRAFT"),
            (left, dt.date(YEAR, 1, 1), dt.date(YEAR, 6, 30), "", "DRAFT"),
        ]
        assert made.weights["QUANTITY"] == 30
        assert Event.objects.filter(name="appraisal.opened", object_id=str(made.pk)).count() == 1

    def test_one_person_goes_to_the_committee(self, station):
        make_worker("独自一人", station=station)
        made = services.open_year(station=station, year=YEAR, by=BY)
        assert [card.above for card in made.cards.order_by("id")] == ["ALONE"]

    def test_refused(self, station, crew):
        services.open_year(station=station, year=YEAR, by=BY)
        assert refused(services.open_year, station=station, year=YEAR, by=BY) == f"本站 {YEAR} 年度考核已经建立。"
        assert "还没到" in refused(services.open_year, station=station, year=today().year + 1, by=BY)

    def test_nobody_there(self, station):
        assert "没有在岗人员" in refused(services.open_year, station=station, year=YEAR, by=BY)

    def test_a_wrong_setting_is_said(self, station, crew):
        setting(
            "appraisal.weights", {"QUANTITY": 30, "QUALITY": 30, "SATISFACTION": 20, "ATTENDANCE": 10, "LEARNING": 9}
        )
        assert "各项权重合计" in refused(services.open_year, station=station, year=YEAR, by=BY)

    def test_the_area_has_its_own_weights(self, station, crew):
        own = {"QUANTITY": 0, "QUALITY": 50, "SATISFACTION": 30, "ATTENDANCE": 10, "LEARNING": 10}
        setting("appraisal.weights", own, area="2101")
        assert services.open_year(station=station, year=YEAR, by=BY).weights == own

    def test_two_at_once_open_it_once(self, committed_db):
        from tests.factories import divisions as places
        from tests.factories.stations import make_site, make_station

        station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
        make_worker("陈社工", station=station)
        start, outcomes = threading.Barrier(2), []

        def officer():
            start.wait()
            try:
                services.open_year(station=station, year=YEAR, by=BY)
                outcomes.append("opened")
            except RuleBroken:
                outcomes.append("refused")
            finally:
                connection.close()

        threads = [threading.Thread(target=officer) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["opened", "refused"]
        assert (AppraisalYear.objects.count(), AppraisalCard.objects.count()) == (1, 1)


@pytest.fixture
def opened(station, crew):
    return make_appraisal(station, YEAR)


@pytest.fixture
def card(opened, crew):
    return make_card(opened, crew[1][1])


class TestStatement:
    def test_start_tells_who_has_an_account(self, opened, crew):
        (_, head), (user, worker), left = crew
        for one in (head, worker, left):
            make_card(opened, one, "DRAFT")
        services.start_self(appraisal=opened, by=BY)
        assert [card.state for card in opened.cards.order_by("id")] == ["SELF", "SELF", "SELF"]
        assert Notice.objects.filter(recipient=user.user, kind="TODO").count() == 1
        assert Notice.objects.count() == 2
        assert refused(services.start_self, appraisal=opened, by=BY) == "没有待开始自评的考核卡。"

    def test_draft_then_sent(self, card, crew):
        me = crew[1][0].actor
        services.save_statement(card=card, text="草稿", by=me)
        assert (reread(card).statement, reread(card).state) == ("草稿", "SELF")
        services.save_statement(card=card, text="", by=me)
        services.send_statement(card=card, text="走访困难群众 40 户。", by=me)
        held = reread(card)
        assert (held.statement, held.state, held.stated_by.uuid) == ("走访困难群众 40 户。", "REVIEW", me.uuid)
        assert "不能再改自评" in refused(services.save_statement, card=held, text="再改", by=me)

    def test_refused(self, card, crew, station_head):
        me = crew[1][0].actor
        assert refused(services.send_statement, card=card, text=" ", by=me) == "请写几句自评再提交。"
        assert refused(services.save_statement, card=card, text="字" * 501, by=me) == "自评不超过 500 字。"
        assert refused(services.save_statement, card=card, text="代写", by=station_head.actor) == "自评由本人填写。"
        assert refused(services.send_statement, card=card, text="代写", by=station_head.actor) == "自评由本人填写。"

    def test_on_paper(self, card, station_head):
        given = {"card": card, "text": "手写的自评", "by": station_head.actor}
        assert refused(services.send_statement_on_paper, scan=None, **given) == "请上传本人签字的自评。"
        services.send_statement_on_paper(scan=make_photo(), **given)
        assert (reread(card).state, reread(card).statement_paper is not None) == ("REVIEW", True)

    def test_skipped_with_a_reason(self, card):
        assert refused(services.skip_statement, card=card, reason=" ", by=BY) == "请写明不经自评的理由。"
        services.skip_statement(card=card, reason="6 月已离岗", by=BY)
        assert [move.reason for move in moves_of(card)] == ["6 月已离岗"]


@pytest.fixture
def to_review(opened, crew):
    return make_card(opened, crew[1][1], "REVIEW")


class TestReview:
    def test_points_and_sources(self, to_review, crew):
        head = crew[0][0].actor
        graded(to_review, head)
        held = reread(to_review)
        # 服务数量和出勤暂无数据；学时 0：30×90 + 20×95 + 10×0，合计权重 60 → 50.00 + 33.33 + 16.67
        rows = {row.part: (row.weight, row.points, row.source) for row in held.scores.order_by("id")}
        assert rows == {
            "QUANTITY": (D(0), None, "NONE"),
            "QUALITY": (D("50.00"), D("90.00"), "REVIEWER"),
            "SATISFACTION": (D("33.33"), D("95.00"), "REVIEWER"),
            "ATTENDANCE": (D(0), None, "NONE"),
            "LEARNING": (D("16.67"), D("0.00"), "PLATFORM"),
        }
        assert (held.score, held.grade, held.state) == (D("76.66"), "QUALIFIED", "REVIEW")
        assert held.reviewed_by.uuid == head.uuid

    def test_a_norm_scores_the_number_itself(self, to_review, crew, quantity):
        quantity(lambda ids: dict.fromkeys(ids, 60), norm=120)
        graded(to_review, crew[0][0].actor)
        row = to_review.scores.get(part="QUANTITY")
        assert (row.points, row.source, row.facts) == (D("50.00"), "PLATFORM", "走访 60 次（全年标准 120）")

    def test_a_number_without_norm_is_judged(self, to_review, crew, quantity):
        quantity(lambda ids: dict.fromkeys(ids, 60))
        said = {**GOOD, "QUANTITY": Judgement(D(80), "与去年相当")}
        graded(to_review, crew[0][0].actor, judgements=said)
        row = to_review.scores.get(part="QUANTITY")
        assert (row.points, row.source, row.note, row.facts) == (D("80.00"), "REVIEWER", "与去年相当", "走访 60 次")

    def test_attendance_of_the_year(self, to_review, crew, monkeypatch):
        year = AttendanceYear(240, D("230.5"), 3, 1, D("1.5"), D(6), 1230, 2)
        monkeypatch.setattr(
            "liangzhan.staff.queries.appraisal_sources.year_of", lambda ids, *rest: dict.fromkeys(ids, year)
        )
        graded(to_review, crew[0][0].actor)
        row = to_review.scores.get(part="ATTENDANCE")
        assert (row.points, row.source) == (D("77.00"), "PLATFORM")
        assert row.facts == (
            "应出勤 240 天，出勤 230.5 天，旷工 1.5 天，迟到 3 次，早退 1 次，请假 6 天，培训 2 天，外勤 20 小时"
        )

    def test_attendance_that_nobody_kept(self, to_review, crew, monkeypatch):
        year = AttendanceYear(240, D(0), 0, 0, D(240), D(0), 0, 0)  # due every day, and no record at all
        monkeypatch.setattr(
            "liangzhan.staff.queries.appraisal_sources.year_of", lambda ids, *rest: dict.fromkeys(ids, year)
        )
        graded(to_review, crew[0][0].actor)
        assert to_review.scores.get(part="ATTENDANCE").source == "NONE"

    def test_no_number_no_points(self, to_review, crew, quantity):
        quantity(lambda ids: {})
        said = {**GOOD, "QUANTITY": Judgement(D(80), "凭印象")}
        assert "平台还没有数据" in refused(graded, card=to_review, by=crew[0][0].actor, judgements=said)

    def test_a_part_without_weight_counts_nothing(self, opened, crew):
        weights = {"QUANTITY": 30, "QUALITY": 60, "SATISFACTION": 0, "ATTENDANCE": 10, "LEARNING": 0}
        AppraisalYear.objects.filter(pk=opened.pk).update(weights=weights)
        card = make_card(reread(opened), crew[1][1], "REVIEW")
        graded(card, crew[0][0].actor)
        assert (card.score, card.scores.get(part="SATISFACTION").source) == (D("90.00"), "NONE")

    def test_not_fit_politically(self, to_review, crew):
        graded(to_review, crew[0][0].actor, political_fit=False)
        assert (to_review.grade, to_review.grade_note) == ("FAILED", "政治素质不合格，等次不高于不合格。")

    def test_again_until_published(self, to_review, crew):
        graded(to_review, crew[0][0].actor)
        graded(to_review, crew[0][0].actor, judgements={**GOOD, "QUALITY": Judgement(D(60), "补看档案")})
        assert (to_review.scores.count(), to_review.scores.get(part="QUALITY").points) == (5, D("60.00"))

    def test_refused(self, to_review, opened, crew, card_of_head, committee_member, neighbour_head):
        head = crew[0][0].actor
        assert refused(graded, card=to_review, by=head, political_note=" ") == "请写一句政治素质方面的评语。"
        assert "打分的依据" in refused(graded, card=to_review, by=head, judgements={"QUALITY": Judgement(D(90), "")})
        assert "没有评议这张考核卡的权限" in refused(graded, card=to_review, by=neighbour_head.actor)
        assert "没有评议这张考核卡的权限" in refused(graded, card=to_review, by=crew[1][0].actor)
        assert "不能评议本人" in refused(graded, card=card_of_head, by=head)
        other = make_card(opened, crew[2], "SELF")
        assert "现在是“自评”" in refused(graded, card=other, by=head)

    def test_the_heads_own_card(self, card_of_head, committee_member, street_officer, station_head):
        # An unlinked account of the same station's head is refused as well: it may be the same person.
        assert "您是本站站长" in refused(graded, card=card_of_head, by=station_head.actor)
        graded(card_of_head, committee_member.actor)
        graded(card_of_head, street_officer.actor)
        assert card_of_head.reviewed_by.uuid == street_officer.actor.uuid

    def test_nothing_to_go_by(self, opened, crew):
        weights = {"QUANTITY": 30, "QUALITY": 60, "SATISFACTION": 0, "ATTENDANCE": 10, "LEARNING": 0}
        AppraisalYear.objects.filter(pk=opened.pk).update(weights=weights)
        card = make_card(reread(opened), crew[1][1], "REVIEW")
        assert "至少要有一项" in refused(graded, card=card, by=crew[0][0].actor, judgements={})

    def test_returned(self, to_review, crew, neighbour_head):
        head = crew[0][0].actor
        assert "没有评议" in refused(review.return_card, card=to_review, reason="补充", by=neighbour_head.actor)
        assert refused(review.return_card, card=to_review, reason="", by=head) == "请写明退回的理由。"
        graded(to_review, head)
        review.return_card(card=to_review, reason="请写明走访情况", by=head)
        assert (reread(to_review).state, reread(to_review).grade) == ("SELF", "")
        assert "请写明走访情况" in Notice.objects.get(recipient=crew[1][0].user).text


@pytest.fixture
def card_of_head(opened, crew):
    return make_card(opened, crew[0][1], "REVIEW", above="HEAD")


class TestPublicity:
    @pytest.fixture
    def reviewed(self, opened, crew):
        made = [
            make_card(opened, one, "REVIEW", grade=grade, score=score)
            for one, grade, score in ((crew[0][1], "EXCELLENT", D(92)), (crew[1][1], "EXCELLENT", D(95)))
        ]
        make_card(opened, crew[2], "REVIEW")
        return made

    def test_shows_what_is_reviewed(self, opened, reviewed):
        services.publish(appraisal=opened, by=BY)
        assert [card.state for card in opened.cards.order_by("id")] == ["PUBLICITY", "PUBLICITY", "REVIEW"]
        held = reread(reviewed[0])
        assert (held.publicity_on, held.publicity_until_on) == (today(), add_workdays(today(), 5))
        assert refused(services.publish, appraisal=opened, by=BY) == "还没有评议完的考核卡。"

    def test_seats_of_the_street(self, opened, reviewed, neighbour_station):
        setting("appraisal.excellent_share", 34)  # of three cards in the street: one seat
        assert "优秀名额已用完" in refused(services.publish, appraisal=opened, by=BY)
        assert {card.state for card in opened.cards.order_by("id")} == {"REVIEW"}
        services.publish(appraisal=opened, cap=True, by=BY)
        first, second = reread(reviewed[0]), reread(reviewed[1])
        assert (first.grade, second.grade) == ("QUALIFIED", "EXCELLENT")
        assert first.grade_note == "达到优秀分数线，因优秀名额已满按合格公示。"
        next_door = make_appraisal(neighbour_station, YEAR)
        make_card(next_door, make_worker("邻站"), "REVIEW", grade="EXCELLENT", score=D(99))
        assert "优秀名额已用完" in refused(services.publish, appraisal=next_door, by=BY)

    def test_final_when_over(self, opened, reviewed, crew):
        services.publish(appraisal=opened, by=BY)
        assert refused(services.finish, appraisal=opened, on=today(), by=BY) == "公示还没有结束。"
        after = reread(reviewed[0]).publicity_until_on + dt.timedelta(days=1)
        services.finish(appraisal=opened, on=after, by=BY)
        held = reread(reviewed[1])
        assert (held.state, held.final_on, held.appeal_until_on) == ("FINAL", after, after + dt.timedelta(days=15))
        told = Notice.objects.get(recipient=crew[1][0].user)
        assert "等次已确定" in told.text
        assert "优秀" not in told.text
        assert refused(services.finish, appraisal=opened, on=after, by=BY) == "没有正在公示的考核卡。"
        assert last_final([opened.station_id, 0])[opened.station_id] == type(
            last_final([opened.station_id])[opened.station_id]
        )(YEAR, 2, after)

    def test_by_itself_at_night(self, opened, crew):
        make_card(
            opened, crew[1][1], "PUBLICITY", publicity_on=dt.date(2026, 1, 5), publicity_until_on=dt.date(2026, 1, 12)
        )
        make_card(opened, crew[0][1], "PUBLICITY", publicity_on=today(), publicity_until_on=today())
        jobs.enqueue("staff.tasks.appraisal.finish_publicity", by=BY, title="考核")
        jobs.run_pending(reraise=True)
        assert [card.state for card in opened.cards.order_by("id")] == ["FINAL", "PUBLICITY"]
        assert finish_publicity.__doc__

    def test_an_objection_open_keeps_the_night_quiet(self, shown):
        AppraisalCard.objects.filter(pk=shown.pk).update(publicity_until_on=dt.date(2026, 1, 12))
        AppraisalObjection.objects.create(card=shown, text="加班未计", filed_by=BY)
        jobs.enqueue("staff.tasks.appraisal.finish_publicity", by=BY, title="考核")
        jobs.run_pending(reraise=True)
        assert reread(shown).state == "PUBLICITY"


@pytest.fixture
def shown(opened, crew):
    return make_card(opened, crew[1][1], "PUBLICITY", publicity_on=today(), publicity_until_on=today())


class TestObjection:
    def test_filed_answered_and_final(self, shown, opened, crew, committee_member):
        row = review.file_objection(card=shown, text="加班没有计算", by=committee_member.actor)
        assert Notice.objects.filter(kind="TODO", recipient=crew[0][0].user).exists()
        late = today() + dt.timedelta(days=1)
        assert refused(services.finish, appraisal=opened, on=late, by=BY) == "还有公示异议没有答复。"
        head = crew[0][0].actor
        assert refused(review.answer_objection, objection=row, upheld=False, answer=" ", by=head) == "请写明答复。"
        review.answer_objection(objection=row, upheld=False, answer="已核对，计算无误。", by=head)
        assert "已经答复" in refused(review.answer_objection, objection=row, upheld=False, answer="再答", by=head)
        assert not Notice.objects.filter(kind="TODO", settled_at__isnull=True).exists()
        services.finish(appraisal=opened, on=late, by=BY)
        assert reread(shown).state == "FINAL"

    def test_upheld_goes_back_to_review(self, shown, crew, committee_member):
        row = review.file_objection(card=shown, text="加班没有计算", by=committee_member.actor)
        other = review.file_objection(card=shown, text="另一件", by=committee_member.actor)
        review.answer_objection(objection=row, upheld=True, answer="成立。", by=crew[0][0].actor)
        held = reread(shown)
        assert (held.state, held.publicity_until_on) == ("REVIEW", None)
        review.answer_objection(objection=reread(other), upheld=False, answer="不成立。", by=crew[0][0].actor)

    def test_refused(self, shown, card, crew, committee_member, neighbour_head):
        assert refused(review.file_objection, card=card, text="早了", by=BY) == "现在不在公示期内。"
        assert refused(review.file_objection, card=shown, text=" ", by=BY) == "请写明异议的内容。"
        row = review.file_objection(card=shown, text="加班", by=committee_member.actor)
        given = {"objection": row, "upheld": False, "answer": "不成立"}
        assert "没有评议" in refused(review.answer_objection, by=neighbour_head.actor, **given)
        assert "自己提出的异议" in refused(review.answer_objection, by=committee_member.actor, **given)

    @pytest.fixture
    def card(self, opened, crew):
        return make_card(opened, crew[2])


class TestAppeal:
    @pytest.fixture
    def final(self, opened, crew):
        return make_card(opened, crew[1][1], "FINAL", final_on=today(), appeal_until_on=today())

    def test_own_appeal_and_decision(self, final, crew, street_officer, county_officer, neighbour_county):
        me = crew[1][0].actor
        review.appeal(card=final, text="学时漏计 12 小时", by=me)
        held = reread(final)
        assert (held.state, held.appeal_text) == ("APPEAL", "学时漏计 12 小时")
        assert {notice.recipient for notice in Notice.objects.filter(kind="TODO")} == {
            street_officer.user,
            county_officer.user,
        }
        given = {"card": held, "grade": "EXCELLENT", "reason": "补计学时"}
        assert "由街道或县级处理" in refused(review.decide_appeal, by=neighbour_county.actor, **given)
        assert "由街道或县级处理" in refused(review.decide_appeal, by=crew[0][0].actor, **given)
        assert (
            refused(review.decide_appeal, by=county_officer.actor, **{**given, "reason": " "}) == "请写明决定的理由。"
        )
        review.decide_appeal(by=county_officer.actor, **given)
        held = reread(final)
        assert (held.state, held.grade, held.decision) == ("FINAL", "EXCELLENT", "补计学时")
        assert "申诉已有决定" in Notice.objects.get(recipient=crew[1][0].user).text
        assert refused(review.appeal, card=held, text="再诉", by=me) == "这张考核卡已经申诉过。"

    def test_the_reviewer_does_not_decide(self, opened, crew, street_officer, county_officer):
        own = make_card(opened, crew[0][1], "FINAL", reviewed_by=street_officer.actor, appeal_until_on=today())
        review.appeal(card=own, text="分数有误", by=crew[0][0].actor)
        given = {"card": own, "grade": "QUALIFIED", "reason": "维持"}
        assert "您评议过" in refused(review.decide_appeal, by=street_officer.actor, **given)
        review.decide_appeal(by=county_officer.actor, **given)

    def test_on_paper(self, final, station_head):
        given = {"card": final, "text": "手写申诉", "by": station_head.actor}
        assert refused(review.appeal, **given) == "请上传本人签字的申诉书。"
        review.appeal(scan=make_photo(), **given)
        assert reread(final).appeal_paper is not None

    def test_late(self, opened, crew):
        old = make_card(opened, crew[1][1], "FINAL", appeal_until_on=today() - dt.timedelta(days=1))
        assert refused(review.appeal, card=old, text="晚了", by=crew[1][0].actor) == "申诉期限已过。"


def test_the_proof_of_the_clause_names_the_last_appraisal(station, crew, opened):
    assert "还没有完成过年度考核。" in evidence_for("2.6.1", station, today()).text
    make_card(opened, crew[1][1], "FINAL", final_on=today())
    assert f"最近一次年度考核：{YEAR} 年，1 人已定等次。" in evidence_for("2.6.1", station, today()).text


def test_a_registered_quantity_twice_is_a_mistake(quantity):
    quantity(lambda ids: {})
    with pytest.raises(ValueError, match="walks"):
        quantity(lambda ids: {})


def test_a_past_day_is_no_obstacle(station, crew):
    with acting_on(dt.date(YEAR, 12, 20)):
        assert services.open_year(station=station, year=YEAR, by=BY).year == YEAR
