"""A province small enough to count on one's fingers, with everything that must not be counted beside it."""

import datetime as dt

from liangzhan.divisions.models import Division, ZoneMember
from liangzhan.programme.models import Plan
from liangzhan.stations.models import StaffDeclaration, Station
from tests.factories import divisions as places
from tests.factories.acceptance import completed
from tests.factories.programme import SYSTEM, make_plan, make_quota
from tests.factories.stations import make_site, make_standing, make_station

CUTOFF = dt.date(2020, 10, 20)
DUE = dt.date(2020, 10, 31)
ZONE = "21Z001000000"
NEIGHBOUR = "210202"  # a county of 大连


def staff(station: Station, full_time: int, part_time: int, certified: int = 0) -> None:
    StaffDeclaration.objects.create(
        station=station, full_time=full_time, part_time=part_time, certified=certified, declared_by=SYSTEM
    )


def make_zone(member: str) -> Division:
    """A zone that reports on its own, with one county as its member."""
    zone = Division.objects.create(
        code=ZONE,
        name="示例示范区",
        level="ZONE",
        parent=places.division(places.PROVINCE),
        valid_from=dt.date(2020, 1, 1),
    )
    ZoneMember.objects.create(zone=zone, member=places.division(member))
    return zone


def province() -> Plan:
    """沈阳: 2 SW and 2 VS counted in three communities; the zone: 1 SW; 大连: 1 VS."""
    plan = make_plan(cutoff_on=CUTOFF, due_on=DUE)
    make_zone(places.NEIGHBOUR_COUNTY)
    for code, sw, vs in ((places.CITY, 10, 4), (places.NEIGHBOUR_CITY, 6, 6), (ZONE, 2, 1)):
        make_quota(plan, code, sw, vs)
    a, b, c, d, e, f, g, h = places.communities(places.COUNTY[:6])[:8]
    social, volunteer = completed(plan, a, "SW"), completed(plan, a, "VS", on=CUTOFF)  # the cut-off day counts
    staff(social, 1, 2, 2)
    staff(volunteer, 1, 1)
    make_standing(social, form="SOCIAL_SERVICE_ORG", uscc="示例", authority="示例局")
    make_standing(volunteer)
    make_standing(completed(plan, b, "SW"))
    completed(plan, c, "VS")
    # Not counted:
    completed(plan, d, "SW", on=CUTOFF + dt.timedelta(1))  # 增补名单
    completed(plan, e, "VS", on=DUE)  # 增补名单, the last day
    completed(plan, f, "SW", on=DUE + dt.timedelta(1))  # neither
    gone = completed(plan, g, "SW")
    Station.objects.filter(pk=gone.pk).update(state="CLOSED", closed_on=CUTOFF)  # closed on the cut-off day
    freed = completed(plan, h, "SW")
    freed.slots.update(freed_on=CUTOFF)
    make_station(make_site(d), "VS", state="ACCEPTED", accepted_on=dt.date(2020, 9, 1))  # no place in the plan
    higher = completed(plan, c, "SW")
    Station.objects.filter(pk=higher.pk).update(tier="STREET")
    make_station(make_site(e), "SW", state="BUILDING")
    # The zone, and the neighbour city.
    completed(plan, places.communities(places.NEIGHBOUR_COUNTY[:6])[0], "SW")
    closed_later = completed(plan, places.communities(NEIGHBOUR)[0], "VS")
    Station.objects.filter(pk=closed_later.pk).update(state="CLOSED", closed_on=CUTOFF + dt.timedelta(1))
    return plan
