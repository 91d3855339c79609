"""Where somebody may report: his stations, and the communities of his post."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.protection.queries.reports import REPORT, report_stations
from liangzhan.stations.models import Station

MOST = 300


def places(actor: Actor) -> tuple[list[Station], list[tuple[str, str]]]:
    """(stations, [(code, name) of communities]): a worker has his stations, a committee its community, a supervisor the
    stations of his area (up to 300)."""
    stations = list(report_stations(actor)[:MOST])
    codes = [one for one in actor.scope.area(REPORT).prefixes if len(one) == 12]
    named = Division.objects.filter(code__in=codes, level=Level.COMMUNITY).order_by("code", "-valid_from")
    return stations, list({code: name for code, name in named.values_list("code", "name")}.items())
