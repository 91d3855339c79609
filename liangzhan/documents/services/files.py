"""Keeping files and issuing papers."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import DocumentEvent, FileKind
from liangzhan.documents.models import IssuedPaper, KeptFile
from liangzhan.documents.papers import Marks
from liangzhan.documents.queries import place_of
from liangzhan.documents.rules import IMAGES, PDF, upload_problem
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.images import clean_image, sniff
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.numbering import next_number

# What pypdf stumbles over in a damaged or a crafted file besides its own errors.
BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, RecursionError, OverflowError)
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that reads alike on paper


@recorded(DocumentEvent.KEPT, keep=["title"])
def keep_file(*, upload: Any, title: str, kind: FileKind | str, by: Actor, evidence: bool = False) -> KeptFile:
    """Keep an upload (an object with `.read()`); `title` is ours, the user's file name is dropped.

    Images are turned upright, re-encoded and lose their metadata; the position stays only where `evidence` says that
    the place is what is to be shown. Raises RuleBroken in Chinese for a wrong type, size, or a broken file.
    """
    content = upload.read()
    media_type = sniff(content)
    problem = upload_problem(FileKind(kind), media_type, len(content))
    if problem:
        raise RuleBroken(problem, field="file")
    facts: dict[str, Any] = {}
    if media_type in IMAGES:
        image = clean_image(content, keep_position=evidence)
        content, media_type = image.bytes, image.media_type
        facts = {
            "width": image.width,
            "height": image.height,
            "taken_at": image.taken_at,
            "position": ",".join(map(str, image.position)) if evidence and image.position else "",
        }
    elif media_type == PDF:
        _check_pdf(content)
    return _store(content, media_type, title, by, facts)


@recorded(DocumentEvent.KEPT, keep=["title"])
def keep_bytes(*, content: bytes, title: str, media_type: str, by: Actor) -> KeptFile:
    """Keep bytes that the platform made itself (a report, an error workbook)."""
    return _store(content, media_type, title, by, {})


def _check_pdf(content: bytes) -> None:
    try:
        pages = len(PdfReader(BytesIO(content)).pages)
    except (PyPdfError, *BROKEN) as fault:
        raise RuleBroken("这个 PDF 打不开，请重新导出或扫描后再传。", field="file") from fault
    if not pages:
        raise RuleBroken("这个 PDF 没有内容，请重新导出或扫描后再传。", field="file")


def _store(content: bytes, media_type: str, title: str, by: Actor, facts: dict[str, Any]) -> KeptFile:
    digest = hashlib.sha256(content).hexdigest()
    _write_once(digest, content)
    return KeptFile.objects.create(
        digest=digest, size=len(content), media_type=media_type, title=title[:120], kept_by=by, **facts
    )


def _write_once(digest: str, content: bytes) -> None:
    """Write under the hash, atomically: a reader or a backup never sees half a file."""
    place = place_of(digest)
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(name, place)  # noqa: PTH105 -- atomic, both names are strings of one folder


@recorded(DocumentEvent.ISSUED, keep=["kind", "title", "series"])
def issue_paper(
    *,
    kind: str,
    title: str,
    series: str,
    division_code: str,
    facts: dict[str, str],
    pdf: bytes | Callable[[Marks], bytes],
    by: Actor,
) -> IssuedPaper:
    """Issue a paper: the number comes from the series, the verify code is random; `facts` are masked for the public page.

    `pdf` is usually a function that sets the page when number and code are known: `lambda marks: render_pdf(…)` with
    `marks.number`, `marks.verify_code`, `marks.address` and `marks.qr_png`. A page that fails takes the number back.
    """
    number = f"{series}-{next_number(f'paper:{series}'):04d}"
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(10))
    content = pdf if isinstance(pdf, bytes) else pdf(Marks(number, code))
    return IssuedPaper.objects.create(
        kind=kind,
        number=number,
        verify_code=code,
        title=title,
        division_code=division_code,
        facts=facts,
        file=_store(content, PDF, title, by, {}),
        issued_by=by,
    )


@recorded(DocumentEvent.REVOKED, keep=["reason"])
def revoke_paper(*, paper: IssuedPaper, reason: str, by: Actor) -> IssuedPaper:
    """Revoke an issued paper with a reason; the verification page says so from then on."""
    paper = IssuedPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if paper.revoked_at is not None:
        raise RuleBroken("这份文书已经撤销。")
    if not reason.strip():
        raise RuleBroken("请写明撤销理由。", field="reason")
    paper.revoked_at, paper.revoked_by, paper.revoked_reason = timezone.now(), by, reason.strip()[:200]
    paper.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    return paper


@recorded(DocumentEvent.EXPIRED)
def expire_job_file(*, job: Job, by: Actor) -> Job:
    """Take the result file of an ended job away (剩余信息保护: temporary exports live a day); a file a row holds stays.

    The bytes go when no other kept file has them.
    """
    kept = KeptFile.objects.filter(uuid=job.file_uuid).first()  # type: ignore[misc]
    job.file_uuid = None
    job.save(update_fields=["file_uuid"])
    if kept is not None:
        _drop(kept)
    return job


@recorded(DocumentEvent.DROPPED)
def drop_file(*, kept: KeptFile, by: Actor) -> None:
    """Delete a file that its owner no longer holds (somebody's data are deleted); a file another row holds stays."""
    _drop(kept)


def _drop(kept: KeptFile) -> None:
    """The row goes unless something points to it, and the bytes when no other kept file has them."""
    try:
        with transaction.atomic():
            kept.delete()
    except ProtectedError:
        return
    if not KeptFile.objects.filter(digest=kept.digest).exists():
        transaction.on_commit(lambda: place_of(kept.digest).unlink(missing_ok=True))
