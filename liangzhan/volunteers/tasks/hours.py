"""Each night: records that somebody should look at again, county by county."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.queries.anomalies import counties_with_records
from liangzhan.volunteers.services.anomalies import find_anomalies
from liangzhan.volunteers.settings_hours import WINDOW

BY = Actor.system("夜间核对志愿服务时长")


def nightly(job: JobHandle) -> dict[str, Any]:
    """One step a county."""
    since = today() - dt.timedelta(days=int(value_of(WINDOW, on=today())))
    counties = counties_with_records(since)
    found = [job.step(f"county-{one}", partial(find_anomalies, county=one, by=BY)) for one in counties]
    return {"found": sum(found)}
