"""Lists draft themselves when a month is over; stations that have one already are left alone."""

from __future__ import annotations

from functools import partial
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.staff.queries.allowance import stations_to_draft
from liangzhan.staff.rules.allowance import month_before
from liangzhan.staff.services.allowance import draft_list
from liangzhan.stations.models import Station
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today

CHUNK = 20


def draft_lists(job: JobHandle) -> dict[str, Any]:
    """Each night: the month before, for every station under an area that has a rate. One step for twenty stations."""
    month = month_before(today())
    waiting = stations_to_draft(month)
    for at in range(0, len(waiting), CHUNK):
        job.step(f"draft-{month}-{waiting[at]}", partial(_draft, waiting[at : at + CHUNK], month))
        job.progress(min(at + CHUNK, len(waiting)), len(waiting), f"{month} 职业津贴名单")
    return {"drafted": len(waiting)}


def _draft(station_ids: list[int], month: str) -> int:
    by = Actor.system("职业津贴名单")
    for station in Station.objects.filter(pk__in=station_ids).order_by("id"):
        draft_list(station=station, month=month, by=by)
    return len(station_ids)
