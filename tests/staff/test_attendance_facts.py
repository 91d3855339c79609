"""What the day is read from (2.6.1): presences, trainings, persons that were merged, several stations; counted queries."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test.utils import CaptureQueriesContext

from liangzhan.occasions.models import Presence
from liangzhan.staff.models import Post
from liangzhan.staff.queries.attendance_facts import ledger_of
from liangzhan.staff.queries.attendance_year import year_of
from liangzhan.staff.queries.corrections import day_of_worker
from liangzhan.staff.queries.month import month_of, own_month, own_posts
from liangzhan.staff.queries.month_table import cell_of, live_rows
from liangzhan.toolkit.periods import acting_on, moment
from tests.factories.attendance import at, make_duty, make_leave, make_presence, open_hours
from tests.factories.credentials import make_enrolment, make_training
from tests.factories.people import BY, make_individual
from tests.factories.staff import make_post, make_worker
from tests.factories.stations import make_station

D = dt.date
DAY = D(2026, 5, 6)
MAY = D(2026, 5, 1)


@pytest.fixture(autouse=True)
def at_work():
    with acting_on(D(2026, 6, 10)):
        yield


@pytest.fixture
def worker(station):
    open_hours(station)
    return make_worker("陈某", station=station)


def day(worker, station, on=DAY):
    return day_of_worker(worker, station, on)


class TestTraining:
    def enrol(self, worker, station, start, end, state="COMPLETED"):
        training = make_training(station=station, starts_at=start, ends_at=end)
        make_enrolment(training, station, worker.person, state=state)
        return training

    def test_a_completed_one_counts_on_each_of_its_days(self, station, worker):
        self.enrol(worker, station, at(DAY, "08:30"), at(D(2026, 5, 7), "17:30"))
        for on in (DAY, D(2026, 5, 7)):
            assert (day(worker, station, on).status, day(worker, station, on).training_minutes) == ("TRAINING", 540)
        assert day(worker, station, D(2026, 5, 8)).status == "UNKEPT"

    def test_an_evening_ends_at_midnight(self, station, worker):
        self.enrol(worker, station, at(DAY, "20:00"), at(D(2026, 5, 7), "01:00"))
        assert (day(worker, station).training_minutes, day(worker, station, D(2026, 5, 7)).training_minutes) == (240, 0)

    def test_a_seat_is_no_presence_but_a_check_in_is(self, station, worker):
        make_duty(station, DAY)
        training = self.enrol(worker, station, at(DAY, "08:30"), at(DAY, "17:30"), state="SEATED")
        assert day(worker, station).status == "ABSENT"
        given = {"in_at": at(DAY, "08:30"), "in_way": "CODE", "in_by": BY}
        stay = Presence.objects.create(occasion=training.occasion, person=worker.person, **given)
        assert day(worker, station).training_minutes == 0  # nobody has said when it ended
        stay.out_at, stay.out_way, stay.out_by = at(DAY, "17:30"), "CODE", BY
        stay.save()
        assert day(worker, station).status == "TRAINING"


class TestPresence:
    def test_a_voided_stay_counts_nothing(self, station, worker):
        stay = make_presence(worker, station, DAY)
        stay.voided_at, stay.voided_by = at(DAY, "18:00"), BY
        stay.save()
        assert day(worker, station).status == "ABSENT"

    def test_what_was_written_on_a_merged_person_is_found(self, station, worker):
        alias = make_individual("陈某", merged_into=worker.person, state="MERGED")
        times = {"in_at": at(DAY, "08:30"), "out_at": at(DAY, "17:30")}
        ways = {"in_way": "CODE", "in_by": BY, "out_way": "CODE", "out_by": BY}
        Presence.objects.create(occasion=make_duty(station, DAY), person=alias, **times, **ways)
        assert day(worker, station).status == "NORMAL"

    def test_the_neighbours_presence_is_not_mine(self, station, worker):
        make_presence(make_worker("李某", station=station), station, DAY)
        assert day(worker, station).status == "ABSENT"

    def test_absence_needs_a_check_in_that_stood_open(self, station, neighbour_station, worker):
        make_duty(neighbour_station, DAY)
        assert day(worker, station).status == "UNKEPT"
        sibling = make_station(station.site, "VS")
        make_duty(sibling, DAY)  # one place, one check-in
        assert day(worker, station).status == "ABSENT"

    def test_one_check_in_serves_both_stations_of_a_site(self, station, worker):
        sibling = make_station(station.site, "VS")
        make_post(worker, sibling, fte=Decimal("0.4"))
        make_presence(worker, station, DAY)
        assert day(worker, sibling).status == day(worker, station).status == "NORMAL"
        own = own_month(own_posts(worker, MAY, D(2026, 5, 31)), MAY, moment())
        assert (own.totals.present, own.totals.days_due) == (1, 1)  # one day, not two

    def test_outside_the_post_there_is_no_day(self, station, worker):
        worker.posts.update(starts_on=D(2026, 5, 11), ends_on=D(2026, 5, 22))
        row = month_of(station, MAY, moment()).rows[0]
        assert row.days[9] is None and row.days[22] is None
        assert (sum(one.due_minutes > 0 for one in row.held_days), len(row.held_days)) == (10, 12)
        assert cell_of(None).word == "不在岗"


def test_half_a_day_of_leave_is_shown_beside_the_rest(station, worker):
    make_leave(worker, station, DAY, ends_half="AM", days=Decimal("0.5"))
    make_presence(worker, station, DAY, come="13:25")
    cell = live_rows(month_of(station, MAY, moment()))[0].cells[5]
    assert (cell.sign, cell.word) == ("√½", "正常，请假半天")


@pytest.mark.parametrize("count", [1, 6])
def test_the_queries_do_not_grow_with_the_workers(station, worker, count):
    from django.db import connection

    for number in range(count):
        make_presence(make_worker(f"同事{number}", station=station), station, DAY)
    posts = list(Post.objects.select_related("worker__person", "station"))
    with CaptureQueriesContext(connection) as asked:
        ledger_of(posts, MAY, D(2026, 5, 31))
    assert len(asked) == 12
    with CaptureQueriesContext(connection) as asked:
        assert len(year_of([post.worker_id for post in posts], 2026)) == count + 1
    assert len(asked) == 13
