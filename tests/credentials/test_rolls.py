"""The occasion of a training leads to its page, and its roll knows the people by the names of the roster."""

from liangzhan.occasions.owners import link_of, names_of
from tests.factories.credentials import make_enrolment, make_training
from tests.factories.occasions import make_occasion


def test_link_and_names(station, person):
    training = make_training(title="小组工作")
    make_enrolment(training, station, person, label="王社工")
    assert link_of(training.occasion) == ("小组工作", f"/credentials/trainings/{training.pk}/")
    assert names_of(training.occasion, [person.pk, 0]) == {person.pk: "王社工"}


def test_an_occasion_without_a_training(db):
    assert link_of(make_occasion(kind="TRAINING")) is None
