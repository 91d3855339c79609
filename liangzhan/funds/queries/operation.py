"""When the property system was last lived by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max

from liangzhan.funds.choices import StocktakeState
from liangzhan.stations.models import Station


@dataclass(frozen=True)
class LastDeeds:
    """The last finished stocktake and the last line of the books, None where there was none."""

    counted_on: dt.date | None
    booked_on: dt.date | None


def last_deeds(station: Station, since: dt.date, until: dt.date) -> LastDeeds:
    """Within the days, both included (two queries)."""
    counts = station.stocktakes.filter(
        state=StocktakeState.SIGNED, state_since__gte=since, state_since__lte=until
    ).aggregate(last=Max("state_since"))
    entries = station.entries.filter(booked_on__gte=since, booked_on__lte=until).aggregate(last=Max("booked_on"))
    return LastDeeds(counts["last"], entries["last"])
