"""For whom long work acts: the asker with the grants he holds at this moment, not those of the day he asked."""

from __future__ import annotations

from collections.abc import Callable

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.queries import actor_by_stamp
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today


def asker_of(job: JobHandle) -> Actor:
    """Whoever asked for the job, as he stands now. Raises RuleBroken when the account is closed."""
    return actor_by_stamp(job.actor, on=today())


def still_may(job: JobHandle, action: Action, *, code: str, station_id: int) -> Callable[[], bool]:
    """Asks anew each time whether the asker holds the verb at the station."""
    return lambda: asker_of(job).may_at(action, code=code, station_id=station_id)
