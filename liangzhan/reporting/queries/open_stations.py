"""Stations for whoever looks for one: by city and county, or by a word of name, place or address."""

from __future__ import annotations

from dataclasses import dataclass

from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import children
from liangzhan.divisions.rules import prefix
from liangzhan.stations.public import PublicStation, public_stations
from liangzhan.toolkit.periods import today

MOST = 200  # on one page; more are found by county


@dataclass(frozen=True)
class OpenStationsFound:
    """`areas`: where one may go on; `stations`: what stands in the area; `cut`: there are more than are shown."""

    area: Division
    above: Division | None
    areas: list[Division]
    stations: list[PublicStation]
    cut: bool


def find_open_stations(code: str, words: str) -> OpenStationsFound | None:
    """None for an unknown area. Of the province and a city only what the words find; of a county everything."""
    on = today()
    rows = Division.objects.on(on).select_related("parent").order_by("code")
    area = rows.filter(code=code).first() if code else rows.filter(level=Level.PROVINCE).first()
    if area is None:
        return None
    level = Level(area.level)
    near = level not in (Level.PROVINCE, Level.CITY, Level.ZONE)
    held = public_stations(code_prefix=prefix(area.code, level)) if near or words else []
    if words:
        held = [one for one in held if words in f"{one.name}{one.place}{one.address}"]
    below = [] if near else [one for one in children(area, on=on) if one.level != Level.ZONE]
    above = area.parent if level != Level.PROVINCE else None
    return OpenStationsFound(area, above, below, held[:MOST], len(held) > MOST)
