"""Sealed cases: the commission is a gate, the team alone sees them, an emergency has an end and a review."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.roles import Role
from liangzhan.audit.models import Event, Reading, SealedDeed
from liangzhan.audit.sealed import deeds_about, sealed_deeds
from liangzhan.casework.models import Case, CaseMember, Commission, EmergencyAccess
from liangzhan.casework.queries.sealing import sealed_category, sealed_part
from liangzhan.casework.rules.sealing import CommissionFacts
from liangzhan.casework.services import sealed as services
from liangzhan.casework.services.cases import add_member
from liangzhan.casework.services.contacts import save_contact
from liangzhan.casework.tasks.sealing import nightly
from liangzhan.ledger.models import Entry, Posting, SealedPosting
from liangzhan.notices.models import Notice
from liangzhan.people.models import Person, Tie
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.staff.models import FieldTime, Post
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.casework.ground import contact, intake
from tests.factories.accounts import make_person
from tests.factories.casework import make_agreement
from tests.factories.people import resident_number

REASON = "服务对象失联，家人求助，需要联系方式"
CLIENT = PersonFacts(name="李某女", alias="小李", sex="2", id_number=resident_number(male=False), mobile="13900000001")


def paper(**changed):
    day = today()
    given = {"kind": "CORRECTION", "body": "某司法所", "number": "示例1号", "from_on": day - dt.timedelta(days=60)}
    return CommissionFacts(**{**given, "to_on": day + dt.timedelta(days=300), **changed})


def opened(ground, by=None, **changed):
    with sealed_deeds(uuid.uuid4()):
        return services.open_sealed_case(
            station=ground.station,
            client=CLIENT,
            intake=intake(),
            commission=paper(**changed),
            by=(by or ground.a).actor,
        )


class TestOpening:
    def test_number_series_team_and_category_of_its_own(self, ground):
        case = opened(ground)
        assert case.number.endswith(f"-SW-CASER-{today().year}-0001")
        assert [(one.worker, one.role) for one in case.members.order_by("role")] == [
            (ground.worker_boss, "HEAD"),
            (ground.worker_a, "LEAD"),
        ]
        assert (sealed_category(case), case.category) == ("X1", "X1")
        assert (case.person.name, Tie.objects.filter(person=case.person).exists()) == ("", False)

    def test_nothing_in_the_ordinary_records(self, ground):
        before = Event.objects.count(), Notice.objects.count()
        case = opened(ground)
        assert (Event.objects.count(), Notice.objects.count(), Posting.objects.count(), Entry.objects.count()) == (
            *before,
            0,
            0,
        )
        assert SealedPosting.objects.count() == 1
        names = [one["name"] for one in deeds_about(case.uuid)]
        assert names[0] == "person.registered"
        assert names[-1] == "sealed.opened"

    def test_the_same_form_twice(self, ground):
        key = uuid.uuid4()
        made = set()
        for _ in range(2):
            with sealed_deeds(uuid.uuid4()):
                case = services.open_sealed_case(
                    station=ground.station,
                    client=CLIENT,
                    intake=intake(),
                    commission=paper(),
                    form_key=key,
                    by=ground.a.actor,
                )
            made.add(case.pk)
        assert (len(made), Person.objects.filter(sealed_card__isnull=False).count()) == (1, 1)

    def test_refused(self, ground):
        with pytest.raises(RuleBroken) as refusal:
            opened(ground, from_on=today() + dt.timedelta(days=1))
        assert refusal.value.field == "on"
        with pytest.raises(RuleBroken) as refusal:
            opened(ground, body=" ")
        assert refusal.value.field == "body"
        assert not Case.objects.exists()
        with pytest.raises(RuntimeError):
            services.open_sealed_case(
                station=ground.station, client=CLIENT, intake=intake(), commission=paper(), by=ground.a.actor
            )


class TestWhoSees:
    def test_the_team_alone(self, ground):
        case = opened(ground)
        supervisor = make_person("督导", Role.SUPERVISOR, division=ground.station.site.division)
        for reader, action, sees in (
            (ground.a, Action.CASE_VIEW, True),
            (ground.boss, Action.CASE_VIEW, True),
            (ground.b, Action.CASE_VIEW, False),
            (ground.near, Action.CASE_VIEW, False),
            (supervisor, Action.CASE_ADVISE, False),
        ):
            assert Case.objects.within(reader.actor.scope, action).filter(pk=case.pk).exists() is sees
        CaseMember.objects.filter(worker=ground.worker_boss).update(ended_on=today())
        assert not Case.objects.within(ground.boss.actor.scope, Action.CASE_VIEW).exists()


class TestGate:
    def test_contacts_only_under_a_commission(self, ground):
        case = opened(ground)
        make_agreement(case)
        saved = save_contact(case=case, facts=contact(days_ago=0, hour=0, minutes=1), by=ground.a.actor)
        assert FieldTime.objects.get().sealed is True
        assert saved.category == "X1"
        services.end_commission(commission=case.commissions.get(), on=today() - dt.timedelta(days=1), by=ground.a.actor)
        with pytest.raises(RuleBroken, match="委托期已满"):
            save_contact(case=case, facts=contact(days_ago=0, hour=0, minutes=2), by=ground.a.actor)
        services.save_commission(case=case, facts=paper(from_on=today(), number="示例2号"), by=ground.a.actor)
        assert len(sealed_part(case, today()).commissions) == 2

    def test_end_outside_the_span(self, ground):
        case = opened(ground)
        with pytest.raises(RuleBroken, match="委托期内"):
            services.end_commission(
                commission=case.commissions.get(), on=today() + dt.timedelta(days=400), by=ground.a.actor
            )

    def test_not_for_an_ordinary_or_a_closed_case(self, ground):
        with pytest.raises(RuleBroken, match="不是限制查阅"):
            services.save_commission(case=ground.case(), facts=paper(), by=ground.a.actor)
        case = opened(ground)
        Case.objects.filter(pk=case.pk).update(closed_on=today())
        with pytest.raises(RuleBroken, match="已经结案"):
            services.save_commission(case=case, facts=paper(), by=ground.a.actor)

    def test_a_woman_in_the_group(self, ground):
        case = opened(ground)
        Person.objects.filter(pk__in=[ground.worker_a.person_id, ground.worker_boss.person_id]).update(sex="1")
        assert "女性" in sealed_part(case, today()).group
        Person.objects.filter(pk=ground.worker_b.person_id).update(sex="2")
        add_member(case=case, worker=ground.worker_b, by=ground.a.actor)
        assert sealed_part(case, today()).group == ""

    def test_no_part_for_an_ordinary_case(self, ground):
        assert sealed_part(ground.case(), today()) is None

    def test_the_person_is_mended(self, ground):
        case = opened(ground)
        services.edit_sealed_client(case=case, facts=PersonFacts(alias="小王"), by=ground.a.actor)
        assert sealed_part(case, today()).face.alias == "小王"


class TestNobodyLeft:
    def test_the_head_of_today_takes_it(self, ground):
        """A case whose team has gone is given to the head by night; while one of them holds a post nothing happens."""
        case = opened(ground)
        CaseMember.objects.filter(worker=ground.worker_boss).update(ended_on=today())
        assert services.restore_teams(by=ground.a.actor) == 0
        Post.objects.filter(worker=ground.worker_a).update(ends_on=today() - dt.timedelta(days=1))
        before = Event.objects.count()
        assert (services.restore_teams(by=ground.a.actor), services.restore_teams(by=ground.a.actor)) == (1, 0)
        assert Case.objects.within(ground.boss.actor.scope, Action.CASE_VIEW).get() == case
        assert [one.recipient for one in Notice.objects.filter(subject__startswith="casework.team")] == [
            ground.boss.user
        ]
        assert Event.objects.count() == before
        assert Case.objects.running().count() == 1

    def test_not_an_ordinary_case(self, ground):
        ground.case()
        Post.objects.filter(worker=ground.worker_a).update(ends_on=today() - dt.timedelta(days=1))
        assert services.restore_teams(by=ground.a.actor) == 0

    def test_by_night(self, ground):
        opened(ground)
        assert nightly(None) == {}


class TestLabel:
    def test_dropped_by_night_three_years_after(self, ground):
        case = opened(ground, kind="REHAB")
        assert sealed_category(case) == "X2"
        held = case.commissions.get()
        with pytest.raises(RuleBroken):
            services.drop_label(commission=held, by=ground.a.actor)
        old = today().replace(day=1) - dt.timedelta(days=3 * 366 + 40)
        Commission.objects.update(from_on=old, to_on=old + dt.timedelta(days=3))
        before = Event.objects.count()
        assert (services.drop_labels(by=ground.a.actor), services.drop_labels(by=ground.a.actor)) == (1, 0)
        case.refresh_from_db()
        assert (case.category, case.commissions.get().label, Event.objects.count()) == ("", "", before)


class TestEmergency:
    def ask(self, ground, case, by=None, **changed):
        given = {"number": case.number, "station": ground.station, "reason": REASON, **changed}
        return services.open_emergency(by=(by or ground.b).actor, **given)

    def test_read_for_some_hours(self, ground):
        case = opened(ground)
        access = self.ask(ground, case)
        reach = Case.objects.within(ground.b.actor.scope, Action.CASE_VIEW)
        assert reach.get() == case
        assert not Case.objects.within(ground.b.actor.scope, Action.CASE_WORK).exists()
        assert not Case.objects.within(ground.near.actor.scope, Action.CASE_VIEW).exists()
        assert access.closes_at - access.opened_at == dt.timedelta(hours=24)
        EmergencyAccess.objects.update(closes_at=timezone.now() - dt.timedelta(seconds=1))
        assert not Case.objects.within(ground.b.actor.scope, Action.CASE_VIEW).exists()

    def test_the_team_and_the_reviewers_are_told(self, ground, street_officer):
        case = opened(ground)
        self.ask(ground, case)
        told = dict(Notice.objects.values_list("recipient__uuid", "kind"))
        assert told[ground.a.user.uuid] == "RESULT"
        assert told[street_officer.user.uuid] == "TODO"
        assert ground.b.user.uuid not in told
        assert not any("小李" in text for text in Notice.objects.values_list("text", flat=True))

    @pytest.mark.parametrize("changed, field", [({"reason": "急"}, "reason"), ({"number": "没有这个案号"}, "number")])
    def test_refused(self, ground, changed, field):
        case = opened(ground)
        with pytest.raises(RuleBroken) as refusal:
            self.ask(ground, case, **changed)
        assert refusal.value.field == field

    def test_an_ordinary_number_and_a_neighbours_are_answered_alike(self, ground):
        case = opened(ground)
        said = set()
        for asked, by in ((ground.case().number, ground.b), (case.number, ground.near)):
            with pytest.raises(RuleBroken) as refusal:
                services.open_emergency(number=asked, station=ground.station, reason=REASON, by=by.actor)
            said.add(refusal.value.reasons)
        assert said == {("没有查到可以调阅的个案，请核对案号。",)}

    def test_trying_out_numbers_ends(self, ground):
        case = opened(ground)
        before = Event.objects.count(), Reading.objects.count()
        for _ in range(3):
            with pytest.raises(RuleBroken, match="没有查到"):
                self.ask(ground, case, number="x")
        with pytest.raises(RuleBroken, match="次数过多"):
            self.ask(ground, case)
        assert (Event.objects.count(), Reading.objects.count()) == before

    def test_reviewed_by_another(self, ground, street_officer, neighbour_county):
        access = self.ask(ground, opened(ground))
        for by, words in ((ground.b, "自己的调阅"), (neighbour_county, "另一人办理")):
            with pytest.raises(RuleBroken, match=words):
                services.review_emergency(access=access, justified=True, review="情况属实", by=by.actor)
        with pytest.raises(RuleBroken, match="复核意见"):
            services.review_emergency(access=access, justified=True, review=" ", by=street_officer.actor)
        done = services.review_emergency(access=access, justified=False, review="可以等次日", by=street_officer.actor)
        assert (done.justified, done.review) == (False, "可以等次日")
        with pytest.raises(RuleBroken, match="已经复核"):
            services.review_emergency(access=access, justified=True, review="再次", by=street_officer.actor)
        assert SealedDeed.objects.exists()
