"""The first verified record of a volunteer activity is the first service of the needs its project names (3.3.2)."""

import datetime as dt

import pytest

from liangzhan.needs.models import Need
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.counting import count_fresh
from liangzhan.volunteers.models import ServiceRecord
from tests.factories.needs import make_need, make_project
from tests.factories.people import BY
from tests.factories.volunteers import make_record, make_volunteer, make_volunteering

pytestmark = pytest.mark.django_db


def serve(station, project, *days_ago):
    """Verified records of an activity of the project, counted together."""
    volunteer, rows = make_volunteer(station=station), []
    for days in days_ago:
        on = today() - dt.timedelta(days=days)
        activity = make_volunteering(station=station, on=on, project=project)
        rows.append(make_record(volunteer, on=on, activity=activity))
    count_fresh(list(ServiceRecord.objects.filter(pk__in=[one.pk for one in rows])), BY)


def raised(station, days_ago, **fields):
    need = make_need(station)
    Need.objects.filter(pk=need.pk).update(raised_on=today() - dt.timedelta(days=days_ago), **fields)
    need.refresh_from_db()
    return need


def test_the_first_day_stands_for_good(station):
    need, other = raised(station, 20), raised(station, 20)
    project = make_project(station, needs=[need])
    serve(station, project, 3, 5)
    need.refresh_from_db()
    assert (need.state, need.served_on) == ("SERVED", today() - dt.timedelta(days=5))
    serve_again = make_volunteering(station=station, on=today(), project=project)
    row = make_record(make_volunteer("李再来", station=station), on=today(), activity=serve_again)
    count_fresh([row], BY)
    need.refresh_from_db()
    other.refresh_from_db()
    assert (need.served_on, other.served_on) == (today() - dt.timedelta(days=5), None)


def test_not_before_it_was_raised_nor_after_it_was_declined(station):
    later, declined = raised(station, 1), raised(station, 20, state="REJECTED")
    project = make_project(station, needs=[later, declined])
    serve(station, project, 5)
    later.refresh_from_db()
    declined.refresh_from_db()
    assert (later.served_on, declined.served_on, declined.state) == (None, None, "REJECTED")


def test_without_a_project_nothing_is_served(station):
    need = raised(station, 20)
    serve(station, None, 5)
    need.refresh_from_db()
    assert need.served_on is None
