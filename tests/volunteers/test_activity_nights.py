"""The night: activities begin and end by their time, rosters are settled by who checked in."""

import datetime as dt

import pytest
from django.utils import timezone

from liangzhan.audit.models import Event
from liangzhan.occasions.models import Presence
from liangzhan.volunteers.models import SignUp, VolunteerActivity
from liangzhan.volunteers.services.activity_nights import settle_rosters, turn_over
from tests.factories.people import BY
from tests.factories.volunteers import make_volunteer, plan_volunteering
from tests.volunteers.test_services_sign_ups import join

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def moved(activity, state, starts_at, ends_at):
    VolunteerActivity.objects.filter(pk=activity.pk).update(state=state, starts_at=starts_at, ends_at=ends_at)


def test_what_has_its_time_begins_and_ends(station):
    now = timezone.now()
    running, over, ahead, recruiting = (plan_volunteering(station, days=10 + at) for at in range(4))
    moved(running, "CLOSED", now - HOUR, now + HOUR)
    moved(over, "CLOSED", now - 3 * HOUR, now - HOUR)
    moved(ahead, "CLOSED", now + HOUR, now + 2 * HOUR)
    moved(recruiting, "RECRUITING", now - 3 * HOUR, now - HOUR)
    assert turn_over(by=BY) == {"begun": 2, "ended": 1}
    states = dict(VolunteerActivity.objects.values_list("pk", "state"))
    assert states == {running.pk: "ONGOING", over.pk: "ENDED", ahead.pk: "CLOSED", recruiting.pk: "RECRUITING"}
    assert Event.objects.filter(name="volunteering.turned").count() == 1
    assert turn_over(by=BY) == {"begun": 0, "ended": 0}


def test_who_checked_in_attended_and_who_did_not_is_missed_after_some_days(station):
    activity = plan_volunteering(station)
    came, voided, never = (join(activity, make_volunteer(f"周志{'甲乙丙'[at]}", station=station)) for at in range(3))
    SignUp.objects.update(state="ACCEPTED")
    now = timezone.now()
    moved(activity, "ENDED", now - dt.timedelta(days=13, hours=2), now - dt.timedelta(days=13))
    for row in (came, voided):
        stay = {"occasion": activity.occasion, "person": row.volunteer.person, "in_way": "ROLL", "in_by": BY}
        void = {"voided_at": now, "voided_by": BY, "voided_reason": "误签"} if row is voided else {}
        Presence.objects.create(in_at=now - dt.timedelta(days=13, hours=2), **stay, **void)
    assert settle_rosters(by=BY) == {"attended": 1, "missed": 0}
    moved(activity, "ARCHIVED", now - dt.timedelta(days=14, hours=2), now - dt.timedelta(days=14))
    assert settle_rosters(by=BY) == {"attended": 0, "missed": 2}
    states = dict(SignUp.objects.values_list("pk", "state"))
    assert states == {came.pk: "ATTENDED", voided.pk: "NO_SHOW", never.pk: "NO_SHOW"}
