"""C-07, C-08, C-09, C-11 as papers: every line of the form stands on them; the letter of a referral is a PDF."""

import pytest
from django.urls import reverse

from liangzhan.casework.exports_later import referral_letter
from liangzhan.casework.models import Closing
from liangzhan.casework.queries.sheets import blank_sheet, sheet_of
from liangzhan.casework.queries.sheets_later import approval_words, blank_consent
from liangzhan.toolkit.periods import today
from tests.factories.casework import ago, make_case, make_scores
from tests.factories.casework_later import make_closing, make_follow_up, make_opinion, make_referral
from tests.factories.people import BY


def facts(sheet):
    return dict(sheet["facts"])


def test_referral(land, neighbour_station):
    row = make_referral(land.case, state="ACCEPTED", answer="已预约", contact="王医生")
    sheet = sheet_of(land.case, "referral", row.pk)
    assert facts(sheet)["同意日期"] == "未经同意：紧急情况下保护生命健康"
    assert (facts(sheet)["转到"], facts(sheet)["联系人和电话"]) == ("示例医院", "王医生")
    assert sheet["tables"][0]["rows"] == [["姓名或称呼", "王小明"]]
    assert dict(sheet["texts"])["接收方答复"] == "已预约"
    to_station = make_referral(land.case, to_station=neighbour_station)
    assert facts(sheet_of(land.case, "referral", to_station.pk))["转到"] == neighbour_station.name


def test_closing(land):
    aim = str(land.case.plans.get().objectives.get().uuid)
    score = make_scores(land.case, "POST", each=4)
    row = make_closing(land.case, progress={aim: 85}, score=score, open_issues="仍独居")
    sheet = sheet_of(land.case, "closing", row.pk)
    found = facts(sheet)
    assert (found["结案日期"], found["目标达成率"], found["服务后社会功能总分"], found["满意度"]) == (
        "—",
        "80%",
        "32",
        "4 分",
    )
    assert sheet["tables"][0]["rows"] == [["1", "示例目标", "85%"]]
    assert dict(sheet["texts"])["遗留问题"] == "仍独居"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "待审批"),
        ({"returned_on": today()}, "退回"),
        ({"approved_on": today(), "approved_by": BY, "self_closed": True}, "本站无第二人，由申请人办理"),
        ({"approved_on": today(), "approved_by": BY}, f"{BY.label} {today():%Y-%m-%d}"),
    ],
)
def test_approval_in_words(fields, words):
    assert approval_words(Closing(**fields)) == words


def test_follow_up_and_opinion(land):
    row = make_follow_up(make_closing(land.case, approved=ago(10)), mode="PHONE", outcome="STABLE", done_on=today())
    found = facts(sheet_of(land.case, "follow_up", row.pk))
    assert (found["方式"], found["状况"], found["需要重开"]) == ("电话", "稳定", "否")
    for agrees, missing, words in ((True, False, ("同意", BY.label)), (None, True, ("—", "暂无督导"))):
        opinion = make_opinion(land.case, agrees=agrees, missing=missing)
        found = facts(sheet_of(land.case, "opinion", opinion.pk))
        assert (found["是否同意"], found["出具人"]) == words


def test_a_paper_of_another_case_is_none(land, station):
    other = make_referral(make_case(station, worker=land.other_worker))
    assert sheet_of(land.case, "referral", other.pk) is None


def test_set_on_paper(land):
    assert "□ 住址" in dict(blank_sheet(land.case, blank_consent())["texts"])["提供的资料（逐项勾选）"]
    row = make_referral(land.case)
    assert referral_letter(row, [("姓名或称呼", "王小明")]).startswith(b"%PDF")
    answer = land.worker.client.get(reverse("casework:form-print", args=[land.case.pk, "referral", row.pk]))
    assert answer.content.startswith(b"%PDF")
