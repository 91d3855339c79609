"""Signing up, stepping back, seats by the rule; the same at two connections."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangzhan.credentials.models import Enrolment
from liangzhan.credentials.queries.people import Holder
from liangzhan.credentials.queries.training import applicants_of
from liangzhan.credentials.rules.seats import seat_order
from liangzhan.credentials.services.enrolment import enrol, enrol_people, seat, withdraw
from liangzhan.divisions.services import set_zone
from liangzhan.notices.models import Notice
from liangzhan.occasions.models import Attendee
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.credentials.conftest import refused
from tests.factories import divisions as places
from tests.factories.credentials import at, make_enrolment, make_training
from tests.factories.people import BY, make_individual
from tests.factories.stations import make_site, make_station


def sign_up(training, person, station, by=BY, community_worker=False):
    return enrol(
        training=training, person=person, label="王小明", station=station, community_worker=community_worker, by=by
    )


def states(training):
    return list(training.enrolments.order_by("id").values_list("state", flat=True))


class TestEnrol:
    def test_oneself_and_ones_people(self, station, person, worker, station_head, street_officer, committee_member):
        row = sign_up(make_training(seats=9), person, station, worker.actor)
        assert (row.state, row.label, row.station, row.applied_by.uuid) == (
            "APPLIED",
            "王小明",
            station,
            worker.user.uuid,
        )
        for who in (station_head, street_officer, committee_member):
            assert sign_up(make_training(days=20), make_individual(station=station), station, who.actor)

    def test_not_others(self, station, person, neighbour, neighbour_station, worker, station_head, neighbour_head):
        training = make_training()
        colleague = make_individual(station=station)
        for who in (worker, neighbour_head):
            with refused("只能为自己或本站的人员报名"):
                sign_up(training, colleague, station, who.actor)
        with refused("不是这个站点的人员"):
            sign_up(training, neighbour, station, station_head.actor)
        with refused("不是这个站点的人员"):
            sign_up(training, person, neighbour_station, worker.actor)

    @pytest.mark.parametrize("code", ["210103000000", "210200000000", "210102999000"])
    def test_only_where_the_training_is_for(self, station, person, worker, code):
        with refused("不面向这个站点"):
            sign_up(make_training(code=code), person, station, worker.actor)

    def test_province_city_street_and_own_station_are_for_it(self, station, person, worker):
        codes = ["210000000000", "210100000000", f"{station.division_code[:9]}000", station.division_code]
        for day, code in enumerate(codes, 10):
            assert sign_up(make_training(code=code, days=day), person, station, worker.actor)

    def test_a_zone_reaches_its_members(self, station, person, worker):
        set_zone(name="示例区", code="21Z001000000", members=[places.division(places.COUNTY)], by=BY)
        assert sign_up(make_training(code="21Z001000000"), person, station, worker.actor)

    def test_recorded_afterwards(self, station, person, worker, station_head):
        """Who was there is entered by whoever answers for them, on the roll at once, and nobody is called to the past."""
        past = make_training(days=-3, seats=None)
        row = enrol_people(training=past, people=[Holder(person, station, "王小明", False)], by=station_head.actor)[0]
        assert row.state == "SEATED" and Attendee.objects.filter(occasion=past.occasion, person=person).exists()
        assert not Notice.objects.filter(text__contains="请准时参加").exists()
        other = make_individual(station=station)
        with refused("已开始或已结束"):
            sign_up(past, other, station, station_head.actor)
        with refused("已开始或已结束"):
            enrol_people(
                training=make_training(days=-2), people=[Holder(person, station, "王小明", False)], by=worker.actor
            )

    def test_closed_over_and_twice(self, station, person, worker):
        yesterday = today() - dt.timedelta(days=1)
        for training, words in (
            (make_training(state="DRAFT"), "没有开放"),
            (make_training(state="CANCELLED"), "已取消"),
            (make_training(days=-1), "已开始或已结束"),
            (make_training(enrolment_ends_on=yesterday), "截止"),
        ):
            with refused(words):
                sign_up(training, person, station, worker.actor)
        training = make_training()
        sign_up(training, person, station, worker.actor)
        with refused("已经报过名"):
            sign_up(training, person, station, worker.actor)

    def test_again_after_stepping_back(self, station, person, worker):
        training = make_training()
        withdraw(enrolment=sign_up(training, person, station, worker.actor), by=worker.actor)
        sign_up(training, person, station, worker.actor)
        assert states(training) == ["WITHDRAWN", "SEATED"]

    def test_not_at_the_same_time_elsewhere(self, station, person, worker):
        first = make_training(title="小组工作")
        sign_up(first, person, station, worker.actor)
        with refused("同一时段已报名“小组工作”"):
            sign_up(make_training(starts_at=at(10, 15), ends_at=at(10, 18)), person, station, worker.actor)
        assert sign_up(make_training(starts_at=at(10, 16), ends_at=at(10, 18)), person, station, worker.actor)

    def test_several_at_once_all_or_none(self, station, station_head, neighbour):
        training = make_training()
        people = [Holder(make_individual(station=station), station, f"人{n}", n == 1) for n in range(2)]
        rows = enrol_people(training=training, people=people, by=station_head.actor)
        assert [(row.label, row.community_worker) for row in rows] == [("人0", False), ("人1", True)]
        with refused("人0：已经报过名", "people"):
            fresh = Holder(make_individual(station=station), station, "新人", False)
            enrol_people(training=training, people=[fresh, people[0]], by=station_head.actor)
        assert training.enrolments.count() == 2


class TestSeats:
    def test_without_a_limit_one_has_a_seat_and_stands_on_the_roll_at_once(self, station, worker, person):
        training = make_training()
        row = sign_up(training, person, station, worker.actor)
        assert row.state == "SEATED"
        assert [one.person for one in Attendee.objects.all()] == [person]
        assert Notice.objects.get(recipient=worker.user).text.startswith("培训“个案工作方法”已录取")
        withdraw(enrolment=row, by=worker.actor)
        assert Attendee.objects.count() == 0

    def test_community_workers_first_and_everybody_is_told(self, station, worker, person, community_workers):
        training = make_training(seats=1)
        late = make_individual(station=station)
        sign_up(training, person, station, worker.actor)
        sign_up(training, late, station, community_worker=True)
        seat(training=training, by=BY)
        training.refresh_from_db()
        assert (training.state, states(training)) == ("SEATED", ["WAITLIST", "SEATED"])
        assert [one.person for one in Attendee.objects.all()] == [late]
        assert "候补" in Notice.objects.get(recipient=worker.user).text

    def test_a_free_seat_after_that_and_then_full(self, station):
        training = make_training(seats=2)
        sign_up(training, make_individual(station=station), station)
        seat(training=training, by=BY)
        row = sign_up(training, make_individual(station=station), station)
        assert row.state == "SEATED"
        with refused("名额已满"):
            sign_up(training, make_individual(station=station), station, community_worker=True)

    def test_stepping_back_brings_up_the_next_by_the_same_rule(self, station):
        training = make_training(seats=1)
        first = sign_up(training, make_individual(station=station), station, community_worker=True)
        sign_up(training, make_individual(station=station), station)
        sign_up(training, make_individual(station=station), station, community_worker=True)
        seat(training=training, by=BY)
        assert states(training) == ["SEATED", "WAITLIST", "WAITLIST"]
        withdraw(enrolment=first, by=BY)
        assert states(training) == ["WITHDRAWN", "WAITLIST", "SEATED"]
        assert list(Attendee.objects.values_list("person_id", flat=True)) == [
            training.enrolments.latest("id").person_id
        ]

    def test_no_stepping_back_after_the_beginning_nor_twice(self, station):
        started = make_enrolment(make_training(days=-1), station, state="SEATED")
        with refused("培训已经开始"):
            withdraw(enrolment=started, by=BY)
        row = make_enrolment(make_training(), station, state="WITHDRAWN")
        with refused("已经结束"):
            withdraw(enrolment=row, by=BY)

    def test_only_once(self, station):
        with refused("不能变为"):
            seat(training=make_training(state="SEATED"), by=BY)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("enrol"), st.booleans()),
        st.tuples(st.just("withdraw"), st.integers(0, 9)),
        st.tuples(st.just("seat"), st.none()),
    ),
    max_size=14,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.integers(1, 3))
def test_any_order_of_deeds_gives_the_seats_of_the_rule(db, community, steps, seats):
    """Whatever was done in which order, the seats are those of the rule over who is live; never more than seats."""
    with transaction.atomic():
        station = make_station(make_site(community))
        training = make_training(seats=seats)
        rows = []
        for deed, what in steps:
            try:
                if deed == "enrol":
                    rows.append(sign_up(training, make_individual(station=station), station, community_worker=what))
                elif deed == "withdraw" and what < len(rows):
                    withdraw(enrolment=rows[what], by=BY)
                elif deed == "seat":
                    seat(training=training, by=BY)
                    training.refresh_from_db()
            except RuleBroken:
                pass
        training.refresh_from_db()
        held = set(training.enrolments.filter(state="SEATED").values_list("id", flat=True))
        seated, _ = seat_order(applicants_of(training), seats)
        assert len(held) <= seats
        assert held == ({one.key for one in seated} if training.state == "SEATED" else set())
        assert set(Attendee.objects.values_list("person_id", flat=True)) == set(
            Enrolment.objects.filter(pk__in=held).values_list("person_id", flat=True)
        )
        transaction.set_rollback(True)


class TestTwoAtOnce:
    """Two connections: the last seat, and the same person twice."""

    def race(self, deeds):
        start, found = threading.Barrier(len(deeds)), []

        def run(deed):
            try:
                start.wait()
                deed()
                found.append("done")
            except RuleBroken as refusal:
                found.append(refusal.reasons[0])
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(found)

    def test_the_last_seat(self, committed_db):
        station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
        training = make_training(seats=1, state="SEATED")
        people = [make_individual(station=station) for _ in range(3)]
        found = self.race([lambda one=one: sign_up(training, one, station) for one in people])
        assert found.count("done") == 1
        assert [words for words in found if words != "done"] == ["名额已满并已确定，不能再报名。"] * 2
        assert states(training) == ["SEATED"]

    def test_one_person_twice(self, committed_db):
        station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
        training, person = make_training(), make_individual(station=station)
        found = self.race([lambda: sign_up(training, person, station)] * 3)
        assert found == ["done", "已经报过名，不用重复报名。", "已经报过名，不用重复报名。"]

    def test_two_trainings_at_one_time(self, committed_db):
        station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
        person, trainings = make_individual(station=station), [make_training() for _ in range(2)]
        found = self.race([lambda one=one: sign_up(one, person, station) for one in trainings])
        assert found.count("done") == 1
        assert Enrolment.objects.count() == 1

    def test_two_step_back_and_the_seats_are_filled_once(self, committed_db):
        station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
        training = make_training(seats=2)
        rows = [sign_up(training, make_individual(station=station), station) for _ in range(5)]
        seat(training=training, by=BY)
        found = self.race([lambda row=row: withdraw(enrolment=row, by=BY) for row in rows[:2]])
        assert found == ["done", "done"]
        assert states(training) == ["WITHDRAWN", "WITHDRAWN", "SEATED", "SEATED", "WAITLIST"]
