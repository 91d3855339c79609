"""The page of a case: shown to its team and the head; a neighbour, a former member and an ended post meet 404."""

import pytest
from django.urls import reverse

from liangzhan.audit.models import Reading
from tests.factories.casework import make_case
from tests.factories.staff import make_colleague
from tests.harness.sessions import signed_in_client


def page(case):
    return reverse("casework:case-page", args=[case.pk])


@pytest.fixture
def worker(station):
    return make_colleague("陈社工", station)


def test_it_shows_its_case_and_is_recorded(station, worker):
    account, one = worker
    case = make_case(station, worker=one, papers=True, contacts=1)
    client = signed_in_client(account.user)
    answer = client.get(page(case))
    assert answer.status_code == 200
    assert case.number in answer.content.decode()
    assert client.queries <= 25
    assert Reading.objects.filter(page="casework:case-page", object_ids=[str(case.uuid)], shown_class="P3").count() == 1
