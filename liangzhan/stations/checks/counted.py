"""Is the equipment counted by a register? Then nothing is declared beside it."""

from __future__ import annotations

import datetime as dt

from liangzhan.stations.evidence import Evidence, Source, evidence_for
from liangzhan.stations.models import Station


def counted_equipment(station: Station, on: dt.date) -> Evidence | None:
    """What a higher room's register says of desk, chair and telephone (A03); None while only a declaration speaks."""
    found = evidence_for("A03", station, on)
    return found if found.source == Source.REGISTER else None
