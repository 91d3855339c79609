"""Each night: posts that begin or end today are counted, and registrations that end soon are told."""

from __future__ import annotations

from functools import partial
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.staff.services.alerts import remind_expiring
from liangzhan.staff.services.staffing import turn_over
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today

BY = Actor.system("夜间核对人员")


def nightly(job: JobHandle) -> dict[str, Any]:
    """Two steps, each once."""
    on = today()
    turned = job.step("turn-over", partial(turn_over, on=on, by=BY))
    told = job.step("remind", partial(remind_expiring, on=on, by=BY))
    return {**turned, "told": told}
