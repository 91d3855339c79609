"""Run commands one after the other or side by side, and say in one line each how they went."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """A name and its command."""

    name: str
    command: list[str]


@dataclass(frozen=True)
class Outcome:
    """How a step went."""

    step: Step
    code: int
    output: str
    seconds: float


def run_step(step: Step) -> Outcome:
    """Run one command and keep what it printed."""
    start = time.monotonic()
    done = subprocess.run(step.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return Outcome(step, done.returncode, done.stdout, time.monotonic() - start)


def run_all(steps: list[Step], *, at_once: int) -> bool:
    """Run the steps, `at_once` side by side; print the output of those that fail. True when all went well."""
    failed = []
    with ThreadPoolExecutor(at_once) as pool:
        for outcome in pool.map(run_step, steps):
            mark = "ok  " if outcome.code == 0 else "FAIL"
            print(f"{mark} {outcome.step.name} ({outcome.seconds:.1f} s)", flush=True)
            if outcome.code:
                failed.append(outcome.step.name)
                print(outcome.output, flush=True)
    if failed:
        print(f"check: FAILED: {', '.join(failed)}", file=sys.stderr)
    return not failed
