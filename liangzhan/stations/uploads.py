"""An upload of a form becomes a kept file; a file that is kept already passes as it is."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.services import keep_file
from liangzhan.toolkit.errors import RuleBroken


def kept_photo(upload: Any, title: str, by: Actor, *, field: str = "photo") -> KeptFile | None:
    """A photo as evidence: its position stays, since the place is what is to be shown."""
    return _kept(upload, title, FileKind.IMAGE, by, field, evidence=True)


def kept_paper(upload: Any, title: str, by: Actor, *, field: str) -> KeptFile | None:
    """A scan: PDF or picture."""
    return _kept(upload, title, FileKind.PAPER, by, field, evidence=False)


def _kept(upload: Any, title: str, kind: FileKind, by: Actor, field: str, *, evidence: bool) -> KeptFile | None:
    """The refusal names the form's own field, so that the sentence stands beside it."""
    if upload is None or isinstance(upload, KeptFile):
        return upload
    try:
        return keep_file(upload=upload, title=title, kind=kind, evidence=evidence, by=by)
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field=field) from refusal
