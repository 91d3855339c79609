"""An uploaded roster and its job belong to whoever uploaded it."""

from __future__ import annotations

from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.documents.models import KeptFile
from liangzhan.toolkit.models import Job

TASK = "staff.tasks.roster.run_people_import"


def kept_roster(uuid: UUID) -> KeptFile | None:
    """The kept workbook, until its import has ended."""
    return KeptFile.objects.filter(uuid=uuid).first()


def own_roster(uuid: UUID, actor: Actor) -> KeptFile | None:
    """The workbook when this user uploaded it, else None."""
    kept = kept_roster(uuid)
    return kept if kept is not None and kept.kept_by is not None and kept.kept_by.uuid == actor.uuid else None


def job_of_roster(file_uuid: UUID) -> Job | None:
    """The import that was started from this workbook."""
    return Job.objects.filter(task=TASK, arguments__file_uuid=str(file_uuid)).order_by("-id").first()


def own_job(uuid: UUID, actor: Actor) -> Job | None:
    """An import job of this user, else None."""
    job = Job.objects.filter(task=TASK, uuid=uuid).first()
    return job if job is not None and job.created_by is not None and job.created_by.uuid == actor.uuid else None
