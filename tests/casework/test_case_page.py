"""The page of a case: shown to its team and the head, on record; everybody else meets 404 or 403."""

import io

import openpyxl
import pytest
from django.urls import reverse

from liangzhan.audit.models import Reading
from liangzhan.casework.models import CaseMember
from liangzhan.protection.services.crises import open_crisis
from liangzhan.toolkit.periods import moment, today
from tests.casework.test_services_sealed import opened
from tests.factories.accounts import make_person
from tests.factories.casework import ago, make_agreement, make_case, make_member, make_review, make_scores
from tests.factories.people import make_individual


def page(case):
    return reverse("casework:case-page", args=[case.pk])


def test_the_whole_case_in_one_page_and_on_record(ground, sign_in):
    case = ground.case(papers=True, contacts=7)
    make_scores(case, "PRE", each=2, on=ago(25))
    make_scores(case, "POST", each=4)
    make_review(case)
    make_member(case, ground.worker_b)
    client = sign_in(ground.a.user)
    answer = client.get(page(case))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert client.queries <= 25
    for words in (
        case.number,
        "甲社工（主责社工",
        "乙社工（协办社工",
        "7 次",
        "示例目标",
        "↑ 16",
        "示例结论",
        "当面说明",
        "示例发现",
    ):
        assert words in text
    readings = Reading.objects.filter(page="casework:case-page", shown_class="P3")
    assert readings.get().object_ids == [str(case.uuid)]


def test_an_open_crisis_stands_on_top(ground, sign_in):
    case = ground.case(papers=True)
    given = {"person": case.person, "station": ground.station, "found_at": moment(), "how_found": "家访时发现"}
    open_crisis(
        **given, domains=["HEALTH"], level="4", facts_observed="示例", worker=ground.worker_a, by=ground.a.actor
    )
    assert "危机处置中" in sign_in(ground.a.user).get(page(case)).content.decode()


def test_each_phase_has_its_next_step(ground, sign_in):
    client = sign_in(ground.a.user)
    undecided = ground.case(accepted=False)
    assert "决定是否接案" in client.get(page(undecided)).content.decode()
    case = ground.case()
    assert "签服务同意书" in client.get(page(case)).content.decode()
    make_agreement(case)
    assert "做预估" in client.get(page(case)).content.decode()
    withdrawn = ground.case()
    make_agreement(withdrawn, withdrawn_on=today(), withdrawn_by=ground.a.actor)
    assert "撤回服务同意。只能记录" in client.get(page(withdrawn)).content.decode()


def test_who_does_not_see_it(ground, sign_in, neighbour_head, county_officer, committee_member):
    case = ground.case(papers=True)
    former = make_member(case, ground.worker_b, ended_on=today())
    for user in (ground.near.user, ground.b.user, neighbour_head.user):
        assert sign_in(user).get(page(case)).status_code == 404
    keeper = make_person("孙工作人员", "VS_KEEPER", station=ground.station)
    for user in (county_officer.user, committee_member.user, keeper.user):
        assert sign_in(user).get(page(case)).status_code == 403
    assert sign_in(ground.boss.user).get(page(case)).status_code == 200
    CaseMember.objects.filter(pk=former.pk).update(ended_on=None)
    assert sign_in(ground.b.user).get(page(case)).status_code == 200
    ended = ground.b.user.grants.get()
    ended.valid_to = ago(1)
    ended.save()
    assert sign_in(ground.b.user).get(page(case)).status_code in (403, 404)


def test_a_sealed_case_is_there_for_its_team_alone(ground, sign_in):
    case = opened(ground)
    assert sign_in(ground.a.user).get(page(case)).status_code == 200
    assert sign_in(ground.b.user).get(page(case)).status_code == 404
    CaseMember.objects.filter(worker=ground.worker_boss).delete()
    assert sign_in(ground.boss.user).get(page(case)).status_code == 404


def test_without_a_second_factor_nobody_gets_here(ground):
    from tests.harness.sessions import signed_in_client  # noqa: PLC0415 -- one test only

    case = ground.case()
    assert signed_in_client(ground.a.user, second_factor=False).get(page(case)).status_code == 302


class TestTeamPages:
    @pytest.mark.parametrize("who", ["a", "boss"])
    def test_lead_and_head_change_the_team(self, ground, sign_in, who):
        case = ground.case()
        client = sign_in(getattr(ground, who).user)
        where = reverse("casework:member-add", args=[case.pk])
        assert "乙社工" in client.get(where).content.decode()
        assert client.post(where, {"worker": ground.worker_b.pk, "role": "MEMBER"}).status_code == 302
        member = CaseMember.objects.get(case=case, worker=ground.worker_b)
        end = reverse("casework:member-end", args=[case.pk, member.pk])
        assert "乙社工退出团队" in client.get(end).content.decode()
        assert client.post(end, {"reason": "调整"}).status_code == 302
        assert client.get(end).status_code == 404

    def test_a_member_does_not(self, ground, sign_in):
        case = ground.case()
        make_member(case, ground.worker_b)
        assert sign_in(ground.b.user).get(reverse("casework:member-add", args=[case.pk])).status_code == 404

    def test_a_nickname_for_supervision(self, ground, sign_in):
        case = ground.case()
        client = sign_in(ground.a.user)
        where = reverse("casework:case-nickname", args=[case.pk])
        assert client.get(where).status_code == 200
        assert client.post(where, {"nickname": "王小明"}).status_code == 422
        assert client.post(where, {"nickname": "松树"}).status_code == 302
        case.refresh_from_db()
        assert case.nickname == "松树"


class TestList:
    def test_mine_and_the_stations_by_filters(self, ground, sign_in):
        late = ground.case(opened_on=ago(40))
        for _ in range(2):
            make_case(ground.station, make_individual("李某某", station=ground.station), ground.worker_b, papers=True)
        own = sign_in(ground.a.user)
        where = reverse("casework:case-list")
        assert own.get(where).content.decode().count("</tr>") == 2
        with_one = own.queries
        head = sign_in(ground.boss.user)
        assert "您还没有个案" in head.get(where).content.decode()
        text = head.get(where, {"whose": "station"}).content.decode()
        assert text.count("</tr>") == 4
        assert head.queries <= with_one + 2 <= 25  # the head is also offered the workers as a filter
        assert head.get(where, {"whose": "station", "late": "on"}).content.decode().count("</tr>") == 2
        assert late.number in head.get(where, {"whose": "station", "phase": "INTAKE"}).content.decode()
        by_worker = head.get(where, {"whose": "station", "worker": ground.worker_b.pk}).content.decode()
        assert by_worker.count("</tr>") == 3
        assert "没有符合条件的个案" in head.get(where, {"whose": "station", "category": "E1"}).content.decode()
        assert Reading.objects.filter(page="casework:case-list").exists()

    def test_the_neighbour_and_the_keeper(self, ground, sign_in):
        case = ground.case()
        assert case.number not in sign_in(ground.near.user).get(reverse("casework:case-list")).content.decode()
        keeper = make_person("孙工作人员", "VS_KEEPER", station=ground.station)
        assert sign_in(keeper.user).get(reverse("casework:case-list")).status_code == 403

    def test_the_workbook_has_no_names(self, ground, sign_in):
        ground.case(papers=True, contacts=1)
        answer = sign_in(ground.a.user).get(reverse("casework:case-export"))
        assert answer.status_code == 200
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        cells = [str(cell) for row in book.active.values for cell in row]
        assert "咨询" in cells and "介入" in cells
        assert not any("王小明" in cell or "王*明" in cell for cell in cells)
