"""Opening, deciding, numbering, the team: does, refuses, records, replays; what the ledger gets."""

import datetime as dt
import uuid

import pytest

from liangzhan.access.actions import Action
from liangzhan.audit.models import Event
from liangzhan.casework.models import Case
from liangzhan.casework.services.cases import (
    add_member,
    decide_case,
    edit_intake,
    end_member,
    open_case,
    set_nickname,
)
from liangzhan.ledger.models import Entry, Posting
from liangzhan.people.models import ConsentText, Tie
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Move
from liangzhan.toolkit.periods import today
from tests.casework.ground import intake
from tests.factories.staff import make_worker


def opened(ground, **fields):
    return open_case(
        **{"station": ground.station, "facts": intake(), "person": ground.client, "by": ground.a.actor, **fields}
    )


def kinds(case):
    rows = Entry.objects.filter(posting__voucher=case.voucher, sign=1, posting__version=case.formal + 1)
    return sorted(rows.values_list("kind", flat=True))


class TestOpen:
    def test_accepted_at_once(self, ground):
        case = opened(ground, decision="ACCEPT")
        assert case.number == f"{ground.station.division_code}-SW-CASE-{today().year}-0001"
        assert (case.accepted_on, case.state, case.formal) == (today(), "ACTIVE", False)
        assert case.intake.decided_on == today()
        assert [(one.worker, one.role) for one in case.members.all()] == [(ground.worker_a, "LEAD")]
        assert kinds(case) == ["FILE_OPENED"]
        assert Event.objects.filter(name__in=["case.opened", "case.decided"]).count() == 2

    def test_numbers_have_no_gap_even_where_one_is_refused(self, ground):
        first = opened(ground, decision="ACCEPT")
        with pytest.raises(RuleBroken):
            opened(ground, decision="DECLINE")
        undecided = opened(ground)
        assert undecided.number == ""
        second = decide_case(case=undecided, decision="CRISIS", by=ground.a.actor)
        assert [int(one.number[-4:]) for one in (first, second)] == [1, 2]

    def test_a_new_person_is_registered_and_tied(self, ground):
        case = opened(ground, person=None, new_person=PersonFacts(alias="三楼李奶奶"))
        assert case.person.alias == "三楼李奶奶"
        assert Tie.objects.filter(person=case.person, station=ground.station, kind="CLIENT").exists()

    def test_nobody_named(self, ground):
        with pytest.raises(RuleBroken) as refusal:
            opened(ground, person=None)
        assert refusal.value.field == "name"

    def test_the_same_form_sent_twice_is_one_case(self, ground):
        key = uuid.uuid4()
        one = opened(ground, form_key=key, decision="ACCEPT")
        assert opened(ground, form_key=key, decision="ACCEPT").pk == one.pk
        assert Case.objects.count() == 1
        assert Posting.objects.count() == 1

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"on": today() + dt.timedelta(days=1)}, "on"),
            ({"on": today() - dt.timedelta(days=100)}, "on"),
            ({"problem": ""}, "problem"),
        ],
    )
    def test_what_cannot_be(self, ground, change, field):
        with pytest.raises(RuleBroken) as refusal:
            opened(ground, facts=intake(**change))
        assert refusal.value.field == field

    @pytest.mark.parametrize("purpose", ["REGISTER", "SENSITIVE"])
    def test_not_before_the_province_has_published(self, ground, purpose):
        ConsentText.objects.filter(purpose=purpose).delete()
        with pytest.raises(RuleBroken, match="省级还没有发布"):
            opened(ground)
        assert "省级还没有发布" in ground.a.client.get("/casework/cases/open/").content.decode()
        assert not Case.objects.exists()

    def test_whoever_has_no_post_here_opens_nothing(self, ground):
        with pytest.raises(RuleBroken):
            opened(ground, by=ground.near.actor)

    def test_an_account_without_a_worker(self, ground, station_head):
        with pytest.raises(RuleBroken):
            opened(ground, by=station_head.actor)


class TestDecide:
    @pytest.mark.parametrize(("decision", "state"), [("DECLINE", "NOT_ACCEPTED"), ("REFER", "REFERRED")])
    def test_not_accepted_has_a_reason_no_number_and_counts_as_heard(self, ground, decision, state):
        case = opened(ground)
        case = decide_case(case=case, decision=decision, reason="属于劳动仲裁事项，已告知途径", by=ground.a.actor)
        assert (case.state, case.number, case.accepted_on) == (state, "", None)
        assert kinds(case) == ["CONSULTATION"]
        assert Move.objects.filter(to_state=state).count() == 1

    def test_decided_once(self, ground):
        case = opened(ground, decision="ACCEPT")
        with pytest.raises(RuleBroken):
            decide_case(case=case, decision="DECLINE", reason="改变", by=ground.a.actor)

    def test_before_the_day_of_asking(self, ground):
        with pytest.raises(RuleBroken) as refusal:
            decide_case(case=opened(ground), decision="ACCEPT", on=today() - dt.timedelta(days=1), by=ground.a.actor)
        assert refusal.value.field == "decided_on"


class TestEdit:
    def test_mended_while_young(self, ground):
        case = edit_intake(case=opened(ground), facts=intake(problem="更正后的问题", urgency=3), by=ground.a.actor)
        assert (case.problem, case.intake.urgency) == ("更正后的问题", 3)

    def test_locked_after_a_week(self, ground):
        with pytest.raises(RuleBroken):
            edit_intake(case=ground.case(), facts=intake(), by=ground.a.actor)

    def test_impossible(self, ground):
        with pytest.raises(RuleBroken):
            edit_intake(case=opened(ground), facts=intake(urgency=9), by=ground.a.actor)


class TestTeam:
    def test_a_colleague_joins_and_leaves(self, ground):
        case = ground.case()
        reach = Case.objects.within(ground.b.actor.scope, Action.CASE_VIEW)
        assert not reach.filter(pk=case.pk).exists()
        member = add_member(case=case, worker=ground.worker_b, by=ground.a.actor)
        assert reach.filter(pk=case.pk).exists()
        end_member(member=member, reason="分工调整", by=ground.boss.actor)
        assert not reach.filter(pk=case.pk).exists()
        with pytest.raises(RuleBroken):
            end_member(member=member, by=ground.boss.actor)

    def test_refusals(self, ground):
        case = ground.case()
        for worker, role in (
            (ground.worker_a, "MEMBER"),
            (ground.worker_near, "MEMBER"),
            (make_worker("离岗"), "MEMBER"),
            (ground.worker_b, "LEAD"),
        ):
            with pytest.raises(RuleBroken):
                add_member(case=case, worker=worker, role=role, by=ground.boss.actor)
        with pytest.raises(RuleBroken):
            end_member(member=case.members.get(), by=ground.boss.actor)
        Case.objects.filter(pk=case.pk).update(closed_on=today())
        with pytest.raises(RuleBroken):
            add_member(case=case, worker=ground.worker_b, by=ground.boss.actor)

    def test_a_nickname_is_not_the_name(self, ground):
        case = ground.case()
        assert set_nickname(case=case, nickname="松树", by=ground.a.actor).nickname == "松树"
        with pytest.raises(RuleBroken):
            set_nickname(case=case, nickname="王小明", by=ground.a.actor)


class TestScope:
    def test_who_reaches_a_case(self, ground, neighbour_head, social_worker):
        case = ground.case()

        def seen(person):
            return Case.objects.within(person.actor.scope, Action.CASE_VIEW).filter(pk=case.pk).exists()

        assert [seen(one) for one in (ground.a, ground.boss)] == [True, True]
        assert [seen(one) for one in (ground.b, ground.near, neighbour_head, social_worker)] == [False] * 4
        Case.objects.filter(pk=case.pk).update(sealed=True)
        assert [seen(one) for one in (ground.a, ground.boss)] == [True, False]
