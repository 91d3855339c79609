"""Reading how the system fares. The checks are those of `liangzhan doctor`; urls.py hands them in, since cli is above us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Count
from django.utils import timezone

from liangzhan.toolkit.models import Job, JobState, ScheduleRun

CHECKS: dict[str, Callable[[], tuple[Any, str]]] = {}
TONES = {"正常": "met", "注意": "wait", "有问题": "miss"}


@dataclass(frozen=True)
class Verdict:
    """One check: its name, the word for how it stands, its tone, and a sentence."""

    name: str
    word: str
    tone: str
    sentence: str


def verdicts() -> list[Verdict]:
    """Every check, run now. A check that fails itself is shown as such instead of hiding the others."""
    return [_verdict(name, check) for name, check in CHECKS.items()]


def _verdict(name: str, check: Callable[[], tuple[Any, str]]) -> Verdict:
    try:
        level, sentence = check()
    except Exception as problem:  # noqa: BLE001 -- whatever breaks a check is the finding
        return Verdict(name, "有问题", "miss", f"检查没有完成（{type(problem).__name__}）。")
    return Verdict(name, level.value, TONES.get(level.value, "none"), sentence)


def job_counts() -> list[tuple[str, int]]:
    """How many jobs are in each state, by its Chinese word."""
    counted = dict(Job.objects.values_list("state").annotate(n=Count("pk")).order_by("state"))
    return [(state.label, counted.get(str(state), 0)) for state in JobState]


def failed_jobs(*, limit: int = 10) -> list[Job]:
    """The last jobs that failed: title, time, error sentence (no content)."""
    return list(Job.objects.filter(state=JobState.FAILED).order_by("-id")[:limit])


def clock_runs() -> list[ScheduleRun]:
    """When each scheduled task last ran, the latest first."""
    return list(ScheduleRun.objects.order_by("-last_run_at", "id"))


def open_sessions() -> int:
    """How many browsers are signed in now."""
    return Session.objects.filter(expire_date__gt=timezone.now()).count()
