"""Reading kept bytes, issued papers, one's own jobs; what the files directory lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet

from liangzhan.access.actor import Actor
from liangzhan.documents.models import IssuedPaper, KeptFile
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.paths import files_dir


def place_of(digest: str) -> Path:
    """Where the bytes with this SHA-256 lie: two levels of folders by its first letters."""
    return files_dir() / digest[:2] / digest[2:4] / digest


def open_file(kept: KeptFile) -> bytes:
    """The bytes of a kept file. Raises FileNotFoundError when the files directory lost it (see `liangzhan doctor`)."""
    return place_of(kept.digest).read_bytes()


def paper_by_code(number: str, code: str) -> IssuedPaper | None:
    """The issued paper with this number and verify code, or None. Public: the caller shows masked facts only."""
    return IssuedPaper.objects.filter(number=number, verify_code=code.upper()).first()


def jobs_of(user: UUID) -> QuerySet[Job]:
    """Jobs that this user started, newest first. The actor column begins with the uuid."""
    return Job.objects.filter(created_by__startswith=f"{user}|").order_by("-id")


def job_of(user: UUID, job: UUID) -> Job | None:
    """One job of this user's own, or None."""
    return jobs_of(user).filter(uuid=job).first()


def file_of_job(job: Job) -> KeptFile | None:
    """The file a job left, or None."""
    return KeptFile.objects.filter(uuid=job.file_uuid).first() if job.file_uuid else None


@dataclass(frozen=True)
class StoreReport:
    """Digests of registered files whose bytes are gone, and of bytes that no row names; both sorted."""

    lost: tuple[str, ...]
    stray: tuple[str, ...]


def store_report() -> StoreReport:
    """Compare the register of files with the files directory (for `liangzhan doctor`); reads names, not bytes."""
    lying = {path.name for path in files_dir().glob("??/??/*") if path.is_file()}
    known = set(KeptFile.objects.values_list("digest", flat=True).distinct().order_by("digest").iterator())
    return StoreReport(tuple(sorted(known - lying)), tuple(sorted(lying - known)))


def jobs_with_old_files(before: dt.datetime, *, limit: int = 200) -> list[Job]:
    """Jobs that ended before the moment and still have a result file, the oldest first."""
    return list(Job.objects.filter(file_uuid__isnull=False, finished_at__lt=before).order_by("id")[:limit])


def kept_file(uuid: UUID) -> KeptFile | None:
    """A kept file, while it is kept."""
    return KeptFile.objects.filter(uuid=uuid).first()


def own_file(uuid: UUID, actor: Actor) -> KeptFile | None:
    """A kept file when this user uploaded it, else None."""
    kept = kept_file(uuid)
    return kept if kept is not None and kept.kept_by is not None and kept.kept_by.uuid == actor.uuid else None


def import_of(task: str, file_uuid: UUID) -> Job | None:
    """The import by this task that was started from the kept workbook."""
    return Job.objects.filter(task=task, arguments__file_uuid=str(file_uuid)).order_by("-id").first()
