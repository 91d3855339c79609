"""What the clock starts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.documents.models import DestructionList
from liangzhan.documents.queries import jobs_with_old_files
from liangzhan.documents.queries.archive import item_of, items_of_list, list_of
from liangzhan.documents.services import expire_job_file
from liangzhan.documents.services.destruction import close_list, destroy_item
from liangzhan.toolkit.errors import RuleBroken
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


def destroy_list(job: JobHandle, list_id: int) -> dict[str, Any]:
    """Each file of an approved list in a step of its own; what may not go any more stays. Then the certificate."""
    row, by = list_of(list_id), Actor(uuid=job.actor.uuid, label=job.actor.label)
    ids = list(items_of_list(row).values_list("pk", flat=True))
    gone = 0
    for done, pk in enumerate(ids, 1):
        gone += job.step(f"item-{pk}", lambda one=pk: _destroy(one, row, by))
        job.progress(done, len(ids), "正在清除")
    job.step("close", lambda: close_list(row=row, by=by).pk)
    return {"lines": [["已销毁", f"{gone} 卷"], ["继续保管", f"{len(ids) - gone} 卷"]]}


def _destroy(pk: int, row: DestructionList, by: Actor) -> int:
    try:
        destroy_item(item=item_of(pk), row=row, by=by)
    except RuleBroken:
        return 0  # frozen, extended or reopened since the approval
    return 1
