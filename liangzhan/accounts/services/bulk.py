"""Starting a bulk invitation."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.accounts.choices import AccountEvent
from liangzhan.audit.services import recorded
from liangzhan.documents.models import KeptFile
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import enqueue
from liangzhan.toolkit.models import Job, JobState


@recorded(AccountEvent.INVITED_MANY, keep=["file", "count"])
def start_invitations(*, file: KeptFile, count: int, address: str, by: Actor) -> Job:
    """Enqueue the job that opens the accounts of a kept workbook. The same workbook is never taken twice."""
    running = Job.objects.filter(task="accounts.tasks.invite_many", arguments__file_uuid=str(file.uuid))
    if running.exclude(state=JobState.FAILED).exists():
        raise RuleBroken("这份名单已经提交过，请到“后台任务”查看结果，不要重复提交。")
    return enqueue(
        "accounts.tasks.invite_many",
        by=by,
        title="批量邀请用户",
        scope_note=f"{count} 人",
        file_uuid=str(file.uuid),
        address=address,
    )
