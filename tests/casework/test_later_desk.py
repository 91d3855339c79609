"""What waits on the desk, what the night puts on the agenda, and who reads the risks of a case."""

import pytest
from django.urls import reverse

from liangzhan.casework.models import Agreement, Case, CaseMember
from liangzhan.casework.panels import later as panels
from liangzhan.casework.queries.own_file import own_file
from liangzhan.casework.services.cases import add_member, end_member
from liangzhan.casework.services.flags import flag_work
from liangzhan.casework.services.sides import suspend_case
from liangzhan.casework.services.transfers import transfer_case
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.register import introduce_person
from liangzhan.protection.models import Risk
from liangzhan.protection.queries.crises import open_crises
from liangzhan.protection.services.crises import open_crisis
from liangzhan.staff.models import AgendaItem, Post
from liangzhan.toolkit.periods import moment, today
from tests.casework.land import refused
from tests.factories.casework import ago, make_agreement, make_case
from tests.factories.casework_later import make_closing, make_follow_up, make_formal, make_referral
from tests.factories.people import BY, make_individual


def lines(panel, who):
    return [one.text for one in panel(who.actor, today())]


class TestDesk:
    def test_follow_ups_of_the_own_team(self, land):
        closing = make_closing(land.case, approved=ago(30))
        make_follow_up(closing, ago(1))
        make_follow_up(closing, ago(-8))
        assert lines(panels.follow_ups_due, land.worker) == [f"回访（{land.case.number}）"]
        assert [lines(panels.follow_ups_due, who) for who in (land.other, land.near, land.supervisor)] == [[], [], []]

    def test_referrals_of_sender_and_receiver(self, land, neighbour_station):
        make_referral(land.case, to_station=neighbour_station)
        assert lines(panels.referrals_to_follow_up, land.worker) == ["跟进转介（待接收）"]
        assert lines(panels.referrals_to_follow_up, land.near) == [f"答复转介（{land.case.station.name}）"]
        assert lines(panels.referrals_to_follow_up, land.other) == []

    def test_closings_to_decide_and_to_mend(self, land):
        closing = make_closing(land.case, saved_by=land.worker.actor)
        assert lines(panels.closings_to_decide, land.head) == [f"审批结案（{land.case.number}）"]
        assert lines(panels.closings_to_decide, land.worker) == []
        closing.returned_on, closing.returned_reason = today(), "请补充"
        closing.save()
        assert lines(panels.closings_to_decide, land.worker) == [f"修改结案表（{land.case.number}）"]

    def test_the_asker_has_nothing_to_decide(self, land):
        make_closing(land.case, saved_by=land.head.actor)
        assert lines(panels.closings_to_decide, land.head) == []

    def test_opinions_for_the_supervisor(self, land):
        assert lines(panels.opinions_awaited, land.supervisor) == ["出具意见：1 个个案在等您"]
        assert lines(panels.opinions_awaited, land.head) == []
        Case.objects.filter(pk=land.case.pk).update(sealed=True)
        assert lines(panels.opinions_awaited, land.supervisor) == []

    def test_a_consent_that_was_taken_back(self, land):
        consent = Agreement.objects.get(case=land.case).consent
        consent.withdrawn_on, consent.withdrawn_by = ago(1), BY
        consent.save()
        assert lines(panels.consents_withdrawn, land.worker) == [f"商定结案（{land.case.number}，已撤回同意）"]
        make_agreement(land.case, on=today())
        assert lines(panels.consents_withdrawn, land.worker) == []

    def test_standing_still(self, land):
        suspend_case(case=land.case, reason="AWAY", by=land.worker.actor)
        assert lines(panels.cases_standing_still, land.worker) == []
        Case.objects.filter(pk=land.case.pk).update(state_since=ago(91))
        assert lines(panels.cases_standing_still, land.worker) == [f"恢复或结案（{land.case.number}，中止已久）"]
        Post.objects.filter(worker=land.lead).update(ends_on=ago(1))
        assert lines(panels.cases_standing_still, land.head)[-1] == "转案：1 个个案的主责社工已离岗"

    @pytest.mark.parametrize(
        "panel",
        [
            panels.follow_ups_due,
            panels.referrals_to_follow_up,
            panels.closings_to_decide,
            panels.opinions_awaited,
            panels.consents_withdrawn,
            panels.cases_standing_still,
        ],
    )
    def test_at_most_three_questions(self, land, panel, django_assert_max_num_queries):
        for who in (land.head, land.supervisor, land.worker):
            actor = who.actor
            with django_assert_max_num_queries(3):
                panel(actor, today())


class TestNight:
    def test_late_for_days_and_each_once(self, land, station):
        late = make_case(station, worker=land.other_worker)  # accepted 30 days ago, never agreed to
        make_case(station, worker=land.other_worker, opened_on=ago(3))
        make_case(station, worker=land.other_worker, sealed=True)
        assert flag_work(on=today(), by=BY) == 1
        item = AgendaItem.objects.get()
        assert (item.voucher, item.reason, item.worker) == (late.voucher, "个案超过办理时限", land.other_worker)
        assert flag_work(on=today(), by=BY) == 0

    def test_a_risk_on_the_agenda_opens_as_well(self, land, station):
        """`protection` puts it there; the supervisor comes to the risk, a neighbour to nothing."""
        open_crisis(
            person=land.case.person,
            station=station,
            found_at=moment(),
            how_found="上门",
            facts_observed="示例",
            domains=["HEALTH"],
            level="3",
            voucher=land.case.voucher,
            worker=land.lead,
            by=land.worker.actor,
        )
        item = AgendaItem.objects.get()
        assert item.opens
        address = reverse("staff:agenda-open", args=[item.pk])
        assert "/protection/" in land.supervisor.client.get(address).url
        assert land.near.client.get(address).status_code == 404


def test_risks_are_read_by_the_team_that_is_there(land, station):
    """A new member reads, who left reads nothing, and what is open passes to the new lead."""
    crisis = open_crisis(
        person=land.case.person,
        station=station,
        found_at=moment(),
        how_found="上门",
        facts_observed="示例",
        domains=["HEALTH"],
        level="3",
        voucher=land.case.voucher,
        worker=land.lead,
        by=BY,
    )
    ids = [land.case.person_id]
    assert open_crises(ids, land.other.actor.scope) == {}
    member = add_member(case=land.case, worker=land.other_worker, by=land.head.actor)
    assert open_crises(ids, land.other.actor.scope) == {ids[0]: [crisis]}
    end_member(member=member, by=land.head.actor)
    assert open_crises(ids, land.other.actor.scope) == {}
    transfer_case(case=land.case, to=land.other_worker, reason="LOAD", client_agreed=True, by=land.head.actor)
    assert Risk.objects.get().worker == land.other_worker
    assert open_crises(ids, land.worker.actor.scope) == {}
    assert CaseMember.objects.live().get(case=land.case).worker == land.other_worker


def test_own_file_is_of_the_own_cases_within_reach(land, station, neighbour_station):
    elsewhere = make_formal(neighbour_station, land.near_worker, land.case.person)
    hidden = make_case(station, land.case.person, land.other_worker, sealed=True)
    papers = own_file(land.case.person, land.worker.actor.scope)
    assert [one.title for one in papers][:2] == ["接案登记表", "服务同意书"]
    assert len(papers) == 7
    assert len(own_file(land.case.person, land.near.actor.scope)) == 7
    assert elsewhere.person == hidden.person
    assert own_file(land.case.person, land.supervisor.actor.scope) == []
    referral = make_referral(land.case)
    assert own_file(land.case.person, land.worker.actor.scope)[-1].lines[0] == ("转到", "示例医院")
    assert referral.contact not in str(own_file(land.case.person, land.worker.actor.scope)) or not referral.contact


class TestIntroduce:
    def test_a_card_with_what_was_told(self, station, neighbour_station, land):
        person = make_individual("王小红", station=station, mobile="13900000000")
        tie = introduce_person(
            person=person,
            station=neighbour_station,
            facts=PersonFacts(name="王小红"),
            kind="CLIENT",
            on=today(),
            by=land.near.actor,
        )
        card = person.cards.get(station=neighbour_station)
        assert (tie.kind, card.name, card.mobile) == ("CLIENT", "王小红", "")

    def test_nameless(self, station, neighbour_station, land):
        person = make_individual("王小红", station=station)
        given = {"person": person, "station": neighbour_station, "kind": "CLIENT", "on": today(), "by": land.near.actor}
        assert refused(introduce_person, facts=PersonFacts(), **given)[1] == "name"


def test_the_desk_of_each_opens(land):
    """With everything there is to show."""
    make_follow_up(make_closing(make_formal(land.case.station, land.lead), approved=ago(30)), ago(1))
    make_referral(land.case)
    make_closing(land.case, saved_by=land.worker.actor)
    for who in (land.worker, land.head, land.supervisor):
        with who.client.allow(60):
            assert who.client.get(reverse("home:desk")).status_code == 200
