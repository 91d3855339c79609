"""Completion from the roll; hours flow to continuing education once; one line is set right."""

import datetime as dt
from decimal import Decimal

from liangzhan.credentials.models import Learning
from liangzhan.credentials.queries.learning import hours_between
from liangzhan.credentials.services.completion import Result, complete, correct_completion
from liangzhan.toolkit.periods import today
from tests.credentials.conftest import refused
from tests.factories.credentials import make_enrolment, make_learning, make_present, make_training
from tests.factories.people import BY

SIX, FOUR = Decimal("6.0"), Decimal("4.5")
DONE = Result(True, SIX, "示例证 1 号")


def held(station, person, **fields):
    """A training of yesterday with one line for this person, who was there."""
    training = make_training(days=-1, state="SEATED", **fields)
    row = make_enrolment(training, station, person, state="SEATED")
    make_present(training, person)
    return training, row


class TestComplete:
    def test_who_was_there_gets_hours_and_the_rest_was_absent(self, station, person):
        training, row = held(station, person)
        absent = make_enrolment(training, station, state="SEATED")
        waiting = make_enrolment(training, station, state="WAITLIST")
        complete(training=training, results={row.pk: DONE}, by=BY)
        for one in (training, row, absent, waiting):
            one.refresh_from_db()
        assert training.state == "HELD"
        assert (row.state, row.hours, row.certificate_no) == ("COMPLETED", SIX, "示例证 1 号")
        assert (absent.state, absent.hours, waiting.state) == ("ABSENT", None, "WAITLIST")

    def test_the_hours_are_continuing_education_at_once(self, station, person):
        training, row = held(station, person)
        complete(training=training, results={row.pk: Result(True, FOUR)}, by=BY)
        learning = Learning.objects.get()
        yesterday = today() - dt.timedelta(days=1)
        assert (learning.person, learning.station, learning.enrolment) == (person, station, row)
        assert (learning.source, learning.state, learning.hours) == ("TRAINING", "COUNTED", FOUR)
        assert (learning.title, learning.organiser, learning.completed_on) == (
            training.title,
            "示例举办单位",
            yesterday,
        )
        assert hours_between({person.pk: (yesterday, yesterday)}) == {person.pk: FOUR}
        with refused("已经确认完成"):
            complete(training=training, results={row.pk: DONE}, by=BY)

    def test_volunteers_trainings_give_no_continuing_education(self, station, person):
        for kind in ("VOLUNTEER_SERVICE", "VOLUNTEER_BASIC", "VOLUNTEER_SPECIAL", "EMERGENCY"):
            training, row = held(station, person, kind=kind)
            complete(training=training, results={row.pk: DONE}, by=BY)
        assert Learning.objects.count() == 0

    def test_nobody_who_was_not_there_and_not_more_than_it_has(self, station, person):
        training, row = held(station, person)
        stranger = make_enrolment(training, station, state="SEATED", label="赵某")
        with refused("赵某：签到记录里没有到场", f"line-{stranger.pk}"):
            complete(training=training, results={stranger.pk: DONE}, by=BY)
        with refused("不超过 6.0", f"line-{row.pk}"):
            complete(training=training, results={row.pk: Result(True, Decimal("6.1"))}, by=BY)

    def test_an_unlimited_one_needs_no_step_of_seats(self, station, person):
        training = make_training(days=-1)
        row = make_enrolment(training, station, person)
        make_present(training, person)
        complete(training=training, results={row.pk: DONE}, by=BY)
        row.refresh_from_db()
        assert (training.__class__.objects.get().state, row.state) == ("HELD", "COMPLETED")

    def test_not_before_the_end(self, station, person):
        with refused("还没有结束"):
            complete(training=make_training(days=1, state="SEATED"), results={}, by=BY)
        with refused("请先确定名额"):
            complete(training=make_training(days=-1, seats=5), results={}, by=BY)

    def test_the_same_course_typed_in_before_does_not_count_twice(self, station, person):
        training, row = held(station, person)
        yesterday = today() - dt.timedelta(days=1)
        typed = make_learning(person, station, title=f"《{training.title}》", completed_on=yesterday)
        other = make_learning(person, station, title="另一门课", completed_on=yesterday)
        complete(training=training, results={row.pk: DONE}, by=BY)
        typed.refresh_from_db()
        other.refresh_from_db()
        assert (typed.state, other.state) == ("REFUSED", "COUNTED")


class TestCorrect:
    def test_there_and_back(self, station, person):
        training, row = held(station, person)
        complete(training=training, results={}, by=BY)
        row.refresh_from_db()
        assert (row.state, Learning.objects.count()) == ("ABSENT", 0)
        correct_completion(enrolment=row, result=DONE, reason="漏登记", by=BY)
        assert [(one.state, one.hours) for one in Learning.objects.all()] == [("COUNTED", SIX)]
        correct_completion(enrolment=row, result=Result(True, FOUR), reason="中途离开", by=BY)
        assert [(one.state, one.hours) for one in Learning.objects.all()] == [("COUNTED", FOUR)]
        correct_completion(enrolment=row, result=Result(False), reason="登记错人", by=BY)
        row.refresh_from_db()
        assert (row.state, row.hours, row.certificate_no) == ("ABSENT", None, "")
        assert [(one.state, one.hours) for one in Learning.objects.all()] == [("REFUSED", FOUR)]
        correct_completion(enrolment=row, result=DONE, reason="没有错", by=BY)
        assert [(one.state, one.hours) for one in Learning.objects.all()] == [("COUNTED", SIX)]

    def test_needs_a_reason_a_finished_line_and_a_presence(self, station, person):
        training, row = held(station, person)
        with refused("只有已确认完成情况"):
            correct_completion(enrolment=row, result=DONE, reason="错", by=BY)
        absent = make_enrolment(training, station, state="ABSENT")
        with refused("更正的理由", "reason"):
            correct_completion(enrolment=absent, result=DONE, reason=" ", by=BY)
        with refused("没有到场"):
            correct_completion(enrolment=absent, result=DONE, reason="漏登记", by=BY)
