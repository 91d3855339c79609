"""Tasks for the tests of jobs. `install()` puts them where `probe.tasks.…` is looked for."""

import sys
import time

from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number


def install():
    sys.modules["liangzhan.probe.tasks"] = sys.modules[__name__]


def count_slowly(job, *, steps, pause):
    """Takes a number in each step: a step done twice would show in the counter."""
    numbers = []
    for index in range(steps):
        numbers.append(job.step(f"step-{index}", lambda: next_number("probe")))
        job.progress(index + 1, steps, f"第 {index + 1} 步")
        time.sleep(pause)
    return {"numbers": numbers}


def refuse(job):
    raise RuleBroken("数量不符。", "请核对。")


def crash(job):
    job.step("half", lambda: next_number("probe"))
    raise ValueError("a name that must not reach the log")


not_a_task = 3


if __name__ == "__main__":  # the worker process that a test kills
    import threading

    import django

    django.setup()
    import tests.toolkit.probe_tasks as probe

    probe.install()
    from liangzhan.toolkit.jobs import run_worker

    run_worker(threading.Event(), poll=0.05)
