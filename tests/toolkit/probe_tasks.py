"""Tasks for the tests of jobs; the tests put this module where `probe.tasks.…` is looked for."""

import time

from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.numbering import next_number


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
