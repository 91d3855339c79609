"""Long work: one row per job is the only truth about it (docs/decisions/0003-one-job-table.md).

A service enqueues in its own transaction; a worker that polls the table sees the row once that transaction commits.
A worker holds a job by a lease that a thread renews. When the worker dies, the lease runs out and another worker takes
the job; steps that were committed are skipped, so each step happens exactly once.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import logging
import os
import re
import socket
import threading
import traceback
import uuid as uuid_module
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import Error, InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from liangzhan.toolkit.actors import ActorLike
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Job, JobState, JobStep

log = logging.getLogger(__name__)
MAX_ATTEMPTS = 5  # a job that kills its worker each time must not do so for ever
POLL_SECONDS = 0.5
_TASK_NAME = re.compile(r"[a-z][a-z_]*\.tasks(\.[a-z_]+)*\.[a-z_]+")


class LeaseLost(BaseException):
    """Another worker holds the job now. Not an Exception, so that a task which catches those cannot swallow it."""


class HandedBack(BaseException):
    """The worker is asked to stop; the job goes back to the queue between two steps."""


def lease_length() -> dt.timedelta:
    """How long a job stays with a worker that gives no sign of life: LIANGZHAN_JOB_LEASE seconds, 30 by default."""
    return dt.timedelta(seconds=float(os.environ.get("LIANGZHAN_JOB_LEASE", "30")))


def resolve(task: str) -> Callable[..., Any]:
    """The function behind `room.tasks.name`. Raises ValueError when there is none."""
    if not _TASK_NAME.fullmatch(task):
        raise ValueError(f"{task} is not the dotted name of a task")
    module, _, name = task.rpartition(".")
    try:
        found = getattr(importlib.import_module(f"liangzhan.{module}"), name)
    except (ImportError, AttributeError) as problem:
        raise ValueError(f"no task {task}") from problem
    if not callable(found):
        raise ValueError(f"{task} is no function")
    return found  # type: ignore[no-any-return]


def enqueue(
    task: str,
    *,
    by: ActorLike,
    title: str,
    scope_note: str = "",
    sealed_subject: uuid_module.UUID | None = None,
    **args: Any,
) -> Job:
    """Write the job in the caller's transaction. `args` are ids and plain values, never personal data.

    `title` and `scope_note` are what the user reads, e.g. "导入站点名册（沈阳市）". Raises ValueError for an unknown task.
    `sealed_subject`: what comes of this job later (its file expires) is recorded apart (docs/decisions/0020).
    """
    resolve(task)
    words = f"{title}（{scope_note}）" if scope_note else title
    return Job.objects.create(
        task=task, title=words[:120], arguments=_plain(args), created_by=by, sealed_subject=sealed_subject
    )


def _plain(value: Any) -> Any:
    """The value as JSON gives it back, so that a fresh result and a remembered one are equal."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


class JobHandle:
    """What a task sees of its job. `uuid` and `actor` (an ActorStamp) say which job and who asked for it."""

    def __init__(self, job: Job, token: str, stop: threading.Event) -> None:
        self.uuid = job.uuid
        self.actor = job.created_by
        self._id = job.pk
        self._token = token
        self._stop = stop
        self._lost = threading.Event()
        self._progress: dict[str, Any] = {}
        self._beating = False

    def progress(self, done: int, total: int, message: str = "") -> None:
        """How far the work is (`done` of `total`, and one Chinese line). Cheap: the heartbeat writes it down."""
        self._progress = {"done": done, "total": total, "message": message[:200]}
        if self._lost.is_set():
            raise LeaseLost
        if not self._beating:
            self.renew()

    def step(self, key: str, fn: Callable[[], Any]) -> Any:
        """The result of `fn()`, run once: what it writes and the mark that it ran commit together.

        After a crash the remembered result comes back instead. Results are JSON (dates come back as text).
        Not to be nested. Keep a step short: on SQLite no one else writes meanwhile.
        """
        finished = JobStep.objects.filter(job_id=self._id, key=key).first()
        if finished is not None:
            return finished.result
        if self._stop.is_set():
            raise HandedBack
        with transaction.atomic(durable=True):
            # The unique row comes first: a worker that lost its lease without noticing meets the new one here.
            mark, fresh = JobStep.objects.get_or_create(job_id=self._id, key=key)
            if not fresh:
                return mark.result
            mark.result = _plain(fn())
            mark.save(update_fields=["result"])
            self.renew()
        return mark.result

    def attach(self, file_uuid: uuid_module.UUID) -> None:
        """The kept file that is the result of the job."""
        self.renew(file_uuid=file_uuid)

    def renew(self, **changes: Any) -> None:
        """Prolong the lease and write progress. Raises LeaseLost when the job is no longer ours."""
        now = timezone.now()
        changes = {"heartbeat_at": now, "lease_until": now + lease_length(), **self._progress, **changes}
        if not self._ours().update(**changes):
            self._lost.set()
            raise LeaseLost

    def finish(self, state: JobState, **changes: Any) -> None:
        """Write the end (or the return to the queue). Raises LeaseLost when the job is no longer ours."""
        changes = {"lease_until": None, **self._progress, **changes, "state": state}
        if not self._ours().update(**changes):
            raise LeaseLost

    def _ours(self) -> Any:
        return Job.objects.filter(pk=self._id, worker=self._token, state=JobState.RUNNING)


class _Heartbeat:
    """A thread that renews the lease while the task runs, on a connection of its own."""

    def __init__(self, handle: JobHandle) -> None:
        self._handle = handle
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="job-heartbeat", daemon=True)

    def __enter__(self) -> _Heartbeat:
        self._handle._beating = True
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()
        self._handle._beating = False

    def _beat(self) -> None:
        try:
            while not self._end.wait(min(1.0, lease_length().total_seconds() / 3)):
                try:
                    self._handle.renew()
                except LeaseLost:
                    return
                except Error:
                    # A long step holds SQLite's only writer, or the server restarts: the next beat tries again.
                    connection.close()
        finally:
            connection.close()


def claim(token: str) -> Job | None:
    """Take the oldest job that waits, or whose worker gave no sign of life; None when there is none.

    PostgreSQL skips rows that another worker is just taking; on SQLite the IMMEDIATE transaction lets in one at a time.
    """
    now = timezone.now()
    ready = Job.objects.filter(Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)).order_by("id")
    if not ready.exists():  # asked twice a second: must not take SQLite's write lock for nothing
        return None
    with transaction.atomic():
        job = ready.select_for_update(of=("self",), skip_locked=True).first()
        if job is None:
            return None
        held = Job.objects.filter(pk=job.pk)
        if job.attempts >= MAX_ATTEMPTS:
            held.update(
                state=JobState.FAILED, finished_at=now, lease_until=None, error=_sorry("任务多次中断，已停止", job)
            )
            return claim(token)
        held.update(
            state=JobState.RUNNING,
            worker=token,
            attempts=F("attempts") + 1,
            started_at=job.started_at or now,
            heartbeat_at=now,
            lease_until=now + lease_length(),
        )
    job.refresh_from_db()
    return job


def _sorry(what: str, job: Job) -> str:
    return f"{what}。请联系系统管理员，并告知任务编号 {job.uuid}。"


def _perform(job: Job, handle: JobHandle, reraise: bool) -> None:
    """Run the task and write its end. Only a broken database leaves the job to its lease, to be tried again."""
    try:
        result = resolve(job.task)(handle, **job.arguments)
        handle.finish(JobState.DONE, result=_plain(result), finished_at=timezone.now(), error="")
    except RuleBroken as refusal:
        handle.finish(JobState.FAILED, error="".join(refusal.reasons)[:300], finished_at=timezone.now())
    except HandedBack:
        handle.finish(JobState.QUEUED, attempts=F("attempts") - 1, worker="")
    except LeaseLost:
        log.warning("job %s was taken over by another worker", job.uuid)
    except (OperationalError, InterfaceError) as problem:
        log.error("job %s interrupted by the database: %s", job.uuid, type(problem).__name__)
        if reraise:
            raise
    except Exception as problem:
        # Where it broke, but not the message: it may quote a row, and a row may hold a name.
        frames = "".join(traceback.format_tb(problem.__traceback__))
        log.error("job %s (%s) failed: %s\n%s", job.uuid, job.task, type(problem).__name__, frames)
        handle.finish(JobState.FAILED, error=_sorry("任务出错，未能完成", job), finished_at=timezone.now())
        if reraise:
            raise


def _token() -> str:
    return f"{socket.gethostname()[:20]}:{os.getpid()}:{uuid_module.uuid4().hex[:12]}"


def run_worker(stop: threading.Event, *, poll: float = POLL_SECONDS) -> None:
    """Take and run jobs, one at a time, until `stop` is set. Any number of workers may run."""
    while not stop.is_set():
        job = None
        token = _token()
        try:
            job = claim(token)
            if job is not None:
                handle = JobHandle(job, token, stop)
                with _Heartbeat(handle):
                    _perform(job, handle, reraise=False)
        except LeaseLost:
            log.warning("a job ended here after another worker had taken it over")
        except Error as problem:
            log.error("the worker cannot reach the table of jobs: %s", type(problem).__name__)
            connection.close()
            stop.wait(9 * poll)  # a line in the log twice a second would help nobody
        if job is None:
            stop.wait(poll)
    connection.close()


def run_pending(*, limit: int = 100, reraise: bool = False) -> int:
    """For tests and commands: run what waits, here and now, without a heartbeat thread. Returns how many jobs ran."""
    for count in range(limit):
        token = _token()
        job = claim(token)
        if job is None:
            return count
        _perform(job, JobHandle(job, token, threading.Event()), reraise)
    return limit


def forget(*, before: dt.datetime, by: ActorLike) -> int:
    """Delete finished jobs that this actor made and that ended before the moment. Returns how many rows went."""
    ended = Job.objects.filter(state__in=[JobState.DONE, JobState.FAILED], finished_at__lt=before, created_by=by)
    return ended.delete()[0]
