"""What stands on the desk."""

import datetime as dt

from django.utils import timezone

from liangzhan.occasions.panels import forgotten_check_outs, own_today, rolls_to_confirm
from liangzhan.occasions.services.roll import close_occasion
from tests.factories.occasions import make_occasion, make_stay
from tests.factories.people import BY

TODAY = timezone.localdate()


def objects(todos):
    return [todo.object for todo in todos]


def test_where_i_am_expected_today(station, member, person, station_head):
    noon = timezone.make_aware(dt.datetime.combine(TODAY, dt.time(12)))
    hour = dt.timedelta(hours=1)
    make_occasion("今天的会", station=station, expected=[person], starts_at=noon, ends_at=noon + hour)
    make_occasion("值班", station=station, expected=[person], kind="DUTY", starts_at=noon, ends_at=noon + hour)
    late = noon + dt.timedelta(days=1)
    make_occasion("明天的会", station=station, expected=[person], starts_at=late, ends_at=late + hour)
    assert objects(own_today(member.actor, TODAY)) == ["今天的会"]
    assert own_today(station_head.actor, TODAY) == []


def test_rolls_nobody_confirmed(station, station_head, neighbour_head, county_officer, committee_member):
    ended = make_occasion("早会", station=station, begins=-30)
    make_occasion("值班", station=station, begins=-30, kind="DUTY")
    make_occasion("还没完", station=station)
    make_occasion("县里的会", division_code=county_officer.division.code, begins=-30)
    assert objects(rolls_to_confirm(station_head.actor, TODAY)) == ["早会"]
    assert objects(rolls_to_confirm(county_officer.actor, TODAY)) == ["县里的会"]
    assert rolls_to_confirm(neighbour_head.actor, TODAY) == rolls_to_confirm(committee_member.actor, TODAY) == []
    close_occasion(occasion=ended, by=BY)
    assert rolls_to_confirm(station_head.actor, TODAY) == []


def test_forgotten_check_outs(station, person, station_head, neighbour_head, county_officer):
    make_stay(make_occasion("昨天的会", station=station, begins=-20), person, out=False)
    make_stay(make_occasion("现在的会", station=station), person, out=False)
    make_stay(make_occasion("签退了", station=station, begins=-40), person)
    found = forgotten_check_outs(station_head.actor, TODAY)
    assert objects(found) == ["昨天的会，有人忘记签退"] and person.name not in found[0].text
    assert forgotten_check_outs(neighbour_head.actor, TODAY) == forgotten_check_outs(county_officer.actor, TODAY) == []
