"""What the clock starts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.documents.queries import jobs_with_old_files
from liangzhan.documents.services import expire_job_file
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.parameters import declare, value_of
from liangzhan.toolkit.periods import today

declare("documents.job_file_hours", 24, "后台任务结果文件保留时间", "M", "小时")


def expire_job_files(job: JobHandle) -> dict[str, Any]:
    """Every hour: result files older than the parameter are taken away, one step each."""
    hours = value_of("documents.job_file_hours", on=today())
    old = jobs_with_old_files(timezone.now() - dt.timedelta(hours=hours))
    for one in old:
        job.step(f"expire-{one.pk}", lambda ended=one: expire(ended))
    return {"expired": len(old)}


def expire(ended: Job) -> int:
    """One file less; the number of the job, since a step's result is JSON."""
    return expire_job_file(job=ended, by=Actor.system("清除过期结果文件")).pk
