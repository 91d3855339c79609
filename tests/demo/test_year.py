"""A year of work at full stations besides the main site: lifelike amounts, each station another, the ledger in step."""

import pytest
from django.db.models import Count

from liangzhan.demo.people import officer
from liangzhan.demo.pictures import Album
from liangzhan.demo.year import full_stations, spread, years_of


@pytest.mark.parametrize(
    ("count", "most", "chosen"),
    [(9, 3, [0, 3, 6]), (9, 0, []), (4, 9, [0, 1, 2, 3]), (3, -1, [0, 1, 2]), (5, 2, [0, 2])],
)
def test_spread_over_the_province(count, most, chosen):
    assert spread(list(range(count)), most) == chosen


def test_two_stations_of_the_small_demo(demo):
    """8–25 persons, 2–6 cases, 60–200 visits, 1–2 groups, 6–12 activities and one to come, needs, a survey told of."""
    from liangzhan.accounts.models import Grant
    from liangzhan.activities.models import Activity, Group, Visit
    from liangzhan.casework.models import Case
    from liangzhan.ledger.queries.verifying import cell_differences, voucher_differences
    from liangzhan.needs.models import Need, Response, Survey
    from liangzhan.people.models import Tie

    main = Grant.objects.filter(user__username="head").order_by("id").first().station.site
    before = {one.station_id for one in full_stations(main)}
    said = []
    assert years_of(main, Album(officer("测试")), 7, said.append, most=2) == 2
    assert said[-1].startswith(f"一年的服务：2 个社会工作站（全部 {len(before)} 个")
    told = {
        station: tuple(
            rows.filter(**{f"{path}station": station}).count()
            for rows, path in (
                (Tie.objects.filter(kind="CLIENT"), ""),
                (Case.objects, ""),
                (Visit.objects, ""),
                (Group.objects, ""),
                (Activity.objects, ""),
                (Need.objects, ""),
                (Survey.objects.filter(state="PUBLISHED"), ""),
                (Response.objects, "survey__"),
            )
        )
        for station in before
        if Visit.objects.filter(station=station).exists()
    }
    bounds = ((8, 25), (2, 6), (60, 200), (1, 2), (7, 13), (3, 8), (1, 1), (20, 45))
    assert len(told) == 2 and len(set(told.values())) == 2
    for amounts in told.values():
        assert all(least <= amount <= most for amount, (least, most) in zip(amounts, bounds, strict=True)), amounts
    closed = Case.objects.filter(station__in=told, closed_on__isnull=False).values("station").annotate(n=Count("pk"))
    assert len(closed) == 2
    months = {(day.year, day.month) for day in Visit.objects.filter(station__in=told).values_list("on", flat=True)}
    assert len(months) >= 12
    assert cell_differences() + voucher_differences() == []
