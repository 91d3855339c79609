"""C-08 and C-09: asked for, approved, returned, closed alone, followed up, reopened; what counts in the ledger."""

import datetime as dt
import uuid

import pytest

from liangzhan.accounts.models import Grant
from liangzhan.audit.models import Event
from liangzhan.casework.choices import Second
from liangzhan.casework.models import Case, Closing, FollowUp, Opinion, ScaleScore
from liangzhan.casework.queries.counted import expected_of
from liangzhan.casework.queries.outcomes import outcomes, sums_of
from liangzhan.casework.queries.reach import second_of
from liangzhan.casework.rules.follow_up import FollowUpFacts
from liangzhan.casework.services.closings import approve_closing, close_alone, request_closing, return_closing
from liangzhan.casework.services.follow_ups import record_follow_up
from liangzhan.casework.services.sides import reopen_case
from liangzhan.ledger.models import Entry, Posting
from liangzhan.ledger.queries.digests import kept
from liangzhan.protection.services.crises import open_crisis
from liangzhan.staff.models import AgendaItem
from liangzhan.toolkit.periods import moment, today
from tests.casework.land import refused
from tests.factories.accounts import grant
from tests.factories.casework import ago, make_contact
from tests.factories.casework_later import closing_facts, make_closing, make_follow_up, make_formal, make_referral
from tests.factories.staff import make_colleague


def ask(land, **changed):
    return request_closing(case=land.case, facts=closing_facts(land.case, **changed), by=land.worker.actor)


def live_entries(kind):
    return Entry.objects.filter(kind=kind).count() - 2 * Entry.objects.filter(kind=kind, sign=-1).count()


class TestRequest:
    def test_waits_for_the_head(self, land):
        closing = ask(land)
        assert (closing.waits, closing.goal_percent, closing.score.total) == (True, 80, 32)
        assert Case.objects.get(pk=land.case.pk).closed_on is None
        assert second_of(land.case, today(), besides=land.worker.user.uuid) == (Second.HEAD, [land.head.user])

    def test_the_same_form_again(self, land):
        key = uuid.uuid4()
        given = {"case": land.case, "facts": closing_facts(land.case), "by": land.worker.actor, "form_key": key}
        assert request_closing(**given) == request_closing(**given)
        assert Closing.objects.count() == 1

    def test_not_twice(self, land):
        ask(land)
        assert (
            "等待审批"
            in refused(request_closing, case=land.case, facts=closing_facts(land.case), by=land.worker.actor)[0]
        )

    def test_refuses_at_the_field(self, land):
        for changed, field in (({"satisfaction": None}, "satisfaction"), ({"reason": "LOST"}, "satisfaction")):
            facts = closing_facts(land.case, **changed)
            assert refused(request_closing, case=land.case, facts=facts, by=land.worker.actor)[1] == field
        assert not Closing.objects.exists()

    def test_lost_counts_days_without_contact(self, land):
        facts = closing_facts(land.case, reason="LOST", satisfaction=None)
        for number, days in enumerate((3, 2, 2, 1), 4):
            mode = "COORDINATE" if number == 7 else "PHONE"
            make_contact(land.case, land.lead, number=number, on=ago(days), with_client=False, mode=mode)
        sentence, field = refused(request_closing, case=land.case, facts=facts, by=land.worker.actor)
        assert (field, "现有 2 天" in sentence) == ("reason", True)
        make_contact(land.case, land.lead, number=8, on=ago(1), with_client=False, mode="PHONE")
        assert request_closing(case=land.case, facts=facts, by=land.worker.actor).waits

    def test_not_in_a_crisis_here(self, land, station, neighbour_station):
        crisis = {"person": land.case.person, "found_at": moment(), "how_found": "上门", "facts_observed": "示例"}
        crisis |= {"domains": ["SUICIDE_SELF_HARM"], "level": "4", "by": land.worker.actor}
        open_crisis(station=neighbour_station, **crisis)  # not told here
        closing = ask(land)
        open_crisis(station=station, voucher=land.case.voucher, **crisis)
        assert "危机" in refused(approve_closing, closing=closing, by=land.head.actor)[0]

    def test_of_a_case_that_was_not_accepted(self, land, station):
        Case.objects.filter(pk=land.case.pk).update(accepted_on=None)
        assert (
            "还没有决定接案"
            in refused(request_closing, case=land.case, facts=closing_facts(land.case), by=land.worker.actor)[0]
        )


class TestApprove:
    def test_closes_counts_and_sets_follow_ups(self, land):
        closing = approve_closing(closing=ask(land), by=land.head.actor, note="同意结案")
        case = Case.objects.get(pk=land.case.pk)
        assert (case.closed_on, case.state, closing.self_closed) == (today(), "ACTIVE", False)
        assert closing.approved_by.label == land.head.actor.label
        assert FollowUp.objects.filter(case=case).count() == 3
        entry = Entry.objects.get(kind="CASE_CLOSED")
        assert (entry.person, entry.served_on, entry.served_by) == (case.person, today(), land.lead.person)
        opinion = Opinion.objects.get()
        assert (opinion.about, opinion.agrees, opinion.text, opinion.paper_uuid) == (
            "CLOSING",
            True,
            "同意结案",
            closing.uuid,
        )
        assert Event.objects.filter(name="case.closed").count() == 1

    def test_ledger_expects_what_was_posted(self, land):
        closing = approve_closing(closing=ask(land), by=land.head.actor)
        [(voucher, version, digest)] = expected_of(Closing, sealed=False)()
        posting = Posting.objects.get(voucher=voucher)
        assert (voucher, version, kept(digest)) == (f"casework.Closing:{closing.uuid}", 1, posting.digest)
        assert list(expected_of(Closing, sealed=True)()) == []

    @pytest.mark.parametrize("who", ["worker", "other", "near", "supervisor"])
    def test_nobody_else(self, land, who):
        closing = ask(land)
        assert "站长审批" in refused(approve_closing, closing=closing, by=getattr(land, who).actor)[0]
        assert "不由您" in refused(return_closing, closing=closing, reason="x", by=getattr(land, who).actor)[0]

    def test_not_twice(self, land):
        closing = approve_closing(closing=ask(land), by=land.head.actor)
        assert "不在等待" in refused(approve_closing, closing=closing, by=land.head.actor)[0]

    def test_consultations_are_not_counted(self, land):
        Case.objects.filter(pk=land.case.pk).update(formal=False, formal_on=None)
        approve_closing(closing=ask(land), by=land.head.actor)
        assert not Entry.objects.exists()

    def test_referred_moves_the_state(self, land):
        make_referral(land.case, state="ACCEPTED")
        approve_closing(closing=ask(land, reason="REFERRED"), by=land.head.actor)
        case = Case.objects.get(pk=land.case.pk)
        assert (case.state, case.closed_on) == ("REFERRED", today())

    def test_ethics_comes_before_the_supervisor(self, land):
        approve_closing(closing=ask(land, reason="ETHICS"), by=land.head.actor)
        item = AgendaItem.objects.get()
        assert (item.worker, item.voucher, item.reason) == (land.lead, land.case.voucher, "个案有伦理问题")


class TestReturn:
    def test_and_again(self, land):
        first = return_closing(closing=ask(land), reason="请补充遗留问题", by=land.head.actor)
        assert (first.waits, first.returned_reason) == (False, "请补充遗留问题")
        again = ask(land, scores=[5] * 8, open_issues="无")
        assert (again.pk, again.waits, again.returned_reason, again.score.total) == (first.pk, True, "", 40)
        assert ScaleScore.objects.filter(moment="POST").count() == 1
        assert Opinion.objects.get().agrees is False

    def test_needs_a_reason(self, land):
        assert refused(return_closing, closing=ask(land), reason=" ", by=land.head.actor)[1] == "reason"


class TestSecondPerson:
    @pytest.fixture
    def alone(self, neighbour_station):
        """The head leads the case himself; nobody else is there."""
        head, worker = make_colleague("独站长", neighbour_station, "STATION_HEAD")
        return head, make_formal(neighbour_station, worker)

    def test_a_supervisor_where_the_head_is_the_worker(self, alone, land):
        head, case = alone
        closing = request_closing(case=case, facts=closing_facts(case), by=head.actor)
        assert "片区督导审批" in refused(approve_closing, closing=closing, by=head.actor)[0]
        assert "等待片区督导" in refused(close_alone, closing=closing, by=head.actor)[0]
        assert approve_closing(closing=closing, by=land.supervisor.actor).self_closed is False

    def test_nobody_is_no_block(self, alone):
        head, case = alone
        closing = request_closing(case=case, facts=closing_facts(case), by=head.actor)
        assert (closing.self_closed, closing.approved_on) == (True, today())
        assert Opinion.objects.get().missing is True

    def test_nobody_any_more(self, alone, land):
        head, case = alone
        closing = request_closing(case=case, facts=closing_facts(case), by=head.actor)
        Grant.objects.filter(user=land.supervisor.user).update(valid_to=ago(1))
        assert "由申请人办理" in refused(approve_closing, closing=closing, by=land.supervisor.actor)[0]
        assert close_alone(closing=closing, by=head.actor).self_closed is True

    def test_no_supervisor_hears_of_a_sealed_case(self, alone, land, neighbour_station):
        head, case = alone
        Case.objects.filter(pk=case.pk).update(sealed=True)
        case.refresh_from_db()
        assert second_of(case, today(), besides=head.user.uuid) == (Second.NOBODY, [])
        grant(land.other.user, "STATION_HEAD", station=neighbour_station)  # a head, but not on the team
        assert second_of(case, today(), besides=head.user.uuid) == (Second.NOBODY, [])


class TestFollowUp:
    def facts(self, **changed):
        return FollowUpFacts(
            **{"done_on": today(), "mode": "PHONE", "outcome": "STABLE", "note": "", "reopen": False, **changed}
        )

    @pytest.fixture
    def due(self, land):
        return make_follow_up(make_closing(land.case, approved=ago(10)), ago(1))

    def test_done(self, land, due):
        key = uuid.uuid4()
        done = record_follow_up(follow_up=due, facts=self.facts(), by=land.worker.actor, form_key=key)
        assert (done.done_on, done.outcome, done.on) == (today(), "STABLE", today())
        assert record_follow_up(follow_up=due, facts=self.facts(), by=land.worker.actor, form_key=key) == done
        assert "已经登记" in refused(record_follow_up, follow_up=due, facts=self.facts(), by=land.worker.actor)[0]

    def test_worse_is_flagged_and_reopened_in_one_step(self, land, due):
        facts = self.facts(outcome="WORSE", note="又摔了一跤", reopen=True)
        record_follow_up(follow_up=due, facts=facts, by=land.worker.actor)
        case = Case.objects.get(pk=land.case.pk)
        assert (case.state, case.closed_on) == ("REOPENED", None)
        assert AgendaItem.objects.get().reason == "结案后回访情况变差"

    def test_refuses_at_the_field(self, land, due):
        facts = self.facts(done_on=ago(11))
        assert refused(record_follow_up, follow_up=due, facts=facts, by=land.worker.actor)[1] == "done_on"

    def test_not_after_a_reopening(self, land, due):
        reopen_case(case=land.case, reason="NEW_NEED", by=land.worker.actor)
        assert "重开" in refused(record_follow_up, follow_up=due, facts=self.facts(), by=land.worker.actor)[0]


class TestReopen:
    def test_a_closing_that_did_not_hold_is_no_closing(self, land):
        closing = approve_closing(closing=ask(land), by=land.head.actor)
        reopen_case(case=land.case, reason="CLIENT_ASKS", by=land.worker.actor)
        closing.refresh_from_db()
        assert (closing.voided_on, closing.counted_version, live_entries("CASE_CLOSED")) == (today(), 2, 0)
        [(voucher, version, digest)] = expected_of(Closing, sealed=False)()
        assert (version, kept(digest)) == (2, Posting.objects.get(voucher=voucher, version=2).digest)
        assert outcomes(ago(1), today()) == []

    def test_and_closed_again_it_counts_once(self, land):
        approve_closing(closing=ask(land), by=land.head.actor)
        reopen_case(case=land.case, reason="MISTAKE", by=land.worker.actor)
        approve_closing(closing=ask(land, scores=[5] * 8), by=land.head.actor)
        assert live_entries("CASE_CLOSED") == 1
        assert Case.objects.get(pk=land.case.pk).state == "REOPENED"
        [one] = outcomes(ago(1), today())
        assert (one.goal_percent, one.pre, one.post, one.satisfaction, one.formal) == (80, 16, 40, 5, True)

    def test_refuses(self, land):
        assert "正在办理" in refused(reopen_case, case=land.case, reason="MISTAKE", by=land.worker.actor)[0]
        assert refused(reopen_case, case=land.case, reason="BORED", by=land.worker.actor)[1] == "reason"


def test_outcomes_add_up(land, station):
    make_closing(land.case, approved=ago(10), goal_percent=60, satisfaction=4)
    other = make_formal(station, land.other_worker)
    make_closing(other, approved=ago(9), goal_percent=None, satisfaction=None)
    hidden = make_formal(station, land.other_worker, sealed=True)
    make_closing(hidden, approved=ago(9))
    found = outcomes(ago(10), ago(9), stations=[station.pk])
    assert len(found) == 2
    assert len(outcomes(ago(10), ago(9), sealed=True)) == 3
    assert outcomes(ago(8), today()) == outcomes(ago(10), ago(9), stations=[]) == []
    assert outcomes(ago(10), ago(10), code_prefix=station.division_code[:6])[0].closed_on == ago(10)
    sums = sums_of(found)
    assert (sums.closed, sums.with_goals, sums.goal_sum, sums.with_scores, sums.improved) == (2, 1, 60, 0, 0)
    assert (sums.asked, sums.satisfaction_sum) == (1, 4)


def test_due_days_are_months_later(land):
    closing = approve_closing(closing=ask(land), by=land.head.actor)
    first = closing.follow_ups.order_by("due_on").first()
    assert dt.timedelta(days=28) <= first.due_on - today() <= dt.timedelta(days=31)
