"""The named people hold what their names say, and the near misses hold it somewhere else."""

from liangzhan.access.actions import Action


def test_heads_reach_their_own_station_only(station_head, neighbour_head, station, neighbour_station):
    area = station_head.actor.scope.area(Action.STATION_VIEW)
    assert area.stations == (station.pk,)
    assert neighbour_head.actor.scope.area(Action.STATION_VIEW).stations == (neighbour_station.pk,)


def test_officers_reach_their_area(street_officer, county_officer, city_officer, province_officer, committee_member):
    people = (committee_member, street_officer, county_officer, city_officer, province_officer)
    prefixes = [person.actor.scope.area(Action.STATION_VIEW).prefixes for person in people]
    code = committee_member.division.code
    assert prefixes == [(code,), (code[:9],), ("210102",), ("2101",), ("21",)]


def test_administrators_see_no_content(system_admin, security_admin, audit_admin):
    for person in (system_admin, security_admin, audit_admin):
        assert not person.actor.may(Action.STATION_VIEW)
