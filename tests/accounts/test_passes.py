"""Passes: a code that holds for one person, once, for a short time; an actor over himself and nothing else."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import ANONYMOUS
from liangzhan.accounts.models import Pass, PassCode
from liangzhan.accounts.passing import actor_of_pass
from liangzhan.accounts.services.passes import end_passes, make_pass_code, try_pass_code
from liangzhan.toolkit.periods import today
from tests.factories.people import BY

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder():
    return uuid4()


def wrong(code):
    return "000000" if code != "000000" else "000001"


def test_the_right_code_gives_a_pass_once(holder):
    code = make_pass_code(person_uuid=holder, way="DESK", by=BY)
    tried = try_pass_code(person_uuid=holder, code=f" {code} ", by=BY)
    assert tried.given.person_uuid == holder and tried.given.ends_on == today() + dt.timedelta(days=180)
    again = try_pass_code(person_uuid=holder, code=code, by=BY)
    assert (again.given, again.problem) == (None, "通行码已过期或已用过，请重新获取。")


def test_the_code_of_one_person_is_worth_nothing_to_another(holder):
    code = make_pass_code(person_uuid=holder, way="SMS", by=BY)
    other = uuid4()
    make_pass_code(person_uuid=other, way="SMS", by=BY)
    assert try_pass_code(person_uuid=other, code=code, by=BY).given is None
    assert PassCode.objects.get(person_uuid=other).tries == 1


def test_five_wrong_tries_end_a_code(holder):
    code = make_pass_code(person_uuid=holder, way="SMS", by=BY)
    answers = [try_pass_code(person_uuid=holder, code=wrong(code), by=BY).problem for _ in range(5)]
    assert answers[0] == "通行码不对，还可以再试 4 次。" and answers[-1] == "通行码输错次数过多，请重新获取。"
    assert try_pass_code(person_uuid=holder, code=code, by=BY).given is None


def test_a_late_code_is_refused_and_a_new_one_replaces_the_old(holder):
    old = make_pass_code(person_uuid=holder, way="SMS", by=BY)
    new = make_pass_code(person_uuid=holder, way="SMS", by=BY)
    if old != new:
        assert try_pass_code(person_uuid=holder, code=old, by=BY).given is None
    PassCode.objects.filter(used=False).update(ends_at=timezone.now() - dt.timedelta(seconds=1))
    assert try_pass_code(person_uuid=holder, code=new, by=BY).problem == "通行码已过期或已用过，请重新获取。"


def test_the_holder_is_an_actor_over_himself_alone(holder):
    code = make_pass_code(person_uuid=holder, way="DESK", by=BY)
    given = try_pass_code(person_uuid=holder, code=code, by=BY).given
    actor = actor_of_pass(str(given.uuid), on=today())
    assert actor.person_uuid == holder and actor.may(Action.VOLUNTEER_OWN) and actor.may(Action.CHECK_IN)
    assert [one for one in Action if actor.may(one)] == [Action.CHECK_IN, Action.VOLUNTEER_OWN]
    assert actor.scope.area(Action.VOLUNTEER_OWN).is_empty and not actor.reads("P2")
    assert actor_of_pass(str(given.uuid), on=given.ends_on + dt.timedelta(days=1)) is ANONYMOUS
    assert end_passes(person_uuid=holder, by=BY) == 1 and end_passes(person_uuid=holder, by=BY) == 0
    assert actor_of_pass(str(given.uuid), on=today()) is ANONYMOUS and Pass.objects.get().ended_by.label == BY.label


def test_no_pass_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert actor_of_pass(None, on=today()) is ANONYMOUS
