"""Is a system lived by? Asked of whatever room keeps the records of its working."""

from __future__ import annotations

import datetime as dt

from liangzhan.stations.choices import SystemKind
from liangzhan.stations.evidence import Evidence, evidence_for, is_answered
from liangzhan.stations.models import Station
from liangzhan.stations.rules.papers import CLAUSE_OF


def operating_proof(station: Station, kind: SystemKind, on: dt.date) -> Evidence | None:
    """What shows that a system is lived by (domain.md 2, note to 2.6.x); None while no room keeps such records."""
    clause = CLAUSE_OF[kind]
    return evidence_for(clause, station, on) if is_answered(clause) else None
