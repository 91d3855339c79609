"""Pages of the yearly appraisal: what they show, to whom, and the neighbour's row that is not there."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.urls import reverse

from liangzhan.audit.models import Event
from liangzhan.staff.models import AppraisalCard, AppraisalObjection, AppraisalYear
from liangzhan.staff.queries.appraisal_card import stages_of
from liangzhan.staff.queries.appraisal_facts import facts_of
from liangzhan.toolkit.periods import today
from tests.factories.staff import make_colleague, make_post, make_worker
from tests.factories.stations import make_photo
from tests.factories.talent import make_appraisal, make_card

STATES = ("DRAFT", "PUBLICITY", "FINAL", "APPEAL")
YEAR = today().year - 1


@pytest.fixture
def colleague(station):
    return make_colleague("陈社工", station)


@pytest.fixture
def year(station):
    return make_appraisal(station, YEAR)


@pytest.fixture
def card(year, colleague):
    return make_card(year, colleague[1])


@pytest.fixture
def neighbours(neighbour_station):
    """The same next door, so that a refusal is for the place."""
    made = make_appraisal(neighbour_station, YEAR)
    return made, make_card(made, make_worker("邻站人员", station=neighbour_station))


def at(name, row=None):
    return reverse(f"staff:{name}", args=[row.pk] if row is not None else [])


def post(client, address, given=None, **more):
    """A deed: it writes notices and records, so it may take more queries than a page."""
    with client.allow(70):
        return client.post(address, given or {}, **more)


def text(response):
    return response.content.decode()


class TestList:
    def test_counts(self, station_head, year, card, neighbours):
        page = text(station_head.client.get(at("appraisal-list")))
        assert f"{YEAR} 年" in page
        assert year.station.name in page
        assert neighbours[0].station.name not in page

    def test_filter(self, station_head, year):
        assert year.station.name in text(station_head.client.get(at("appraisal-list") + f"?year={YEAR}"))
        assert "没有符合条件的考核" in text(station_head.client.get(at("appraisal-list") + "?year=2020"))

    def test_nothing_yet_and_what_to_open(self, station_head, station, colleague):
        page = text(station_head.client.get(at("appraisal-list")))
        assert "还没有年度考核" in page
        assert at("open-appraisal", station) in page

    @pytest.mark.parametrize("count", [1, 3])
    def test_queries(self, station_head, station, count):
        for back in range(count):
            make_card(make_appraisal(station, YEAR - back), make_worker("某某"))
        station_head.client.get(at("appraisal-list"))
        assert station_head.client.queries == LIST_QUERIES

    def test_forbidden(self, social_worker):
        assert social_worker.client.get(at("appraisal-list")).status_code == 403


LIST_QUERIES = 9


class TestOpening:
    def test_opens(self, station_head, station, colleague):
        page = station_head.client.get(at("open-appraisal", station))
        assert "中途离岗的按在岗时间考核" in text(page)
        done = post(station_head.client, at("open-appraisal", station), {"year": YEAR})
        assert done["Location"] == at("appraisal-page", AppraisalYear.objects.get())
        again = post(station_head.client, at("open-appraisal", station), {"year": YEAR})
        assert (again.status_code, "已经建立" in text(again)) == (422, True)

    def test_not_for_the_neighbour_nor_the_worker(self, neighbour_head, social_worker, station, committee_member):
        assert post(neighbour_head.client, at("open-appraisal", station), {"year": YEAR}).status_code == 404
        assert post(social_worker.client, at("open-appraisal", station), {"year": YEAR}).status_code == 403
        assert post(committee_member.client, at("open-appraisal", station), {"year": YEAR}).status_code == 403


PAGES = ["appraisal-page", "appraisal-export", "publicity-page"]
DEEDS = ["start-self", "publish-appraisal", "finish-appraisal"]


class TestYear:
    def test_who_stands_where(self, station_head, year, card):
        page = text(station_head.client.get(at("appraisal-page", year)))
        for words in ("陈社工", "等待本人自评", "录入纸质自评", "30 分", "90 分以上"):
            assert words in page

    @pytest.mark.parametrize("count", [1, 3])
    def test_queries(self, station_head, year, count):
        for _ in range(count):
            make_card(year, make_worker("某某"), "REVIEW")
        station_head.client.get(at("appraisal-page", year))
        assert station_head.client.queries == 11

    @pytest.mark.parametrize("name", PAGES)
    def test_the_neighbour(self, neighbour_head, year, name):
        assert neighbour_head.client.get(at(name, year)).status_code == 404

    @pytest.mark.parametrize("name", DEEDS)
    def test_deeds_of_the_neighbour_and_of_the_worker(self, neighbour_head, social_worker, year, name):
        assert post(neighbour_head.client, at(name, year)).status_code == 404
        assert post(social_worker.client, at(name, year)).status_code == 403

    def test_start_publish_finish(self, station_head, year, colleague):
        card = make_card(year, colleague[1], "DRAFT")
        post(station_head.client, at("start-self", year))
        assert AppraisalCard.objects.get().state == "SELF"
        AppraisalCard.objects.filter(pk=card.pk).update(state="REVIEW", grade="QUALIFIED", score=D(80))
        assert "开始公示" in text(station_head.client.get(at("publish-appraisal", year)))
        post(station_head.client, at("publish-appraisal", year))
        assert AppraisalCard.objects.get().state == "PUBLICITY"
        refused = post(station_head.client, at("finish-appraisal", year), follow=True)
        assert "公示还没有结束" in text(refused)
        AppraisalCard.objects.filter(pk=card.pk).update(publicity_until_on=today() - dt.timedelta(days=1))
        post(station_head.client, at("finish-appraisal", year))
        assert AppraisalCard.objects.get().state == "FINAL"
        assert "结果告知单" in text(station_head.client.get(at("appraisal-page", year)))

    def test_export_is_recorded(self, station_head, year, card):
        found = station_head.client.get(at("appraisal-export", year))
        assert found["Content-Type"].startswith("application/vnd.openxmlformats")
        assert Event.objects.get(name="appraisal.exported").details == {"rows": 1}


class TestPublicity:
    @pytest.fixture
    def shown(self, year, colleague):
        return make_card(
            year, colleague[1], "PUBLICITY", publicity_on=today(), publicity_until_on=today(), score=D("81.25")
        )

    def test_names_and_grades_only(self, social_worker, shown, year):
        page = text(social_worker.client.get(at("publicity-page", year)))
        assert "陈社工" in page
        assert "合格" in page
        assert "81.25" not in page
        paper = social_worker.client.get(at("publicity-paper", year))
        assert paper.content.startswith(b"%PDF")

    def test_nothing_to_show(self, social_worker, year, card):
        page = text(social_worker.client.get(at("publicity-page", year)))
        assert "现在没有正在公示的结果" in page
        assert "提出异议" not in page
        assert social_worker.client.get(at("publicity-paper", year)).status_code == 404

    def test_objection(self, social_worker, committee_member, neighbour_head, shown, year):
        assert post(neighbour_head.client, at("file-objection", shown), {"text": "某"}).status_code == 404
        post(social_worker.client, at("file-objection", shown), {"text": "加班未计"})
        row = AppraisalObjection.objects.get()
        assert "加班未计" in text(committee_member.client.get(at("appraisal-page", year)))
        assert "加班未计" in text(committee_member.client.get(at("answer-objection", row)))
        assert neighbour_head.client.get(at("answer-objection", row)).status_code == 404
        post(committee_member.client, at("answer-objection", row), {"upheld": "False", "answer": "已核对"})
        assert "已核对" in text(committee_member.client.get(at("appraisal-card", shown)))


class TestReview:
    @pytest.fixture
    def waiting(self, year, colleague):
        return make_card(year, colleague[1], "REVIEW", statement="走访 40 户。")

    def good(self, **changes):
        given = {
            "political_fit": "True",
            "political_note": "遵守纪律",
            "points_quality": "90",
            "note_quality": "看档案",
        }
        return {**given, **changes}

    def test_form_shows_numbers_and_asks_for_the_rest(self, station_head, waiting):
        page = text(station_head.client.get(at("review-card", waiting)))
        for words in ("走访 40 户。", "暂无数据", "服务质量打分依据", "学时 0"):
            assert words in page
        assert "服务数量得分" not in page
        assert "学习培训得分" not in page

    def test_saves_and_comes_back_with_what_was_said(self, station_head, waiting):
        post(station_head.client, at("review-card", waiting), self.good())
        held = AppraisalCard.objects.get()
        assert (held.score, held.grade) == (D("67.50"), "BASIC")
        page = text(station_head.client.get(at("review-card", waiting)))
        assert "看档案" in page
        assert "看档案" in text(station_head.client.get(at("appraisal-card", waiting)))

    def test_mistakes_lose_nothing(self, station_head, waiting):
        found = post(station_head.client, at("review-card", waiting), self.good(note_quality=""))
        assert found.status_code == 422
        assert "请写明“服务质量”打分的依据" in text(found)
        assert "遵守纪律" in text(found)

    def test_refusal_in_words(self, station_head, year, committee_member):
        own = make_card(year, make_worker("张站长"), "REVIEW", above="HEAD")
        assert "您是本站站长" in text(station_head.client.get(at("review-card", own)))
        assert "保存评议" in text(committee_member.client.get(at("review-card", own)))

    def test_return(self, station_head, waiting):
        assert station_head.client.get(at("return-card", waiting)).status_code == 200
        post(station_head.client, at("return-card", waiting), {"reason": "请补充"})
        assert AppraisalCard.objects.get().state == "SELF"

    @pytest.mark.parametrize("name", ["appraisal-card", "review-card", "return-card", "result-slip"])
    def test_the_neighbour(self, neighbour_head, waiting, name):
        assert neighbour_head.client.get(at(name, waiting)).status_code == 404

    def test_a_colleague_sees_no_card(self, social_worker, waiting):
        assert social_worker.client.get(at("appraisal-card", waiting)).status_code == 403

    def test_an_unsent_statement_is_not_shown_to_others(self, station_head, year, colleague):
        draft = make_card(year, colleague[1], "SELF", statement="还没写完")
        assert "还没写完" not in text(station_head.client.get(at("appraisal-card", draft)))


class TestPaperWays:
    def test_statement(self, station_head, card):
        station_head.client.get(at("paper-statement", card))
        post(station_head.client, at("paper-statement", card), {"text": "手写", "scan": make_photo()})
        assert AppraisalCard.objects.get().state == "REVIEW"

    def test_skip(self, station_head, card):
        post(station_head.client, at("skip-statement", card), {"reason": "已离岗"})
        assert AppraisalCard.objects.get().state == "REVIEW"

    def test_appeal(self, station_head, year, colleague):
        card = make_card(year, colleague[1], "FINAL", appeal_until_on=today(), final_on=today())
        post(station_head.client, at("paper-appeal", card), {"text": "手写", "scan": make_photo()})
        assert AppraisalCard.objects.get().state == "APPEAL"
        assert station_head.client.get(at("result-slip", card)).content.startswith(b"%PDF")


class TestMine:
    def test_list_and_page(self, colleague, card, neighbours):
        me = colleague[0].client
        assert f"{YEAR} 年度" in text(me.get(at("my-appraisal-list")))
        page = text(me.get(at("my-appraisal", card)))
        assert "字数多少不影响得分" in page
        assert "服务质量" in page
        assert me.get(at("my-appraisal", neighbours[1])).status_code == 404

    def test_draft_then_sent(self, colleague, card):
        me = colleague[0].client
        post(me, at("my-appraisal", card), {"text": "草稿", "draft": "1"})
        assert (AppraisalCard.objects.get().state, AppraisalCard.objects.get().statement) == ("SELF", "草稿")
        assert "草稿" in text(me.get(at("my-appraisal", card)))
        post(me, at("my-appraisal", card), {"text": "走访 40 户"})
        assert AppraisalCard.objects.get().state == "REVIEW"

    def test_a_colleagues_card_is_not_there(self, station, card):
        other = make_colleague("另一人", station)[0].client
        assert other.get(at("my-appraisal", card)).status_code == 404
        assert post(other, at("my-appeal", card), {"text": "某"}).status_code == 404
        assert other.get(at("my-slip", card)).status_code == 404

    def test_account_without_person(self, social_worker, card):
        assert "账户还没有与人员登记关联" in text(social_worker.client.get(at("my-appraisal-list")))
        assert social_worker.client.get(at("my-appraisal", card)).status_code == 404

    def test_result_slip_and_appeal(self, colleague, year):
        card = make_card(year, colleague[1], "FINAL", appeal_until_on=today(), final_on=today())
        me = colleague[0].client
        assert "前申诉一次" in text(me.get(at("my-appraisal", card)))
        assert me.get(at("my-slip", card)).content.startswith(b"%PDF")
        assert "只能申诉一次" in text(me.get(at("my-appeal", card)))
        post(me, at("my-appeal", card), {"text": "学时漏计"})
        assert AppraisalCard.objects.get().state == "APPEAL"

    def test_own_card_of_a_station_one_has_left(self, colleague, neighbour_station):
        old = make_card(make_appraisal(neighbour_station, YEAR), colleague[1], "FINAL", appeal_until_on=today())
        assert colleague[0].client.get(at("my-appraisal", old)).status_code == 200

    def test_no_grade_before_publicity(self, colleague, year):
        card = make_card(year, colleague[1], "REVIEW", grade="FAILED", score=D(12))
        assert "不合格" not in text(colleague[0].client.get(at("my-appraisal", card)))


def test_the_stages_of_a_card(year, colleague):
    now = {state: [one["status"] for one in stages_of(make_card(year, make_worker(state), state))] for state in STATES}
    assert now == {
        "DRAFT": ["next"] * 4,
        "PUBLICITY": ["done", "done", "now", "next"],
        "FINAL": ["done"] * 4,
        "APPEAL": ["done", "done", "done", "now"],
    }
    assert facts_of([]) == {}


class TestAppeals:
    @pytest.fixture
    def appealed(self, year, colleague):
        return make_card(year, colleague[1], "APPEAL", appeal_text="学时漏计", appeal_until_on=today())

    def test_queue_and_decision(self, street_officer, appealed):
        client = street_officer.client
        assert "陈社工" in text(client.get(at("appeal-queue")))
        assert "学时漏计" in text(client.get(at("decide-appeal", appealed)))
        post(client, at("decide-appeal", appealed), {"grade": "EXCELLENT", "reason": "补计学时"})
        assert AppraisalCard.objects.get().grade == "EXCELLENT"
        assert "没有待处理的申诉" in text(client.get(at("appeal-queue")))

    def test_next_door(self, neighbour_county, station_head, appealed):
        assert "陈社工" not in text(neighbour_county.client.get(at("appeal-queue")))
        assert neighbour_county.client.get(at("decide-appeal", appealed)).status_code == 404
        assert station_head.client.get(at("decide-appeal", appealed)).status_code == 403


def test_an_ended_grant_sees_nothing(station_head, year):
    from liangzhan.accounts.models import Grant

    Grant.objects.filter(user=station_head.user).update(valid_to=today() - dt.timedelta(days=1))
    assert station_head.client.get(at("appraisal-page", year)).status_code == 403


def test_a_head_of_two_stations_reaches_both(station, neighbour_station, year):
    from liangzhan.access.roles import Role
    from tests.factories.accounts import grant, make_person

    head = make_person("双站站长", Role.STATION_HEAD, station=station)
    grant(head.user, Role.STATION_HEAD, station=neighbour_station)
    make_post(make_worker("某某"), neighbour_station)
    other = make_appraisal(neighbour_station, YEAR)
    assert head.client.get(at("appraisal-page", year)).status_code == 200
    assert head.client.get(at("appraisal-page", other)).status_code == 200
