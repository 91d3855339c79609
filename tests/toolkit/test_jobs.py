"""Jobs: enqueueing, steps, failure, lease; and a worker killed in the middle."""

import datetime as dt
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone

from liangzhan.toolkit import jobs
from liangzhan.toolkit.actors import ActorStamp
from liangzhan.toolkit.models import Job, JobState, JobStep, NumberSeries
from tests.toolkit import probe_tasks

SOMEONE = ActorStamp(uuid.UUID(int=7), "市级经办人")


@pytest.fixture(autouse=True)
def probe(monkeypatch):
    monkeypatch.setitem(sys.modules, "liangzhan.probe.tasks", probe_tasks)


def enqueue(task="count_slowly", **args):
    return jobs.enqueue(f"probe.tasks.{task}", by=SOMEONE, title="试算", **args)


def handle_of(job, *, token="here", stop=None):
    """The job as if a worker had just taken it."""
    found = jobs.claim(token)
    assert found.pk == job.pk
    return jobs.JobHandle(found, token, stop or threading.Event())


def test_enqueue_says_who_and_what(db):
    job = jobs.enqueue("probe.tasks.refuse", by=SOMEONE, title="导入名册", scope_note="沈阳市", day=dt.date(2020, 1, 2))
    job.refresh_from_db()
    assert (job.title, job.created_by, job.arguments, job.state) == (
        "导入名册（沈阳市）",
        SOMEONE,
        {"day": "2020-01-02"},
        JobState.QUEUED,
    )


@pytest.mark.parametrize(
    "task", ["os.system", "probe.tasks.nobody", "nowhere.tasks.nobody", "probe.tasks.not_a_task", "probe.services.x"]
)
def test_only_tasks_can_be_enqueued(task):
    with pytest.raises(ValueError, match=task):
        jobs.resolve(task)


def test_run_pending(db):
    job = enqueue(steps=3, pause=0)
    assert (jobs.run_pending(), jobs.run_pending()) == (1, 0)
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.message, job.result) == (
        JobState.DONE,
        3,
        3,
        "第 3 步",
        {"numbers": [1, 2, 3]},
    )
    assert (job.attempts, job.lease_until, job.finished_at is None) == (1, None, False)


def test_run_pending_has_a_limit_and_goes_in_order(db):
    first, second = enqueue(steps=1, pause=0), enqueue(steps=1, pause=0)
    assert jobs.run_pending(limit=1) == 1
    assert [Job.objects.get(pk=job.pk).state for job in (first, second)] == [JobState.DONE, JobState.QUEUED]


def test_a_broken_rule_is_told(db):
    job = enqueue("refuse")
    jobs.run_pending()
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "数量不符。请核对。")


def test_a_crash_is_logged_without_its_message(db, caplog):
    job = enqueue("crash")
    with caplog.at_level(logging.ERROR):
        jobs.run_pending()
    job.refresh_from_db()
    assert (job.state, job.error) == (
        JobState.FAILED,
        f"任务出错，未能完成。请联系系统管理员，并告知任务编号 {job.uuid}。",
    )
    assert ("ValueError" in caplog.text, "must not reach" in caplog.messages[0].split("raise")[0]) == (True, False)
    enqueue("crash")
    with pytest.raises(ValueError, match="a name"):
        jobs.run_pending(reraise=True)


def test_a_step_runs_once_and_a_failed_step_leaves_nothing(db):
    handle = handle_of(enqueue("refuse"))
    moments = [handle.step("a", lambda: (dt.date(2020, 1, 2), uuid.UUID(int=1))) for _ in range(2)]
    assert moments == [["2020-01-02", str(uuid.UUID(int=1))]] * 2

    def half():
        NumberSeries.objects.create(series="half")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        handle.step("b", half)
    assert (NumberSeries.objects.filter(series="half").count(), list(JobStep.objects.values_list("key"))) == (
        0,
        [("a",)],
    )


def test_a_step_that_another_worker_just_finished(db, monkeypatch):
    """Both looked and saw nothing; the unique row decides."""
    job = enqueue("refuse")
    handle = handle_of(job)
    JobStep.objects.create(job=job, key="a", result=5)
    monkeypatch.setattr(JobStep.objects, "filter", lambda **_: JobStep.objects.none())
    assert handle.step("a", lambda: 1 / 0) == 5


def test_attach(db):
    job = enqueue("refuse")
    handle_of(job).attach(uuid.UUID(int=9))
    job.refresh_from_db()
    assert job.file_uuid == uuid.UUID(int=9)


def test_a_running_job_is_not_taken_twice_until_its_lease_ends(db):
    job = enqueue("refuse")
    old = handle_of(job, token="old")
    assert jobs.claim("new") is None
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    new = handle_of(job, token="new")
    with pytest.raises(jobs.LeaseLost):
        old.step("a", lambda: NumberSeries.objects.create(series="old").pk)
    with pytest.raises(jobs.LeaseLost):
        old.progress(1, 2)
    with pytest.raises(jobs.LeaseLost):
        old.finish(JobState.DONE)
    assert NumberSeries.objects.count() == 0
    new.finish(JobState.DONE)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)


def test_a_job_that_kills_its_workers_ends(db):
    job = enqueue("refuse")
    Job.objects.update(attempts=jobs.MAX_ATTEMPTS)
    assert jobs.claim("x") is None
    job.refresh_from_db()
    assert (job.state, job.error) == (
        JobState.FAILED,
        f"任务多次中断，已停止。请联系系统管理员，并告知任务编号 {job.uuid}。",
    )


def test_claim_when_another_was_faster(db, monkeypatch):
    enqueue("refuse")
    monkeypatch.setattr("django.db.models.query.QuerySet.first", lambda self: None)
    assert jobs.claim("x") is None


def test_asked_to_stop_the_job_goes_back_between_steps(db):
    job = enqueue(steps=2, pause=0)
    stop = threading.Event()
    stop.set()
    handle = handle_of(job, stop=stop)
    jobs._perform(Job.objects.get(), handle, reraise=False)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease_until) == (JobState.QUEUED, 0, None)


def test_a_broken_database_leaves_the_job_to_its_lease(db, monkeypatch):
    def broken(job, **_):
        raise OperationalError("gone")

    monkeypatch.setattr(probe_tasks, "refuse", broken)
    job = enqueue("refuse")
    jobs.run_pending()
    job.refresh_from_db()
    assert (job.state, job.lease_until is None) == (JobState.RUNNING, False)
    Job.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(OperationalError):
        jobs.run_pending(reraise=True)


def test_a_lost_lease_ends_the_task_quietly(db, monkeypatch):
    def lose(job):
        Job.objects.update(worker="another")
        job.progress(1, 1)

    monkeypatch.setattr(probe_tasks, "refuse", lose)
    enqueue("refuse")
    assert jobs.run_pending() == 1
    assert Job.objects.get().worker == "another"


def test_forget(db):
    other = ActorStamp(uuid.UUID(int=8), "别人")
    now = timezone.now()
    for by, state, ended in [
        (SOMEONE, JobState.DONE, now - dt.timedelta(days=2)),
        (SOMEONE, JobState.DONE, now),
        (SOMEONE, JobState.RUNNING, None),
        (other, JobState.FAILED, now - dt.timedelta(days=2)),
    ]:
        Job.objects.create(task="probe.tasks.refuse", title="x", state=state, finished_at=ended, created_by=by)
    assert jobs.forget(before=now - dt.timedelta(days=1), by=SOMEONE) == 1
    assert Job.objects.count() == 3


def wait_for(what, seconds=20.0):
    """Until `what()` is true."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def run_worker_until(done, **options):
    """A worker in a thread of this process until `done()`."""
    stop = threading.Event()
    thread = threading.Thread(target=jobs.run_worker, args=(stop,), kwargs={"poll": 0.05, **options})
    thread.start()
    try:
        wait_for(done)
    finally:
        stop.set()
        thread.join()


def test_worker_runs_what_was_committed_only(committed_db):
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue(steps=1, pause=0)
        raise RuntimeError
    job = enqueue(steps=2, pause=0)
    run_worker_until(lambda: Job.objects.filter(state=JobState.DONE).exists())
    assert list(Job.objects.values_list("pk", "result")) == [(job.pk, {"numbers": [1, 2]})]


def test_the_heartbeat_keeps_a_long_job(committed_db, monkeypatch):
    """The task is silent for two leases, and progress is seen before it ends."""
    monkeypatch.setenv("LIANGZHAN_JOB_LEASE", "1")
    seen = []

    def silent(job):
        job.progress(1, 2, "一半")
        time.sleep(2.2)
        seen.extend(Job.objects.values_list("done", "message"))
        seen.append(jobs.claim("thief"))

    monkeypatch.setattr(probe_tasks, "refuse", silent)
    enqueue("refuse")
    run_worker_until(lambda: Job.objects.filter(state=JobState.DONE).exists())
    assert seen == [(1, "一半"), None]


def test_the_heartbeat_tells_of_a_lost_lease(committed_db, monkeypatch, caplog):
    monkeypatch.setenv("LIANGZHAN_JOB_LEASE", "0.3")
    told = threading.Event()

    def lose(job):
        Job.objects.update(worker="another")
        wait_for(job._lost.is_set)
        try:
            job.progress(1, 1)
        finally:
            told.set()

    monkeypatch.setattr(probe_tasks, "refuse", lose)
    enqueue("refuse")
    monkeypatch.setattr(jobs, "MAX_ATTEMPTS", 1)
    run_worker_until(told.is_set)
    assert "taken over" in caplog.text


def test_the_worker_outlives_a_database_that_fails(committed_db, monkeypatch, caplog):
    claim, renew = jobs.claim, jobs.JobHandle.renew
    failures = {"claim": 1, "renew": 1}

    def fail_once(name, then):
        def call(*args, **kwargs):
            if failures[name]:
                failures[name] -= 1
                raise OperationalError("gone")
            return then(*args, **kwargs)

        return call

    monkeypatch.setattr(jobs, "claim", fail_once("claim", claim))
    monkeypatch.setattr(jobs.JobHandle, "renew", fail_once("renew", renew))
    monkeypatch.setenv("LIANGZHAN_JOB_LEASE", "0.3")
    monkeypatch.setattr(probe_tasks, "refuse", lambda job: time.sleep(0.5))
    enqueue("refuse")
    run_worker_until(lambda: Job.objects.filter(state=JobState.DONE).exists())
    assert failures == {"claim": 0, "renew": 0}


def test_finishing_after_the_lease_was_lost(committed_db, monkeypatch, caplog):
    def lose(job):
        Job.objects.update(worker="another")
        raise ValueError

    monkeypatch.setattr(probe_tasks, "refuse", lose)
    enqueue("refuse")
    run_worker_until(lambda: "had taken it over" in caplog.text)
    assert Job.objects.get().worker == "another"


def test_a_worker_killed_in_the_middle_loses_nothing_and_repeats_nothing(committed_db):
    """kill -9 after some of 12 steps; a second process takes over when the lease is out; each number is taken once."""
    job = enqueue(steps=12, pause=0.15)
    environment = {**committed_db.environment, "LIANGZHAN_JOB_LEASE": "2"}
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "tests.toolkit.probe_worker"]
    workers = [subprocess.Popen(command, cwd=root, env=environment)]
    try:
        wait_for(lambda: JobStep.objects.count() >= 3)
        os.kill(workers[0].pid, signal.SIGKILL)
        workers[0].wait()
        done_before = JobStep.objects.count()
        assert done_before < 12
        workers += [subprocess.Popen(command, cwd=root, env=environment) for _ in range(2)]
        wait_for(lambda: Job.objects.filter(state=JobState.DONE).exists(), 30)
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    job.refresh_from_db()
    assert (job.result, job.attempts, job.done) == ({"numbers": list(range(1, 13))}, 2, 12)
    assert NumberSeries.objects.get(series="probe").last == 12
