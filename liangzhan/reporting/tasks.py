"""What runs by the clock."""

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.reporting.services.gate import close_expired
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today


def end_tables(job: JobHandle, **_: Any) -> dict[str, Any]:
    """Tables past their day are asked for no longer."""
    return job.step("end", lambda: {"ended": len(close_expired(on=today(), by=Actor.system("报表到期")))})
