"""补记: one door for every record that was locked. The room has reached the record and knows who may add."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.blanking import blank
from liangzhan.documents.choices import ArchiveEvent
from liangzhan.documents.models import Addendum
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment

REASON, TEXT = 300, 8000


@recorded(ArchiveEvent.ADDENDUM, keep=["voucher"])
def add_addendum(
    *, record: Any, voucher: str, folder: str, title: str, reason: str, text: str, form_key: UUID, by: Actor
) -> Addendum:
    """Add to a record; nothing of what stands is changed. The same `form_key` adds once.

    `record` is the row (a sealed one is recorded apart), `voucher` and `folder` name it and its
    file, `title` says it in words that name nobody. Raises RuleBroken
    at `reason` and `text`.
    """
    if (written := Addendum.objects.filter(form_key=form_key).first()) is not None:
        if written.voucher != voucher:
            raise RuleBroken("这一页已经提交过，请返回后重新打开。")
        return written
    for field, words, most, sentence in (
        ("reason", reason, REASON, "请写明补记的原因。"),
        ("text", text, TEXT, "请写明补记的内容。"),
    ):
        if not words.strip():
            raise RuleBroken(sentence, field=field)
        if len(words.strip()) > most:
            raise RuleBroken(f"内容太长，请不超过 {most} 字。", field=field)
    return Addendum.objects.create(
        voucher=voucher,
        folder=folder,
        title=title[:120],
        reason=reason.strip(),
        text=text.strip(),
        form_key=form_key,
        written_at=moment(),
        written_by=by,
    )


@recorded(ArchiveEvent.ADDENDA_BLANKED)
def blank_addenda(*, folder: str, by: Actor) -> None:
    """The file is destroyed, or the person it is about is forgotten: the words go, the rows stay."""
    blank(Addendum.objects.filter(folder=folder))
