"""中止, 恢复, 转案, opinions, flags, and the merge of two persons with cases."""

import uuid

import pytest

from liangzhan.casework.models import Case, CaseMember, Opinion
from liangzhan.casework.queries.merging import merge_problem
from liangzhan.casework.queries.stranded import stranded_cases, takers
from liangzhan.casework.services.flags import flag_case
from liangzhan.casework.services.opinions import give_opinion
from liangzhan.casework.services.sides import reopen_case, resume_case, suspend_case
from liangzhan.casework.services.transfers import transfer_case
from liangzhan.ledger.vouchers import SOURCES
from liangzhan.people.models import Tie
from liangzhan.people.services.merging import merge_persons
from liangzhan.protection.services.crises import open_crisis
from liangzhan.staff.models import AgendaItem, Post
from liangzhan.toolkit.periods import moment, today
from liangzhan.toolkit.transitions import moves_of
from tests.casework.land import refused
from tests.factories.casework import ago, make_case, make_member
from tests.factories.casework_later import make_closing
from tests.factories.people import BY, make_individual


class TestSuspend:
    def test_and_resume_to_where_it_was(self, land):
        by = land.worker.actor
        suspend_case(case=land.case, reason="AWAY", by=by)
        assert resume_case(case=land.case, by=by).state == "ACTIVE"
        make_closing(land.case, approved=ago(1))
        reopen_case(case=land.case, reason="NEW_NEED", by=by)
        suspend_case(case=land.case, reason="WAITING", by=by)
        assert resume_case(case=land.case, by=by).state == "REOPENED"
        assert [one.reason for one in moves_of(land.case)][:2] == ["服务对象住院或外出", "恢复服务"]

    def test_a_sealed_case_comes_back_without_a_tie(self, land):
        make_closing(land.case, approved=ago(1))
        Case.objects.filter(pk=land.case.pk).update(sealed=True)
        Tie.objects.filter(person=land.case.person).delete()
        reopen_case(case=Case.objects.get(pk=land.case.pk), reason="NEW_NEED", by=land.worker.actor)
        assert not Tie.objects.filter(person=land.case.person).exists()
        Case.objects.filter(pk=land.case.pk).update(state="REFERRED", closed_on=None)
        land.case.closings.all().delete()
        assert reopen_case(case=land.case, reason="RETURNED", by=land.worker.actor).state == "REOPENED"

    def test_refuses(self, land, station):
        by = land.worker.actor
        assert refused(suspend_case, case=land.case, reason="", by=by)[1] == "reason"
        assert "没有中止" in refused(resume_case, case=land.case, by=by)[0]
        open_crisis(
            person=land.case.person,
            station=station,
            found_at=moment(),
            how_found="上门",
            facts_observed="示例",
            domains=["SUICIDE_SELF_HARM"],
            level="4",
            by=by,
        )
        assert "危机" in refused(suspend_case, case=land.case, reason="AWAY", by=by)[0]


class TestTransfer:
    def give(self, land, to, **changed):
        given = {"case": land.case, "to": to, "reason": "LOAD", "client_agreed": True, "by": land.head.actor, **changed}
        return transfer_case(**given)

    def test_the_case_stays_open_with_another_lead(self, land):
        make_member(land.case, land.other_worker)
        lead = self.give(land, land.other_worker)
        assert (lead.role, lead.client_agreed, lead.reason) == ("LEAD", True, "工作量调整")
        assert [one.worker for one in CaseMember.objects.live().filter(case=land.case)] == [land.other_worker]
        scope = land.worker.actor.scope
        assert not Case.objects.within(scope, "case.view").exists()
        assert Case.objects.within(land.other.actor.scope, "case.view").get() == land.case

    @pytest.mark.parametrize(("changed", "field"), [({"reason": ""}, "reason"), ({"on": ago(31)}, "on")])
    def test_refuses(self, land, changed, field):
        assert refused(self.give, land=land, to=land.other_worker, **changed)[1] == field

    def test_to_whom(self, land):
        assert "已经是" in refused(self.give, land=land, to=land.lead)[0]
        assert "岗位" in refused(self.give, land=land, to=land.near_worker)[0]
        Case.objects.filter(pk=land.case.pk).update(closed_on=today())
        assert "已经结案" in refused(self.give, land=land, to=land.other_worker)[0]

    def test_an_ended_post_strands_nothing(self, land):
        assert list(stranded_cases(land.head.actor.scope, today())) == []
        Post.objects.filter(worker=land.lead).update(ends_on=ago(1))
        assert list(stranded_cases(land.head.actor.scope, today())) == [land.case]
        assert land.lead not in takers(land.case, today())
        assert land.other_worker in takers(land.case, today())
        for outsider in (land.near, land.other, land.supervisor):
            assert list(stranded_cases(outsider.actor.scope, today())) == []
        self.give(land, land.other_worker, reason="POST_ENDED")
        assert list(stranded_cases(land.head.actor.scope, today())) == []


class TestOpinion:
    def give(self, land, who, **changed):
        given = {"case": land.case, "about": "PLAN", "text": "目标再具体些", "by": who.actor, **changed}
        return give_opinion(**given)

    def test_of_supervisor_and_head(self, land):
        for who in (land.supervisor, land.head):
            opinion = self.give(land, who, agrees=True)
            assert opinion.paper_uuid == land.case.plans.get().uuid
        assert Opinion.objects.count() == 2

    def test_the_same_form_again(self, land):
        key = uuid.uuid4()
        assert self.give(land, land.head, form_key=key) == self.give(land, land.head, form_key=key)

    def test_nobody_else(self, land):
        assert self.give(land, land.head, about="CRISIS", by=BY).saved_by.label == BY.label  # a job may
        for who, words in ((land.worker, "自己的个案"), (land.other, "只有站长"), (land.near, "只有站长")):
            assert words in refused(self.give, land=land, who=who)[0]
        Case.objects.filter(pk=land.case.pk).update(sealed=True)
        assert "只有站长" in refused(self.give, land=land, who=land.supervisor)[0]
        assert "只有站长" in refused(self.give, land=land, who=land.head)[0]

    @pytest.mark.parametrize(
        ("changed", "field"),
        [({"about": "WEATHER"}, "about"), ({"text": " "}, "text"), ({"about": "CLOSING"}, "about")],
    )
    def test_refuses(self, land, changed, field):
        assert refused(self.give, land=land, who=land.head, **changed)[1] == field

    def test_without_a_plan(self, land, station):
        case = make_case(station, worker=land.other_worker)
        assert "没有计划书" in refused(give_opinion, case=case, about="PLAN", text="x", by=land.head.actor)[0]
        assert give_opinion(case=case, about="PROCESS", text="多听", by=land.head.actor).paper_uuid is None


def test_an_opinion_on_the_closing_names_it(land):
    closing = make_closing(land.case, saved_by=land.worker.actor)
    given = give_opinion(case=land.case, about="CLOSING", text="同意", agrees=True, by=land.supervisor.actor)
    assert given.paper_uuid == closing.uuid


def test_where_a_posted_paper_is_read(land):
    closing = make_closing(land.case)
    href = SOURCES["casework.Closing"].href(str(closing.uuid), land.worker.actor)
    assert href.endswith(f"/cases/{land.case.pk}/#closing")
    assert SOURCES["casework.Closing"].href(str(closing.uuid), land.near.actor) == ""


class TestFlag:
    def test_once_on_the_agenda(self, land):
        first = flag_case(case=land.case, reason="LATE", by=land.worker.actor)
        assert flag_case(case=land.case, reason="LATE", by=land.head.actor) == first
        assert (first.voucher, first.reason, str(first)) == (land.case.voucher, "个案超过办理时限", "个案超过办理时限")

    def test_never_of_a_sealed_case_or_without_a_lead(self, land, station):
        sealed = make_case(station, worker=land.lead, sealed=True)
        assert flag_case(case=sealed, reason="LATE", by=land.worker.actor) is None
        Post.objects.filter(worker=land.lead).update(ends_on=ago(1))
        assert flag_case(case=land.case, reason="LATE", by=land.head.actor) is None
        assert flag_case(case=make_case(station), reason="LATE", by=land.head.actor) is None
        assert not AgendaItem.objects.exists()


class TestMerge:
    def test_in_two_stations_each_goes_on(self, land, neighbour_station):
        alias = make_individual("王小明", station=land.case.station, tie="CLIENT")
        elsewhere = make_case(neighbour_station, alias, land.near_worker)
        assert merge_problem(land.case.person, alias) == ""
        merge_persons(kept=land.case.person, alias=alias, reason="核对证件后为同一人", by=land.head.actor)
        elsewhere.refresh_from_db()
        assert (elsewhere.person, elsewhere.state) == (land.case.person, "ACTIVE")

    def test_in_one_station_somebody_decides_first(self, land, station):
        alias = make_individual("王小明", station=station, tie="CLIENT")
        second = make_case(station, alias, land.other_worker)
        sentence, _ = refused(merge_persons, kept=land.case.person, alias=alias, reason="同一人", by=land.head.actor)
        assert "各有一个在办个案" in sentence
        Case.objects.filter(pk=second.pk).update(closed_on=today())
        merge_persons(kept=land.case.person, alias=alias, reason="同一人", by=land.head.actor)
        assert Case.objects.filter(person=land.case.person).count() == 2

    def test_a_sealed_case_is_not_told(self, land, station):
        alias = make_individual("王小明", station=station, tie="CLIENT")
        make_case(station, alias, land.other_worker, sealed=True)
        assert merge_problem(land.case.person, alias) == ""
