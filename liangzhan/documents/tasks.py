"""What the clock starts."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.audit.sealed import sealed_deeds
from liangzhan.documents.binding import Made
from liangzhan.documents.keepers import keeper_of
from liangzhan.documents.models import DestructionList
from liangzhan.documents.packing import Package, pack
from liangzhan.documents.queries import jobs_with_old_files
from liangzhan.documents.queries.archive import item_of, items_of_list, list_of
from liangzhan.documents.services import expire_job_file
from liangzhan.documents.services.archive import keep_package
from liangzhan.documents.services.destruction import close_list, destroy_item
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.parameters import declare, value_of
from liangzhan.toolkit.periods import moment, today

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


def make_volume(job: JobHandle, voucher: str, sealed: bool) -> dict[str, Any]:
    """Bind and sign the folder of a file (outside of any transaction), then keep the package as the result."""
    by = Actor(uuid=job.actor.uuid, label=job.actor.label)
    keeper, uuid = keeper_of(voucher)
    folder = keeper.folder(uuid)
    package = pack(folder, Made(by.label, moment()), lambda done, total: job.progress(done, total, "正在成卷"))
    kept = job.step("keep", lambda: _kept(package, voucher, uuid if sealed else None, by))
    job.attach(kept)
    job.progress(len(folder.parts), len(folder.parts), "案卷已生成")
    lines = [["卷内文件", f"{len(folder.parts)} 件"], ["页数", f"{package.pages} 页"], ["案卷 SHA-256", package.digest]]
    return {"lines": lines}


def _kept(package: Package, voucher: str, subject: UUID | None, by: Actor) -> str:
    """The kept package's uuid; of a sealed file the deed stands in the hidden record."""
    with sealed_deeds(subject):
        kept = keep_package(
            voucher=voucher,
            content=package.content,
            digest=package.digest,
            pages=package.pages,
            sealed=subject is not None,
            by=by,
        )
    return str(kept.uuid)
