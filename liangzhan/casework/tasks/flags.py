"""Each night: late work comes on the agenda of supervision."""

from __future__ import annotations

from functools import partial
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.casework.services.flags import flag_work
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today

BY = Actor.system("夜间核对个案")


def nightly(job: JobHandle) -> dict[str, Any]:
    """One step, done once."""
    return {"flagged": job.step("flag", partial(flag_work, on=today(), by=BY))}
