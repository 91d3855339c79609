"""Learning of volunteers stands in the ledger once, at their own station, apart from service (I18)."""

from decimal import Decimal

import pytest

from liangzhan.credentials.queries.training_posting import expected_learning, learning_href
from liangzhan.credentials.rules.training import learned_minutes
from liangzhan.credentials.services.completion import Result, complete, correct_completion
from liangzhan.ledger.models import Entry, Posting
from liangzhan.ledger.queries.digests import kept
from tests.factories.credentials import make_enrolment, make_present, make_training
from tests.factories.people import BY, make_individual

SIX = Decimal("6.0")


@pytest.mark.parametrize(
    ("hours", "each", "minutes"), [("6.0", 45, 270), ("0.5", 45, 23), ("0.1", 45, 5), ("4", 60, 240)]
)
def test_hours_of_learning_as_minutes(hours, each, minutes):
    assert learned_minutes(Decimal(hours), each) == minutes


def held(station, person, *, kind="VOLUNTEER_BASIC", hours=SIX):
    training = make_training(days=-1, state="SEATED", kind=kind, hours=hours)
    row = make_enrolment(training, station, person, state="SEATED")
    make_present(training, person)
    return training, row


def standing(row):
    """(sum of minutes, sum of heads) that stand in the ledger for the line."""
    entries = Entry.objects.filter(posting__voucher=row.voucher)
    return sum(one.sign * one.minutes for one in entries), sum(one.sign for one in entries if one.person_id)


def checked():
    """What is expected stands in the ledger in its last version."""
    for voucher, version, digest in expected_learning():
        last = Posting.objects.filter(voucher=voucher).order_by("-version").first()
        assert (last.version, last.digest) == (version, kept(digest))


@pytest.mark.django_db
class TestCount:
    def test_a_volunteer_is_counted_and_a_worker_is_not(self, station, person):
        learner = make_individual("李志愿", station=station, tie="VOLUNTEER")
        training, row = held(station, learner)
        worker = make_enrolment(training, station, person, state="SEATED")
        make_present(training, person)
        complete(training=training, results={row.pk: Result(True, SIX), worker.pk: Result(True, SIX)}, by=BY)
        entry = Entry.objects.get()
        assert (entry.kind, entry.person_id, entry.minutes, entry.station) == (
            "VOLUNTEER_TRAINING",
            learner.pk,
            270,
            station,
        )
        checked()

    def test_social_work_courses_are_not_volunteers_training(self, station):
        learner = make_individual("李志愿", station=station, tie="VOLUNTEER")
        training, row = held(station, learner, kind="SOCIAL_WORK")
        complete(training=training, results={row.pk: Result(True, SIX)}, by=BY)
        assert not Entry.objects.exists()

    def test_a_correction_is_the_next_version(self, station):
        learner = make_individual("李志愿", station=station, tie="VOLUNTEER")
        training, row = held(station, learner)
        complete(training=training, results={row.pk: Result(True, SIX)}, by=BY)
        for result, stands in ((Result(False), (0, 0)), (Result(True, Decimal("4.0")), (180, 1))):
            row.refresh_from_db()
            correct_completion(enrolment=row, result=result, reason="核对签到表", by=BY)
            assert standing(row) == stands
            checked()

    def test_a_course_longer_than_a_day_is_one_head(self, station):
        learner = make_individual("李志愿", station=station, tie="VOLUNTEER")
        training, row = held(station, learner, hours=Decimal("40.0"))
        complete(training=training, results={row.pk: Result(True, Decimal("40.0"))}, by=BY)
        assert standing(row) == (1800, 1)
        checked()

    def test_the_figure_leads_to_the_training_within_reach(self, station, station_head):
        learner = make_individual("李志愿", station=station, tie="VOLUNTEER")
        training = make_training(station=station, kind="VOLUNTEER_BASIC")
        row = make_enrolment(training, station, learner)
        assert learning_href(str(row.uuid), station_head.actor).endswith(f"/trainings/{training.pk}/")
        far = make_training(code="220000000000", kind="VOLUNTEER_BASIC")
        assert learning_href(str(make_enrolment(far, station, learner).uuid), station_head.actor) == ""
