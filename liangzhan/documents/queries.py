"""Reading kept bytes."""

from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet

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
