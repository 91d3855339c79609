"""The day before an activity whoever is taken is reminded once."""

import datetime as dt

import pytest

from liangzhan.notices.models import PersonNotice
from liangzhan.volunteers.models import SignUp, VolunteerActivity
from liangzhan.volunteers.rules.activities import PostFacts
from liangzhan.volunteers.services.reminding import remind_tomorrow
from liangzhan.volunteers.services.sign_ups import sign_up
from tests.factories.people import BY
from tests.factories.volunteers import make_volunteer, plan_volunteering

pytestmark = pytest.mark.django_db


def taken(activity, name, state="ACCEPTED"):
    volunteer = make_volunteer(name, station=activity.station)
    row = sign_up(activity=activity, volunteer=volunteer, post=activity.posts.get(), by=BY)
    SignUp.objects.filter(pk=row.pk).update(state=state)
    return volunteer.person


def told():
    rows = PersonNotice.objects.filter(subject__contains="#before-")
    return sorted(rows.values_list("person_id", flat=True))


def test_once_each_however_often_it_runs(station):
    seats = (PostFacts("清理", 9),)
    activity = plan_volunteering(station, days=1, posts=seats)
    first = taken(activity, "甲")
    taken(activity, "乙", "APPLIED")
    taken(plan_volunteering(station, days=2, posts=seats, title="后天"), "丙")
    assert [one.pk for one in remind_tomorrow(by=BY)] == [activity.pk]
    assert remind_tomorrow(by=BY) == [] and told() == [first.pk]
    second = taken(activity, "戊")
    assert remind_tomorrow(by=BY) == [activity] and told() == sorted([first.pk, second.pk])
    assert "明天" in PersonNotice.objects.filter(person=first).get().text


def test_what_is_called_off_reminds_nobody_and_a_new_day_reminds_anew(station):
    activity = plan_volunteering(station, days=1)
    person = taken(activity, "甲")
    VolunteerActivity.objects.update(state="CANCELLED")
    assert remind_tomorrow(by=BY) == []
    VolunteerActivity.objects.update(state="CLOSED")
    remind_tomorrow(by=BY)
    PersonNotice.objects.update(read_at=dt.datetime.now(dt.UTC))
    later = activity.starts_at + dt.timedelta(days=1)
    VolunteerActivity.objects.update(starts_at=later, ends_at=later + dt.timedelta(hours=1))
    assert remind_tomorrow(by=BY) == []
    assert told() == [person.pk]
