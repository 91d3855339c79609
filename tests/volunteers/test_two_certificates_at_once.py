"""Certificates issued at the same moment: one for each form, numbers without gaps, on both databases."""

import datetime as dt
import threading
from uuid import uuid4

from django.db import connection

from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.models import Certificate
from liangzhan.volunteers.services.certificates import issue_certificate
from tests.factories import divisions as places
from tests.factories.people import BY
from tests.factories.stations import make_site, make_station
from tests.factories.volunteers import make_record, make_volunteer

DAYS = {"starts_on": dt.date(2020, 6, 1), "ends_on": dt.date(2020, 12, 31)}


def test_four_at_the_same_moment(committed_db):
    """Two taps on one form, another volunteer, and one that fails after its number was taken: it gives the number back."""
    station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
    one, other, third = (make_volunteer(name, station=station) for name in ("王志愿", "李志愿", "赵志愿"))
    for volunteer in (one, other, third):
        make_record(volunteer, on=dt.date(2020, 7, 1), minutes=95)
    foreign = issue_certificate(volunteer=other, by=BY, **DAYS)
    key = uuid4()
    asked = [
        {"volunteer": one, "form_key": key},
        {"volunteer": one, "form_key": key},
        {"volunteer": other, "form_key": uuid4()},
        {"volunteer": third, "form_key": uuid4(), "replaces": foreign},
    ]
    ready, said = threading.Barrier(len(asked)), []

    def issue(given):
        try:
            ready.wait()
            said.append(issue_certificate(by=BY, **given, **DAYS).number)
        except RuleBroken as refused:
            said.append("".join(refused.reasons))
        finally:
            connection.close()

    threads = [threading.Thread(target=issue, args=[given]) for given in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum("自己的证明" in one for one in said) == 1 and len(said) == 4
    assert Certificate.objects.filter(form_key=key).count() == 1 and len(set(said)) == 3
    assert sorted(row.number[-4:] for row in Certificate.objects.all()) == ["0001", "0002", "0003"]
    assert issue_certificate(volunteer=third, by=BY, **DAYS).number.endswith("-0004")
