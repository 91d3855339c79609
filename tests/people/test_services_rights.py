"""Requests under the personal information law: rules, the head's decision, the copy of all rooms; the assessment."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from liangzhan.notices.models import Notice
from liangzhan.people.choices_family import RightState
from liangzhan.people.model_texts import model_assessment
from liangzhan.people.models import ImpactAssessment
from liangzhan.people.queries.consents import assessment_in_force, missing_for_clients
from liangzhan.people.rules.family import GuardianFacts
from liangzhan.people.rules.rights import RightFacts, decision_problems, request_problems
from liangzhan.people.services.consents import publish_assessment
from liangzhan.people.services.family import save_guardian
from liangzhan.people.services.forgetting import forget_person
from liangzhan.people.services.rights import copy_everything, decide_request, take_request, withdraw_request
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import add_workdays, today
from tests.factories.people import DAY, make_consent_text, make_individual, resident_number

TODAY = dt.date(2026, 11, 27)
PLAIN = {"kind": "COPY", "asker": "SELF", "way": "DOOR", "identity": "ORIGINAL", "words": "要一份本人信息的副本"}
REASON = "已核对身份，提供本站登记的全部信息。"


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({}, set()),
        ({"kind": "?"}, {"kind"}),
        ({"asker": ""}, {"asker", "asker_name"}),
        ({"way": ""}, {"way"}),
        ({"identity": ""}, {"identity"}),
        ({"words": " "}, {"words"}),
        ({"asker": "GUARDIAN"}, {"asker_name"}),
        ({"asker": "AGENT", "asker_name": "李"}, {"identity"}),
        ({"asker": "AGENT", "asker_name": "李", "identity": "PROXY"}, set()),
        ({"received_on": TODAY + dt.timedelta(days=1)}, {"received_on"}),
    ],
)
def test_a_request(more, wrong):
    assert set(request_problems(RightFacts(**{**PLAIN, "received_on": TODAY, **more}), today=TODAY)) == wrong


@pytest.mark.parametrize(
    ("kind", "outcome", "ground", "words", "wrong"),
    [
        ("COPY", "GRANTED", "", REASON, set()),
        ("COPY", "OPEN", "", REASON, {"outcome"}),
        ("COPY", "GRANTED", "", "好", {"words"}),
        ("COPY", "GRANTED", "SECRET", REASON, {"ground"}),
        ("COPY", "REFUSED", "", REASON, {"ground"}),
        ("COPY", "PARTLY", "OTHERS", REASON, set()),
        ("DELETE", "PARTLY", "OTHERS", REASON, {"ground"}),
        ("DELETE", "REFUSED", "KEEP", REASON, set()),
        ("COPY", "REFUSED", "KEEP", REASON, {"ground"}),
        ("CORRECT", "REFUSED", "NOT_WRONG", REASON, set()),
        ("EXPLAIN", "REFUSED", "NOT_PROVED", REASON, set()),
    ],
)
def test_a_decision(kind, outcome, ground, words, wrong):
    assert set(decision_problems(kind, outcome, ground, words)) == wrong


@pytest.fixture
def person(station):
    told = {"id_number": resident_number(serial=9), "mobile": "13900000001", "address": "长街 1 号"}
    return make_individual("王小明", station=station, tie="CLIENT", **told)


def ask(person, station, by, **more):
    facts = RightFacts(**{**PLAIN, "received_on": today(), **more})
    return take_request(person=person, station=station, facts=facts, by=by.actor)


class TestRequest:
    def test_numbered_due_told_answered(self, person, station, social_worker, station_head):
        row = ask(person, station, social_worker)
        other = ask(person, station, social_worker, kind="DELETE")
        assert (row.number[-5:], other.number[-5:]) == ("-0001", "-0002")
        assert row.due_on == add_workdays(today(), 15)
        notice = Notice.objects.filter(recipient=station_head.user, due_on=row.due_on).first()
        assert row.number in notice.text and "王小明" not in notice.text
        assert not Notice.objects.filter(recipient=social_worker.user).exists()
        with pytest.raises(RuleBroken):
            copy_everything(request=row, by=station_head.actor)
        with pytest.raises(RuleBroken) as refusal:
            decide_request(request=row, outcome="REFUSED", words=REASON, by=station_head.actor)
        assert refusal.value.field == "ground"
        row = decide_request(request=row, outcome="GRANTED", words=REASON, by=station_head.actor)
        assert (row.state, row.decision) == (RightState.GRANTED, REASON)
        assert Notice.objects.filter(subject=f"people.right:{row.pk}", settled_at__isnull=True).count() == 0
        with pytest.raises(RuleBroken):
            decide_request(request=row, outcome="GRANTED", words=REASON, by=station_head.actor)
        assert withdraw_request(request=other, by=social_worker.actor).state == RightState.WITHDRAWN
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(state="REFUSED")

    def test_the_copy_has_all_of_the_person_and_nothing_of_others(self, person, station, social_worker, station_head):
        facts = GuardianFacts(
            relation="PARENT", evidence="BOOKLET", valid_from=DAY, name="监护老王", mobile="13900000002"
        )
        save_guardian(person=person, station=station, facts=facts, by=social_worker.actor)
        row = ask(person, station, social_worker)
        row = decide_request(request=row, outcome="GRANTED", words=REASON, by=station_head.actor)
        words = str(copy_everything(request=row, by=station_head.actor))
        for one in ("王小明", "13900000001", "长街 1 号", person.id_number, "服务对象", "姓名属他人信息"):
            assert one in words
        assert "监护老王" not in words and "13900000002" not in words

    def test_not_for_strangers(self, person, neighbour_station, neighbour_head):
        with pytest.raises(RuleBroken):
            ask(person, neighbour_station, neighbour_head)

    def test_an_open_one_holds_the_data_and_a_deletion_does_not(self, person, station, social_worker, station_head):
        row = ask(person, station, social_worker)
        with pytest.raises(RuleBroken, match="请先答复"):
            forget_person(person=person, reason="本人申请", by=station_head.actor)
        withdraw_request(request=row, by=social_worker.actor)
        other = ask(person, station, social_worker, kind="DELETE")
        forget_person(person=person, reason="本人申请", by=station_head.actor)
        other.refresh_from_db()
        assert other.words == ""
        with pytest.raises(RuleBroken):
            ask(type(person).objects.get(pk=person.pk), station, social_worker)


class TestReady:
    def test_what_must_stand_before_the_first_client(self, province_officer):
        assert len(missing_for_clients(today())) == 3
        title, text = model_assessment()
        assert "示例" in title
        publish_assessment(title=title, text=text, valid_from=DAY, by=province_officer.actor)
        for purpose in ("REGISTER", "SENSITIVE"):
            assert missing_for_clients(today())
            make_consent_text(purpose)
        assert missing_for_clients(today()) == [] and missing_for_clients(DAY - dt.timedelta(days=1))
        second = publish_assessment(title="二", text=text, by=province_officer.actor)
        assert (second.version, assessment_in_force(today()), ImpactAssessment.objects.count()) == (2, second, 2)

    @pytest.mark.parametrize(
        ("more", "field"),
        [
            ({"title": " "}, "title"),
            ({"text": "太短"}, "text"),
            ({"text": "目的影响" * 60}, "text"),
            ({"valid_from": dt.date(2019, 1, 1)}, "valid_from"),
        ],
    )
    def test_refuses(self, province_officer, more, field):
        title, text = model_assessment()
        publish_assessment(title=title, text=text, valid_from=DAY, by=province_officer.actor)
        with pytest.raises(RuleBroken) as refusal:
            publish_assessment(**{"title": title, "text": text, "by": province_officer.actor, **more})
        assert refusal.value.field == field
