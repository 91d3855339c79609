"""C-01 … C-09 and C-11: every line of docs/forms.md is typed into its page, saved, and read back from its column."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from liangzhan.casework.models import Case, Contact, Objective, Referral
from liangzhan.people.models import Card
from liangzhan.people.rules.family import GuardianFacts
from liangzhan.people.services.family import save_guardian
from liangzhan.people.services.households import save_household
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today
from tests.factories.acceptance import picture
from tests.factories.casework import ago, make_agreement, make_assessment
from tests.factories.casework_later import make_closing, make_follow_up
from tests.formbook.filling import Filling

SCALE = {f"scale_{number}": str(1 + number % 5) for number in range(1, 9)}
SCORES = "[2, 3, 4, 5, 1, 2, 3, 4]"


def day(days: int) -> str:
    """So many days from today, as a form writes it."""
    return f"{today() + dt.timedelta(days=days):%Y-%m-%d}"


def type_in(client, name, pk, given):
    """(the empty page, after its form was sent and taken)."""
    where = reverse(f"casework:{name}", args=[pk])
    page = client.get(where).content.decode()
    with client.allow(90):
        answer = client.post(where, given)
    assert answer.status_code == 302, re.findall(r"还没有保存.*?</ul>", answer.content.decode(), re.S)
    return page


@pytest.fixture
def own(ground, sign_in):
    return sign_in(ground.a.user)


def test_c01(ground, own):
    house = save_household(station=ground.station, head=ground.client, by=ground.a.actor)
    given = {
        "station": ground.station.pk, "on": day(-1), "source": "OUTREACH", "problem": "独居，近来不愿出门。",
        "prior_help": "去年社区送过餐。", "urgency": "2", "risks": ["HEALTH"], "risk_note": "血压高。",
        "decision": "ACCEPT", "reason": "符合接案条件。",
    }  # fmt: skip
    page = type_in(own, "case-open", ground.client.uuid, given)
    case, form = Case.objects.get(), Filling("C-01")
    assert case.household == house
    kept = {"risk screen: domains": "身体健康危险：血压高。", "risk screen: words": "身体健康危险：血压高。"}
    form.filled(page, given, case, case.intake, case.members.get(), kept=kept)
    form.only()


def minor(ground, years):
    """The client is so old, as the station was told, and has a guardian."""
    Card.objects.filter(person=ground.client).update(born_on=today() - dt.timedelta(days=365 * years + 10))
    facts = GuardianFacts(relation="PARENT", evidence="BOOKLET", valid_from=ago(400), name="示例监护人")
    save_guardian(person=ground.client, station=ground.station, facts=facts, by=ground.a.actor)


AGREED = {
    "limits_explained": "on", "recording": "on", "photo": "on", "sharing": "社区卫生服务中心：用药情况。",
    "on": day(-1), "from_on": day(0), "to_on": day(180),
}  # fmt: skip


def test_c02(ground, own):
    form = Filling("C-02")
    for way in (
        {"way": "THUMB", "witness": "示例见证人", "paper": picture()},
        {"way": "SCREEN", "signature": picture()},
        {"way": "GUARDIAN", "signer": "示例监护人", "paper": picture()},
        {"way": "PAPER", "without_guardian": "疑似受监护人侵害。", "paper": picture()},
    ):
        if way["way"] == "GUARDIAN":
            minor(ground, 15)
        case, given = ground.case(), {**AGREED, **way, "child_view": "愿意，希望周末也能来。"}
        page = type_in(own, "agreement-add", case.pk, given)
        row = case.agreements.get()
        form.filled(page, given, row, row.consent, row.consent.text)
    form.only()


def test_c03(ground, own):
    case, form = ground.case(), Filling("C-03")
    make_agreement(case)
    words = ("physical", "psychological", "family", "social", "economic", "housing", "education_work", "policies",
             "strengths", "needs_ranked", "risks", "conclusion")  # fmt: skip
    given = {name: f"示例：{name}。" for name in words}
    given |= {"on": day(0), "reassess_on": day(180), **SCALE}
    given |= {"tie1_system": "社区食堂", "tie1_strength": "2", "tie1_note": "每天中午去。"}
    page = type_in(own, "assessment-add", case.pk, given)
    row = case.assessments.get()
    form.filled(page, given, row, row.eco_ties.get(), case.scores.get(), kept={"functioning baseline": SCORES})
    form.only("genogram")  # kin are written down on the page of the person: tests/people


def test_c04(ground, own):
    form = Filling("C-04")
    words = ("goal", "theory_note", "steps", "frequency", "resources", "roles", "indicators")
    given = {name: f"示例：{name}。" for name in words}
    given |= {"on": day(-1), "theory": "OTHER", "agrees_on": day(0)}
    given |= {"aim1_text": "每周下楼两次", "aim1_measure": "家属记录", "aim1_due_on": day(60)}
    for signed in ({"paper": picture()}, {"signature": picture()}):
        case = ground.case()
        make_agreement(case)
        make_assessment(case)
        page = type_in(own, "plan-add", case.pk, {**given, **signed})
        row = case.plans.get()
        form.filled(page, {**given, **signed}, row, row.objectives.get())
    form.only("supervisor opinion")  # C-11 below


def test_c05(ground, own):
    case, form = ground.case(papers=True), Filling("C-05")
    words = ("place", "present", "purpose", "content", "reaction", "reflection", "risk_change", "next_step")
    given = {name: f"示例：{name}。" for name in (*words, "service_note")}
    given |= {"on": day(-1), "starts": "09:00", "ends": "09:40", "mode": "HOME_VISIT", "service_kind": "S99"}
    given |= {"next_on": day(7), "with_client": "on"}
    page = type_in(own, "contact-add", case.pk, given)
    form.filled(page, given, case.contacts.get())
    type_in(own, "agreement-withdraw", case.pk, {"on": day(0), "reason": ""})
    given |= {"starts": "00:00", "ends": "00:01", "on": day(0), "despite": "CLOSING"}
    page = type_in(own, "contact-add", case.pk, given)
    form.filled(page, given, Contact.objects.get(despite="CLOSING"))
    form.only()


def test_c06(ground, own):
    case, form = ground.case(papers=True), Filling("C-06")
    given = {"on": day(0), "progress_1": "60", "findings": "已能下楼。", "plan_changes": "改为每周三次。"}
    given |= {"moment": "POST", **SCALE}
    page = type_in(own, "review-add", case.pk, given)
    aim = str(Objective.objects.get().uuid)
    kept = {"objectives progress 0–100": {aim: 60}, "scores: eight items": SCORES}
    form.filled(page, given, case.reviews.get(), case.scores.get(), kept=kept)
    form.only()


def test_c07(land, neighbour_station):
    form, client = Filling("C-07"), land.worker.client
    Station.objects.filter(pk=neighbour_station.pk).update(state="OPERATING", accepted_on=ago(90), opened_on=ago(80))
    given = {
        "reason": "PROFESSION", "reason_note": "需要心理治疗。", "contact": "示例联系人 024-22880000",
        "items": ["NAME", "PROBLEM"], "letter": "请提供心理治疗。", "on": day(0), "follow_up_on": day(14),
    }  # fmt: skip
    ways = [
        {"to_agency": "示例医院", "way": "THUMB", "witness": "示例见证人", "paper": picture()},
        {"to_agency": "示例律所", "way": "SCREEN", "signature": picture()},
        {"to_station": neighbour_station.pk, "way": "GUARDIAN", "signer": "示例监护人", "paper": picture()},
        {"to_agency": "示例救助站", "without_consent": "LIFE"},
    ]
    known = set()
    for way in ways:
        if way.get("way") == "GUARDIAN":
            Card.objects.filter(person=land.case.person).update(born_on=ago(365 * 12))
            facts = GuardianFacts(relation="PARENT", evidence="BOOKLET", valid_from=ago(400), name="示例监护人")
            save_guardian(person=land.case.person, station=land.case.station, facts=facts, by=land.worker.actor)
        page = type_in(client, "referral-add", land.case.pk, {**given, **way})
        row = Referral.objects.exclude(pk__in=known).get()
        known.add(row.pk)
        rows = [row, row.consent] if row.consent else [row]
        form.filled(page, {**given, **way}, *rows)
    page = type_in(client, "referral-settle", row.pk, {"to": "NOT_ACCEPTED", "answer": "没有床位"})
    row.refresh_from_db()
    form.filled(page, {}, row)
    form.only()


def test_c08(land):
    form, given = (
        Filling("C-08"),
        {"reason": "GOAL_MET", "on": day(0), "progress_1": "70", "satisfaction": "5", **SCALE},
    )
    given |= {name: f"示例：{name}。" for name in ("client_opinion", "open_issues", "separation", "follow_up_plan")}
    page = type_in(land.worker.client, "closing-add", land.case.pk, given)
    row = land.case.closings.get()
    aim = str(land.case.plans.get().objectives.get().uuid)
    kept = {"objectives achieved %": {aim: 70}, "post scores": lambda score: score.items == SCORES}
    form.filled(page, given, row, kept=kept)
    type_in(land.head.client, "closing-return", row.pk, {"reason": "请补充。"})
    row.refresh_from_db()
    form.filled(page, {}, row)
    type_in(land.worker.client, "closing-add", land.case.pk, given)
    type_in(land.head.client, "closing-approve", row.pk, {"note": ""})
    row.refresh_from_db()
    form.filled(page, {}, row)
    form.only()


def test_c09(land):
    form, row = Filling("C-09"), make_follow_up(make_closing(land.case, approved=ago(10)))
    given = {"done_on": day(0), "mode": "PHONE", "outcome": "WORSE", "note": "又摔了。", "reopen": "on"}
    page = type_in(land.worker.client, "follow-up-done", row.pk, given)
    row.refresh_from_db()
    form.filled(page, given, row)
    form.only()


def test_c11(land):
    form, given = Filling("C-11"), {"about": "PLAN", "agrees": "yes", "text": "计划具体可行。"}
    page = type_in(land.head.client, "opinion-add", land.case.pk, given)
    form.filled(page, given, land.case.opinions.get(), kept={"agrees": True})
    form.only()
