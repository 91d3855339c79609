"""Each morning: volunteers are reminded of tomorrow."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.services.reminding import remind_tomorrow


def remind_daily(job: JobHandle) -> dict[str, Any]:
    """Activities of tomorrow, each person once."""
    return {"reminded": job.step(f"remind-{today()}", lambda: len(remind_tomorrow(by=Actor.system("志愿活动提醒"))))}
