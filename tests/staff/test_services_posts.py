"""Taking up, changing, correcting and leaving posts."""

import datetime as dt
import threading
from decimal import Decimal as D

import pytest
from django.db import connection, connections

from liangzhan.access.actor import Actor
from liangzhan.accounts.queries import actor_of
from liangzhan.audit.models import Event
from liangzhan.people.models import Person, Tie
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.services.register import unlink_user
from liangzhan.staff.models import Post, Worker
from liangzhan.staff.rules.workers import WorkerFacts
from liangzhan.staff.services.posts import cancel_post, change_post, correct_post, end_post, open_post
from liangzhan.staff.services.workers import link_account, save_worker, unlink_account
from liangzhan.stations.models import StaffDeclaration, Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories.accounts import make_user
from tests.factories.credentials import make_clearance
from tests.factories.people import make_individual, resident_number
from tests.factories.staff import make_certificate, make_colleague, make_post, make_worker
from tests.factories.stations import make_site, make_station

BY = Actor.system("测试")
TODAY = dt.date.today()
FULL, PART = "FULL_TIME", "PART_TIME"


def ago(days):
    return TODAY - dt.timedelta(days=days)


def refusal(service, **given):
    with pytest.raises(RuleBroken) as caught:
        service(**given)
    return caught.value.field, caught.value.reasons[0]


@pytest.fixture
def twin(station):
    return make_station(station.site, "VS")


def opening(station, worker=None, **fields):
    given = {"role": "SOCIAL_WORKER", "employment": FULL, "starts_on": ago(30), "by": BY}
    return {"station": station, "worker": worker, **given, **fields}


class TestOpen:
    def test_a_new_person(self, station):
        number = resident_number()
        facts = PersonFacts(name="王小明", id_number=number)
        about = WorkerFacts(identity="AGENCY", employer="示例社工中心", office_phone="024-12345678")
        post = open_post(**opening(station, person=facts, about=about))
        assert (post.worker.display_name, post.worker.employer, post.fte) == ("王小明", "示例社工中心", D(1))
        assert post.division_code == station.division_code
        tie = Tie.objects.get(person=post.worker.person, station=station, kind="STAFF")
        assert (tie.opened_on, tie.ended_on) == (TODAY, None)
        event = Event.objects.get(name="worker.post.opened")
        assert number not in str(event.details) and "王小明" not in str(event.details)

    def test_a_known_person_is_the_same_worker(self, station, neighbour_station):
        facts = PersonFacts(name="王小明", id_number=resident_number())
        about = WorkerFacts(identity="COMMITTEE_MEMBER")
        first = open_post(**opening(station, person=facts, about=about, employment=PART))
        again = WorkerFacts(identity="REHIRED", employer="示例机构")
        second = open_post(**opening(neighbour_station, person=facts, about=again, employment=PART))
        assert second.worker_id == first.worker_id
        second.worker.refresh_from_db()
        assert (second.worker.identity, second.worker.employer) == ("COMMITTEE_MEMBER", "示例机构")
        assert (Person.objects.count(), Tie.objects.live().count()) == (1, 2)

    def test_nobody_named(self, station):
        assert refusal(open_post, **opening(station)) == ("name", "请选择工作人员，或填写新工作人员的姓名。")
        assert refusal(open_post, **opening(station, person=PersonFacts(alias="小王"))) == ("name", "请填写姓名。")

    def test_nothing_is_left_of_a_refused_one(self, station):
        facts = PersonFacts(name="王小明", id_number=resident_number(born_on=ago(365 * 15)))
        field, words = refusal(open_post, **opening(station, person=facts))
        assert (field, "还不满 16 周岁" in words) == ("starts_on", True)
        assert (Person.objects.count(), Worker.objects.count(), Tie.objects.count()) == (0, 0, 0)

    def test_agency_needs_its_name(self, station):
        given = opening(station, person=PersonFacts(name="王小明"), about=WorkerFacts(identity="AGENCY"))
        assert refusal(open_post, **given)[0] == "employer"

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"starts_on": dt.date(1970, 1, 1)}, "starts_on"),
            ({"starts_on": TODAY + dt.timedelta(400)}, "starts_on"),
            ({"ends_on": ago(31)}, "ends_on"),
            ({"fte": D("1.2")}, "fte"),
            ({"employment": PART, "fte": D(1)}, "fte"),
        ],
    )
    def test_impossible(self, station, fields, field):
        worker = make_worker()
        assert refusal(open_post, **opening(station, worker, **fields))[0] == field
        assert Post.objects.count() == 0

    def test_contract(self, station):
        worker = make_worker(contract_ends_on=ago(40))
        assert "合同止期" in refusal(open_post, **opening(station, worker))[1]

    def test_closed_station(self, station):
        Station.objects.filter(pk=station.pk).update(state="CLOSED", closed_on=TODAY)
        station.refresh_from_db()
        assert "已关闭" in refusal(open_post, **opening(station, make_worker()))[1]

    def test_same_post_twice(self, station, neighbour_station):
        worker = make_worker()
        open_post(**opening(station, worker, employment=PART))
        assert refusal(open_post, **opening(station, worker, employment=PART))[0] == "role"
        assert open_post(**opening(station, worker, employment=PART, role="ASSISTANT", fte=D("0.3")))
        assert open_post(**opening(neighbour_station, worker, employment=PART, fte=D("0.2")))

    def test_more_than_a_week(self, station, neighbour_station):
        worker = make_worker()
        open_post(**opening(neighbour_station, worker, employment=PART, fte=D("0.6")))
        field, words = refusal(open_post, **opening(station, worker))
        assert field == "fte"
        assert "本岗位最多填 0.4" in words
        assert neighbour_station.name not in words

    def test_both_stations_of_a_site(self, station, twin):
        worker = open_post(**opening(station, make_worker(), fte=D("0.5"))).worker
        assert open_post(**opening(twin, worker, fte=D("0.5"), role="VS_KEEPER"))

    def test_to_come(self, station):
        post = open_post(**opening(station, person=PersonFacts(name="王小明"), starts_on=TODAY + dt.timedelta(20)))
        assert Tie.objects.get(person=post.worker.person).opened_on == TODAY
        assert not StaffDeclaration.objects.filter(station=station).exists()


class TestMinors:
    def test_blocked_without_a_query(self, station):
        worker = make_worker()
        assert refusal(open_post, **opening(station, worker, serves_minors=True))[0] == "serves_minors"
        post = open_post(**opening(station, worker))
        given = {"post": post, "on": TODAY, "employment": FULL, "serves_minors": True, "by": BY}
        assert refusal(change_post, **given)[0] == "serves_minors"
        assert not Post.objects.filter(serves_minors=True).exists()

    def test_allowed_with_a_clear_one_that_still_holds_on_the_first_day(self, station):
        worker = make_worker()
        make_clearance(worker.person, station, queried_on=ago(300))
        later = opening(station, worker, serves_minors=True, starts_on=TODAY + dt.timedelta(90))
        assert refusal(open_post, **later)[0] == "serves_minors"
        assert open_post(**opening(station, worker, serves_minors=True)).serves_minors


class TestChange:
    def test_from_a_day(self, station):
        post = open_post(**opening(station, make_worker()))
        later = change_post(post=post, on=ago(10), employment=PART, serves_minors=False, by=BY)
        post.refresh_from_db()
        assert (post.ends_on, post.ended_reason, post.fte) == (ago(11), "岗位调整", D(1))
        assert (later.starts_on, later.ends_on, later.fte, later.employment) == (ago(10), None, D("0.5"), PART)
        assert Tie.objects.live().filter(person=post.worker.person).count() == 1

    def test_on_the_first_day_it_is_a_correction(self, station):
        post = open_post(**opening(station, make_worker()))
        changed = change_post(post=post, on=ago(30), employment=PART, fte=D("0.3"), serves_minors=False, by=BY)
        assert (changed.pk, changed.fte, Post.objects.count()) == (post.pk, D("0.3"), 1)

    def test_refused(self, station, neighbour_station):
        worker = make_worker()
        post = open_post(**opening(station, worker, employment=PART, ends_on=TODAY))
        open_post(**opening(neighbour_station, worker, employment=PART))
        given = {"post": post, "serves_minors": False, "by": BY}
        assert refusal(change_post, **given, on=ago(1), employment=FULL)[0] == "fte"
        assert refusal(change_post, **given, on=TODAY + dt.timedelta(1), employment=PART)[0] == "on"
        open_ended = open_post(**opening(station, make_worker("李小红"), employment=PART))
        late = {"post": open_ended, "serves_minors": False, "by": BY, "employment": PART}
        assert refusal(change_post, **late, on=TODAY + dt.timedelta(500))[0] == "on"

    def test_correct(self, station):
        post = open_post(**opening(station, make_worker()))
        given = {"post": post, "role": "ASSISTANT", "starts_on": ago(60), "by": BY}
        assert refusal(correct_post, **given, reason=" ")[0] == "reason"
        fixed = correct_post(**given, reason="岗位选错")
        assert (fixed.pk, fixed.role, fixed.starts_on) == (post.pk, "ASSISTANT", ago(60))
        assert refusal(correct_post, **{**given, "starts_on": dt.date(1970, 1, 1)}, reason="x")[0] == "starts_on"


class TestEnd:
    def test_the_tie_goes_with_the_last_post(self, station):
        worker = make_worker()
        one = open_post(**opening(station, worker, employment=PART))
        other = open_post(**opening(station, worker, employment=PART, role="ASSISTANT"))
        end_post(post=one, ends_on=ago(2), reason="合同到期", by=BY)
        assert Tie.objects.live().filter(person=worker.person).exists()
        end_post(post=other, ends_on=ago(1), reason="合同到期", by=BY)
        tie = Tie.objects.get(person=worker.person)
        assert (tie.opened_on, tie.ended_on) == (TODAY, TODAY)  # known for a day, whatever day the post ended

    def test_today_is_still_a_day_of_work(self, station):
        post = open_post(**opening(station, make_worker()))
        end_post(post=post, ends_on=TODAY, reason="合同到期", by=BY)
        assert Tie.objects.live().filter(person=post.worker.person).exists()

    def test_a_post_elsewhere_does_not_keep_the_tie_here(self, station, neighbour_station):
        worker = make_worker()
        here = open_post(**opening(station, worker, employment=PART))
        open_post(**opening(neighbour_station, worker, employment=PART))
        end_post(post=here, ends_on=ago(1), reason="调出", by=BY)
        assert [tie.station_id for tie in Tie.objects.live()] == [neighbour_station.pk]

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"ends_on": ago(31)}, "ends_on"),
            ({"ends_on": TODAY + dt.timedelta(400)}, "ends_on"),
            ({"reason": "  "}, "reason"),
        ],
    )
    def test_refused(self, station, fields, field):
        post = open_post(**opening(station, make_worker()))
        assert refusal(end_post, **{"post": post, "ends_on": TODAY, "reason": "到期", "by": BY, **fields})[0] == field

    def test_a_later_end_must_leave_room(self, station, neighbour_station):
        worker = make_worker()
        post = open_post(**opening(station, worker, ends_on=ago(10)))
        open_post(**opening(neighbour_station, worker, starts_on=ago(9)))
        assert refusal(end_post, post=post, ends_on=TODAY, reason="延期", by=BY)[0] == "ends_on"
        make_post(worker, station, starts_on=ago(9), fte=D("0.01"), ends_on=ago(8))

    def test_cancel(self, station):
        post = open_post(**opening(station, person=PersonFacts(name="王小明"), starts_on=TODAY + dt.timedelta(9)))
        assert refusal(cancel_post, post=post, reason="", by=BY)[0] == "reason"
        worker = cancel_post(post=post, reason="本人不来了", by=BY)
        assert not worker.posts.exists()
        assert not Tie.objects.live().exists()
        begun = open_post(**opening(station, worker))
        assert "已经上岗" in refusal(cancel_post, post=begun, reason="x", by=BY)[1]


class TestCounted:
    def test_in_step_with_every_deed(self, station):
        def says():
            row = StaffDeclaration.objects.get(station=station)
            return (row.full_time, row.part_time, row.certified, row.counted)

        worker = make_worker()
        make_certificate(worker)
        post = open_post(**opening(station, worker))
        assert says() == (1, 0, 1, True)
        changed = change_post(post=post, on=ago(3), employment=PART, serves_minors=False, by=BY)
        assert says() == (0, 1, 1, True)
        end_post(post=changed, ends_on=ago(1), reason="到期", by=BY)
        assert says() == (0, 0, 0, True)


class TestWorker:
    def test_save(self, station):
        worker = make_worker(station=station)
        saved = save_worker(worker=worker, about=WorkerFacts(identity="REHIRED", employer=" 示例 "), by=BY)
        assert (saved.identity, saved.employer) == ("REHIRED", "示例")
        assert refusal(save_worker, worker=worker, about=WorkerFacts(office_phone="1"), by=BY)[0] == "office_phone"

    def test_link_account(self, station, neighbour_station, social_worker, neighbour_head):
        worker = make_worker(station=station)
        assert refusal(link_account, worker=worker, user=neighbour_head.user, by=BY)[0] == "user"
        link_account(worker=worker, user=social_worker.user, by=BY)
        social_worker.user.refresh_from_db()
        assert social_worker.user.person_uuid == worker.person.uuid
        other = make_worker("李小红", station=station)
        assert refusal(link_account, worker=other, user=social_worker.user, by=BY)[0] == "user"

    def test_unlink_account(self, station, social_worker):
        worker = make_worker(station=station)
        assert "还没有关联账户" in refusal(unlink_account, worker=worker, by=BY)[1]
        link_account(worker=worker, user=social_worker.user, by=BY)
        social_worker.user.refresh_from_db()
        own = actor_of(social_worker.user, on=today(), second_factor=False)
        assert "不能解除自己的账户" in refusal(unlink_account, worker=worker, by=own)[1]
        unlink_account(worker=worker, by=BY)
        social_worker.user.refresh_from_db()
        assert social_worker.user.person_uuid is None and social_worker.user.is_active
        link_account(worker=make_worker("李小红", station=station), user=social_worker.user, by=BY)
        with pytest.raises(RuleBroken, match="没有关联人员"):
            unlink_user(user=make_user("没有关联"), by=BY)

    def test_an_account_with_a_person_is_not_offered(self, station):
        _, worker = make_colleague("陈社工", station)
        other = make_worker("李小红", station=station)
        from liangzhan.staff.queries.workers import account_of, linkable_users

        assert account_of(worker).display_name == "陈社工"
        assert list(linkable_users(other, TODAY)) == []


def in_parallel(*deeds):
    """Each deed on a connection of its own, started together; the answers."""
    answers, gate = [], threading.Barrier(len(deeds))

    def run(deed):
        try:
            gate.wait(10)
            deed()
            answers.append("done")
        except RuleBroken as found:
            answers.append(found.field)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    return sorted(answers)


class TestTwoAtOnce:
    """Two real connections: the second sees what the first wrote."""

    def stations(self):
        from tests.factories import divisions as places

        here, there = places.communities(places.COUNTY[:6])[:2]
        return make_station(make_site(here)), make_station(make_site(there))

    def test_workload(self, committed_db):
        one, other = self.stations()
        worker = make_worker()
        given = {"fte": D("0.6"), "employment": PART}
        deeds = [
            lambda: open_post(**opening(one, worker, **given)),
            lambda: open_post(**opening(other, worker, **given)),
        ]
        assert in_parallel(*deeds) == ["done", "fte"]
        assert Post.objects.count() == 1
        connection.close()

    def test_same_post(self, committed_db):
        one, _ = self.stations()
        worker = make_worker()
        given = opening(one, worker, fte=D("0.3"), employment=PART)
        assert in_parallel(lambda: open_post(**given), lambda: open_post(**given)) == ["done", "role"]
        connection.close()

    def test_one_new_person_at_two_stations(self, committed_db):
        one, other = self.stations()
        facts = PersonFacts(name="王小明", id_number=resident_number())
        deeds = [lambda: open_post(**opening(one, person=facts)), lambda: open_post(**opening(other, person=facts))]
        assert in_parallel(*deeds) == ["done", "fte"]
        assert (Worker.objects.count(), Post.objects.count()) == (1, 1)
        connection.close()


def test_an_individual_who_is_no_worker_yet(station):
    person = make_individual(station=station)
    from liangzhan.staff.services.workers import worker_for

    worker = worker_for(person=person, name="王小明", about=WorkerFacts(), by=BY)
    assert worker_for(person=person, name="王小明", about=WorkerFacts(), by=BY).pk == worker.pk
