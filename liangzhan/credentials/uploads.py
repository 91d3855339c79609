"""An upload of a form becomes a kept file; a file that is kept already passes as it is."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.services import keep_file
from liangzhan.toolkit.errors import RuleBroken


def kept_proof(upload: Any, title: str, by: Actor, *, field: str) -> KeptFile | None:
    """A scan or picture; the refusal names the form's own field, so that the sentence stands beside it."""
    if not upload or isinstance(upload, KeptFile):
        return upload or None
    try:
        return keep_file(upload=upload, title=title, kind=FileKind.PAPER, by=by)
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field=field) from refusal
