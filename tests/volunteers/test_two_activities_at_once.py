"""Two people sign up one volunteer at the same moment."""

import threading

from django.db import connection

from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.models import SignUp
from liangzhan.volunteers.services.sign_ups import sign_up
from tests.factories import divisions as places
from tests.factories.people import BY
from tests.factories.stations import make_site, make_station
from tests.factories.volunteers import make_volunteer, plan_volunteering


def test_one_person_signs_up_for_two_activities_at_the_same_moment(committed_db):
    """Two connections, one volunteer, two activities of the same hours: one is refused, on both databases."""
    station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
    volunteer = make_volunteer(station=station)
    activities = [plan_volunteering(station, title=title) for title in ("护河", "扫雪")]
    ready, said = threading.Barrier(2), []

    def try_one(activity):
        try:
            ready.wait()
            sign_up(activity=activity, volunteer=volunteer, post=activity.posts.get(), by=BY)
            said.append("joined")
        except RuleBroken as refused:
            said.append("".join(refused.reasons)[:6])
        finally:
            connection.close()

    threads = [threading.Thread(target=try_one, args=[one]) for one in activities]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["joined", "这个时间已经"]
    assert SignUp.objects.count() == 1
