"""Tasks that start by the clock: rooms say when, the clock enqueues them once, whichever of several clocks comes first."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import uuid as uuid_module
from dataclasses import dataclass

from django.db import Error, connection, transaction
from django.utils import timezone

from liangzhan.toolkit import jobs
from liangzhan.toolkit.actors import ActorStamp
from liangzhan.toolkit.models import Job, JobState, ScheduleRun

log = logging.getLogger(__name__)
CLOCK = ActorStamp(uuid_module.UUID("00000000-0000-7000-8000-000000000002"), "系统·定时任务")
KEEP = dt.timedelta(days=7)  # how long the clock's own finished jobs stay readable
TICK_SECONDS = 5.0


@dataclass(frozen=True)
class Entry:
    """A task with its daily time (Asia/Shanghai) or, without one, the pause between two runs."""

    task: str
    title: str
    at: dt.time | None
    pause: dt.timedelta

    def due(self, last: dt.datetime, now: dt.datetime) -> bool:
        """Whether a run is owed: its latest time lies after the last run. A time missed while switched off is made up for."""
        if self.at is None:
            return now - last >= self.pause
        local = timezone.localtime(now)
        latest = local.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        if latest > local:
            latest -= dt.timedelta(days=1)
        return last < latest


_ENTRIES: dict[str, Entry] = {}


def every(task: str, *, title: str = "定时任务", at: str = "", minutes: int = 0) -> None:
    """Register `room.tasks.name` for each day at "HH:MM", or for every so many minutes. Called in AppConfig.ready().

    The task gets no arguments. Raises ValueError for neither or both, or when registered otherwise before.
    """
    if bool(at) == bool(minutes > 0):
        raise ValueError(f"{task}: say either at or minutes")
    entry = Entry(task, title, dt.time.fromisoformat(at) if at else None, dt.timedelta(minutes=minutes))
    if _ENTRIES.setdefault(task, entry) != entry:
        raise ValueError(f"{task} is scheduled twice")


def start_due(now: dt.datetime) -> list[Job]:
    """Enqueue what is due at this moment. A task whose last job has not ended is left alone."""
    started = []
    for entry in list(_ENTRIES.values()):
        # Seen for the first time: a daily task waits for its hour, one with a pause starts at once.
        first = now if entry.at is not None else now - entry.pause
        seen, _ = ScheduleRun.objects.get_or_create(task=entry.task, defaults={"last_run_at": first})
        if entry.due(seen.last_run_at or first, now):
            job = _start(entry, now, first)
            if job is not None:
                started.append(job)
    return started


def _start(entry: Entry, now: dt.datetime, first: dt.datetime) -> Job | None:
    with transaction.atomic():
        row = ScheduleRun.objects.select_for_update(of=("self",)).get(task=entry.task)
        if not entry.due(row.last_run_at or first, now):
            return None  # another clock was faster
        row.last_run_at = now
        row.save(update_fields=["last_run_at"])
        if Job.objects.filter(
            task=entry.task, state__in=[JobState.QUEUED, JobState.RUNNING], created_by=CLOCK
        ).exists():
            return None
        jobs.forget(before=now - KEEP, by=CLOCK)
        return jobs.enqueue(entry.task, by=CLOCK, title=entry.title)


def run_clock(stop: threading.Event, *, tick: float = TICK_SECONDS) -> None:
    """Enqueue what is due until `stop` is set. Several clocks do no harm."""
    while not stop.is_set():
        try:
            start_due(timezone.now())
        except Error as problem:
            log.error("the clock cannot reach the database: %s", type(problem).__name__)
            connection.close()
        stop.wait(tick)
    connection.close()
