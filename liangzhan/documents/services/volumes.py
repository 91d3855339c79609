"""One click gives the volume of a closed file: bound in the background, kept as the result of its job."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import record_reading, recorded
from liangzhan.documents.choices import ArchiveEvent
from liangzhan.documents.queries.archive import filed
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import enqueue
from liangzhan.toolkit.models import Job


@recorded(ArchiveEvent.VOLUME)
def start_volume(*, row: Any, page: str, shown_class: str, by: Actor) -> Job:
    """Bind the folder of what was filed. `row` has `voucher`, `uuid` and, where it may be sealed, `sealed_subject`.

    The caller has reached the row. Title and arguments of the job tell nobody whose file it is. Raises RuleBroken before
    it is filed, while it is used again, and after it was destroyed.
    """
    subject = getattr(row, "sealed_subject", None)
    item = filed(row.voucher, sealed=subject is not None)
    if item is None or item.in_use:
        raise RuleBroken("办结归档以后才能生成案卷。")
    if item.destroyed_at is not None:
        raise RuleBroken("这份档案已经销毁。")
    record_reading(page=page, ids=[row.uuid], shown_class=shown_class, by=by)
    sealed = subject is not None
    return enqueue(
        "documents.tasks.make_volume",
        by=by,
        title="生成案卷",
        sealed_subject=subject,
        voucher=row.voucher,
        sealed=sealed,
    )
