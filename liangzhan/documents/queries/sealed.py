"""Sealed files within the reader's reach, and what waits for his word."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.documents.keepers import keeper_of
from liangzhan.documents.models import SealedArchiveItem, SealedConsultation, SealedDestruction


def sealed_items() -> Any:
    """The register, to be narrowed to what the reader reaches."""
    return SealedArchiveItem.objects.all()


def sealed_requests() -> Any:
    """Requests of destruction with their file."""
    return SealedDestruction.objects.select_related("item")


def waiting_for(actor: Actor) -> list[SealedDestruction]:
    """Requests that somebody else sent and that the reader may decide, the oldest first, at most fifty."""
    rows = (
        sealed_requests().within(actor.scope, Action.ARCHIVE_SEALED).filter(approved__isnull=True).order_by("pk")[:50]
    )
    return [one for one in rows if one.drafted_by.uuid != actor.uuid]


def sealed_consultations(item: SealedArchiveItem) -> list[SealedConsultation]:
    """Who looked at the file, the latest first."""
    return list(item.consultations.order_by("-pk")[:50])


def requests_of(item: SealedArchiveItem) -> list[SealedDestruction]:
    """What was asked about the file, the latest first."""
    return list(item.destructions.order_by("-pk")[:20])


def lasting(item: SealedArchiveItem) -> bool:
    """Is it never destroyed?"""
    return keeper_of(item.voucher)[0].lasting


def request_words(row: SealedDestruction) -> str:
    """What whoever decides is told: number, kind and days, nobody who was served."""
    item = row.item
    words = f"{item.get_kind_display()}档案 {item.number}，{item.closed_on} 办结，保管至 {item.keep_until_on}。"
    return f"{words}批准后文字内容和附件立即清除，不能恢复。"
