"""Each night: activities begin and end by their time, rosters are settled."""

from __future__ import annotations

from functools import partial
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.volunteers.services.activity_nights import settle_rosters, turn_over

BY = Actor.system("夜间核对志愿活动")


def nightly(job: JobHandle) -> dict[str, Any]:
    """Two steps, each once."""
    turned = job.step("turn-over", partial(turn_over, by=BY))
    settled = job.step("settle", partial(settle_rosters, by=BY))
    return {**turned, **settled}
