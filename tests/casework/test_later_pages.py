"""Pages of closing, follow-up, referral, side states: they work, the neighbour and the former member meet 404."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from liangzhan.audit.models import Reading
from liangzhan.casework.models import Case, CaseMember, Closing, FollowUp, Referral
from liangzhan.staff.models import Post
from liangzhan.toolkit.periods import today
from tests.casework.land import send
from tests.factories.casework import ago
from tests.factories.casework_later import make_closing, make_follow_up, make_formal, make_referral
from tests.factories.documents import image_bytes


def at(name, pk):
    return reverse(f"casework:{name}", args=[pk])


def text(answer):
    return answer.content.decode()


@pytest.fixture
def typed(land):
    """C-08 as a worker fills it in."""
    return {
        "reason": "GOAL_MET",
        "on": f"{today():%Y-%m-%d}",
        "progress_1": "70",
        **{f"scale_{number}": "4" for number in range(1, 9)},
        "satisfaction": "5",
        "client_opinion": "比以前好多了",
        "separation": "当面道别",
        "follow_up_plan": "一个月后电话回访",
    }


class TestCasePage:
    def test_shows_what_comes_later(self, land):
        closing = make_closing(land.case, approved=ago(10))
        make_follow_up(closing, ago(-20))
        make_referral(land.case)
        answer = land.worker.client.get(at("case-page", land.case.pk))
        for words in ("已结案", "登记回访", "重开个案", "示例医院", "督导和站长的意见"):
            assert (words, words in text(answer)) == (words, words != "督导和站长的意见")
        assert land.worker.client.queries <= 25

    def test_the_head_gives_an_opinion(self, land):
        client = land.head.client
        assert "出具意见" in text(client.get(at("case-page", land.case.pk)))
        assert client.queries <= 25
        send(client, at("opinion-add", land.case.pk), {"about": "PLAN", "agrees": "yes", "text": "可以"})
        assert "可以" in text(client.get(at("case-page", land.case.pk)))


class TestClosing:
    def test_asked_returned_mended_approved(self, land, typed):
        send(land.worker.client, at("closing-add", land.case.pk), typed)
        closing = Closing.objects.get()
        assert (closing.goal_percent, closing.score.total) == (70, 32)
        page = at("closing-page", closing.pk)
        assert "等待站长审批" in text(land.worker.client.get(page))
        assert "批准结案" in text(land.head.client.get(page))
        send(land.head.client, at("closing-return", closing.pk), {"reason": "请补充遗留问题"})
        assert "请补充遗留问题" in text(land.worker.client.get(page))
        form = text(land.worker.client.get(at("closing-add", land.case.pk)))
        assert "比以前好多了" in form
        send(land.worker.client, at("closing-add", land.case.pk), {**typed, "open_issues": "仍独居"})
        send(land.head.client, at("closing-approve", closing.pk), {"note": ""})
        assert Case.objects.get(pk=land.case.pk).closed_on == today()
        assert Reading.objects.filter(page="casework:closing-page", object_ids=[str(land.case.uuid)]).exists()

    def test_a_refusal_loses_nothing(self, land, typed):
        answer = send(land.worker.client, at("closing-add", land.case.pk), {**typed, "satisfaction": ""})
        assert answer.status_code == 422
        assert "请服务对象评价满意度" in text(answer)
        assert "比以前好多了" in text(answer)

    def test_follow_up_reopens(self, land):
        row = make_follow_up(make_closing(land.case, approved=ago(10)))
        given = {
            "done_on": f"{today():%Y-%m-%d}",
            "mode": "PHONE",
            "outcome": "WORSE",
            "note": "又摔了",
            "reopen": "on",
        }
        send(land.worker.client, at("follow-up-done", row.pk), given)
        assert FollowUp.objects.get(pk=row.pk).outcome == "WORSE"
        assert Case.objects.get(pk=land.case.pk).state == "REOPENED"


class TestReferral:
    def given(self, **changed):
        return {
            "reason": "PROFESSION",
            "to_agency": "示例医院",
            "items": ["NAME", "PROBLEM"],
            "letter": "请提供心理治疗",
            "on": f"{today():%Y-%m-%d}",
            "follow_up_on": f"{today() + dt.timedelta(days=14):%Y-%m-%d}",
            "way": "",
            "without_consent": "LIFE",
            **changed,
        }

    def test_sent_printed_settled(self, land):
        client = land.worker.client
        send(client, at("referral-add", land.case.pk), self.given())
        referral = Referral.objects.get()
        assert "王小明" in text(client.get(at("referral-page", referral.pk)))
        for name, pk in (("referral-letter", referral.pk), ("referral-consent", land.case.pk)):
            assert client.get(at(name, pk))["Content-Type"] == "application/pdf"
        send(client, at("referral-settle", referral.pk), {"to": "NOT_ACCEPTED", "answer": "没有床位"})
        again = self.given(to_agency="示例律所", way="SCREEN", without_consent="")
        again["signature"] = SimpleUploadedFile("s.jpg", image_bytes(), "image/jpeg")
        send(client, at("referral-again", referral.pk), again)
        assert set(Referral.objects.values_list("state", flat=True)) == {"AGAIN", "PENDING"}
        assert Referral.objects.get(to_agency="示例律所").consent.about.startswith("提供给：示例律所")

    def test_without_consent_nothing_goes(self, land):
        answer = send(land.worker.client, at("referral-add", land.case.pk), self.given(without_consent=""))
        assert (answer.status_code, Referral.objects.count()) == (422, 0)
        assert "单独同意" in text(answer)

    def test_the_receiving_station_sees_the_named_and_no_more(self, land, neighbour_station):
        make_referral(land.case, to_station=neighbour_station)
        referral, client = Referral.objects.get(), land.near.client
        listed = text(client.get(reverse("casework:incoming-list")))
        assert "王小明" not in listed
        assert land.case.station.name in listed
        page = text(client.get(at("incoming-page", referral.pk)))
        assert "王小明" in page
        for hidden in ("示例问题", land.case.number, "示例过程"):
            assert hidden not in page
        assert client.get(at("case-page", land.case.pk)).status_code == 404
        assert client.get(at("referral-page", referral.pk)).status_code == 404
        send(client, at("incoming-answer", referral.pk), {"to": "ACCEPTED", "answer": ""})
        assert "接案" in text(client.get(at("incoming-page", referral.pk)))
        assert client.get(at("case-page", land.case.pk)).status_code == 404
        for other in (land.worker, land.other):
            assert other.client.get(at("incoming-page", referral.pk)).status_code == 404

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_list_asks_the_same_for_one_and_three(self, land, neighbour_station, rows):
        for _ in range(rows):
            make_referral(land.case, to_station=neighbour_station)
        client = land.near.client
        client.get(reverse("casework:incoming-list"))
        assert client.queries == 8


class TestSides:
    def test_suspended_and_resumed(self, land):
        client = land.worker.client
        send(client, at("case-suspend", land.case.pk), {"reason": "AWAY"})
        assert "恢复个案" in text(client.get(at("case-page", land.case.pk)))
        send(client, at("case-resume", land.case.pk))
        assert Case.objects.get(pk=land.case.pk).state == "ACTIVE"

    def test_transferred_by_the_head(self, land):
        Post.objects.filter(worker=land.lead).update(ends_on=ago(1))
        client = land.head.client
        listed = text(client.get(reverse("casework:stranded-list")))
        assert land.case.number in listed
        assert "甲社工" in listed
        given = {
            "to": land.other_worker.pk,
            "reason": "POST_ENDED",
            "client_agreed": "yes",
            "on": f"{today():%Y-%m-%d}",
        }
        send(client, at("case-transfer", land.case.pk), given)
        assert CaseMember.objects.live().get(case=land.case, role="LEAD").worker == land.other_worker
        assert "没有待转的个案" in text(client.get(reverse("casework:stranded-list")))

    def test_a_member_who_does_not_lead_cannot_transfer(self, land):
        CaseMember.objects.filter(case=land.case).update(role="MEMBER")
        assert land.worker.client.get(at("case-transfer", land.case.pk)).status_code == 404


def test_own_file_leaves_others_out(land):
    land.case.assessments.update(on=ago(25))
    assessment = land.case.assessments.get()
    assessment.family, assessment.physical = "女儿酗酒", "行走不便"
    assessment.save()
    contact = land.case.contacts.first()
    contact.reflection, contact.present = "我有些急躁", "邻居老李"
    contact.save()
    page = text(land.worker.client.get(at("own-file", land.case.pk)))
    for shown in ("行走不便", "示例过程", "示例总目标"):
        assert shown in page
    for hidden in ("女儿酗酒", "我有些急躁", "邻居老李", "本人求助"):
        assert hidden not in page


@pytest.fixture
def everything(land):
    """(name, pk) of every page about the case or a paper of it."""
    closing = make_closing(land.case)
    referral = make_referral(land.case, state="RETURNED")
    follow_up = make_follow_up(closing)
    of_case = (
        "closing-add",
        "referral-add",
        "referral-consent",
        "case-suspend",
        "case-reopen",
        "case-transfer",
        "own-file",
    )
    return [
        *((name, land.case.pk) for name in of_case),
        ("closing-page", closing.pk),
        ("follow-up-done", follow_up.pk),
        *((name, referral.pk) for name in ("referral-page", "referral-again", "referral-settle", "referral-letter")),
    ]


def test_nobody_else_reaches_anything(land, everything):
    """The neighbour, the colleague who is not on the team, the former member: as if it were not there."""
    make_formal(land.case.station, land.other_worker)
    land.worker.client.get("/")
    for who in (land.near, land.other):
        found = {name: who.client.get(at(name, pk)).status_code for name, pk in everything}
        assert found == dict.fromkeys(found, 404)
    CaseMember.objects.filter(case=land.case).update(ended_on=ago(1))
    found = {name: land.worker.client.get(at(name, pk)).status_code for name, pk in everything}
    assert found == dict.fromkeys(found, 404)


def test_the_team_reaches_everything(land, everything):
    found = {name: land.worker.client.get(at(name, pk)).status_code for name, pk in everything}
    assert found == dict.fromkeys(found, 200)
