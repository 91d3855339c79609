"""Daily: whoever has a seat is reminded before it starts."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.credentials.services.reminding import remind_seated
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today


def remind_daily(job: JobHandle) -> dict[str, Any]:
    """Each morning: trainings that begin soon, once each."""
    return {"reminded": job.step(f"remind-{today()}", lambda: len(remind_seated(by=Actor.system("培训提醒"))))}
