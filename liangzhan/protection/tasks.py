"""What the clock starts: every ten minutes what counts by the hour, every morning the rest."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.protection.queries.reports import all_running
from liangzhan.protection.services.reminding import urge_report, urge_risks
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today


def urge_soon(job: JobHandle) -> dict[str, Any]:
    """Mandatory reports whose clock runs, and red risks."""
    by = Actor.system("强制报告催办")
    stages = [job.step(f"report-{one.pk}", lambda one=one: urge_report(report=one, by=by)) for one in all_running()]
    red = job.step(f"red-{timezone.localtime():%Y%m%d%H%M}", lambda: urge_risks(red_only=True, by=by))
    return {"reports": sum(1 for stage in stages if stage), "risks": red}


def urge_daily(job: JobHandle) -> dict[str, Any]:
    """All missed times of risks."""
    return {"risks": job.step(f"risks-{today()}", lambda: urge_risks(by=Actor.system("风险时限催办")))}
