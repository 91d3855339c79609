"""Is the client in a crisis? Asked of `protection`, which knows persons and no cases."""

from __future__ import annotations

from liangzhan.casework.models import Case
from liangzhan.protection.queries.crises import open_crises


def has_open_crisis(case: Case) -> bool:
    """Is a crisis of the client open here (domain.md 5.7)? One of another station is not told, nor one of a sealed case."""
    found = open_crises([case.person_id]).get(case.person_id, [])
    return any(one.station_id == case.station_id and (not one.sealed or one.voucher == case.voucher) for one in found)
