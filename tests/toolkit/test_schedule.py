"""The clock: when something is due, and that it starts once."""

import datetime as dt
import sys
import threading
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError

from liangzhan.toolkit import schedule
from liangzhan.toolkit.models import Job, JobState, ScheduleRun
from tests.toolkit import probe_tasks

SHANGHAI = ZoneInfo("Asia/Shanghai")
TASK = "probe.tasks.refuse"


def at(day, hour, minute=0):
    return dt.datetime(2020, 10, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def entries(monkeypatch):
    monkeypatch.setitem(sys.modules, "liangzhan.probe.tasks", probe_tasks)
    monkeypatch.setattr(schedule, "_ENTRIES", {})


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (at(1, 2, 30), at(2, 2, 29), False),
        (at(1, 2, 30), at(2, 2, 30), True),
        (at(2, 2, 30), at(2, 23), False),
        (at(1, 9), at(1, 23), False),  # made up for in the morning
        (at(1, 9), at(5, 1), True),  # was switched off for days
    ],
)
def test_daily(last, now, due):
    entry = schedule.Entry(TASK, "夜间核对", dt.time(2, 30), dt.timedelta())
    assert entry.due(last, now) is due
    assert entry.due(last.astimezone(dt.UTC), now.astimezone(dt.UTC)) is due


@pytest.mark.parametrize(("now", "due"), [(at(1, 3, 9), False), (at(1, 3, 10), True)])
def test_every_so_many_minutes(now, due):
    assert schedule.Entry(TASK, "封存", None, dt.timedelta(minutes=10)).due(at(1, 3), now) is due


def test_registering():
    schedule.every(TASK, at="02:30")
    schedule.every(TASK, at="02:30")
    for wrong in ({}, {"at": "02:30", "minutes": 5}, {"at": "02:31"}):
        with pytest.raises(ValueError, match=TASK):
            schedule.every(TASK, **wrong)


def test_a_daily_task_waits_for_its_hour_the_first_time(db):
    schedule.every(TASK, title="夜间核对", at="02:30")
    assert schedule.start_due(at(1, 9)) == []
    assert [job.title for job in schedule.start_due(at(2, 3))] == ["夜间核对"]
    assert Job.objects.get().created_by == schedule.CLOCK
    assert ScheduleRun.objects.get().last_run_at == at(2, 3)


def test_what_has_not_ended_is_not_started_again(db):
    schedule.every(TASK, minutes=5)
    assert len(schedule.start_due(at(1, 9))) == 1
    assert schedule.start_due(at(1, 10)) == []
    Job.objects.update(state=JobState.DONE, finished_at=at(1, 10))
    assert len(schedule.start_due(at(1, 11))) == 1
    Job.objects.update(state=JobState.DONE, finished_at=at(1, 11))
    assert len(schedule.start_due(at(20, 11))) == 1  # and the ended ones are cleared away
    assert Job.objects.count() == 1


def test_a_row_without_a_time_counts_as_never_run(db):
    ScheduleRun.objects.create(task=TASK)
    schedule.every(TASK, minutes=5)
    assert len(schedule.start_due(at(1, 9))) == 1


def test_another_clock_was_faster(db):
    schedule.every(TASK, minutes=5)
    ScheduleRun.objects.create(task=TASK, last_run_at=at(1, 9))
    assert schedule._start(schedule._ENTRIES[TASK], at(1, 9, 1), at(1, 8)) is None


def test_two_clocks_start_it_once(committed_db, monkeypatch):
    schedule.every(TASK, minutes=5)
    stop, rounds = threading.Event(), threading.Semaphore(0)
    start_due = schedule.start_due

    def counted(now):
        start_due(now)
        rounds.release()

    monkeypatch.setattr(schedule, "start_due", counted)
    clocks = [threading.Thread(target=schedule.run_clock, args=(stop,), kwargs={"tick": 0.05}) for _ in range(2)]
    for clock in clocks:
        clock.start()
    enough = all(rounds.acquire(timeout=10) for _ in range(6))
    stop.set()
    for clock in clocks:
        clock.join()
    assert (enough, Job.objects.count()) == (True, 1)


def test_the_clock_outlives_a_database_that_fails(committed_db, monkeypatch):
    stop, calls = threading.Event(), []

    def start(now):
        calls.append(now)
        if len(calls) == 1:
            raise OperationalError("gone")
        stop.set()
        return []

    monkeypatch.setattr(schedule, "start_due", start)
    schedule.run_clock(stop, tick=0.01)
    assert len(calls) == 2
