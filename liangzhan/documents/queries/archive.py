"""Reading the register of files: one file, the list, what is due, the lists of destruction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.documents.keepers import keeper_of
from liangzhan.documents.models import ArchiveItem, Consultation, DestructionList, SealedArchiveItem

Filed = ArchiveItem | SealedArchiveItem


def filed(voucher: str, *, sealed: bool = False, lock: bool = False) -> Filed | None:
    """The file of a voucher; the caller has reached its row first."""
    rows: Any = (SealedArchiveItem if sealed else ArchiveItem).objects.filter(voucher=voucher)
    return (rows.select_for_update(of=("self",)) if lock else rows).first()


def items() -> Any:
    """The register, to be narrowed to a scope."""
    return ArchiveItem.objects.all()


def narrowed(rows: Any, chosen: dict[str, Any], on: dt.date) -> Any:
    """The filters of the list: kind, number, how it stands."""
    if chosen.get("kind"):
        rows = rows.filter(kind=chosen["kind"])
    if chosen.get("number"):
        rows = rows.filter(number__icontains=chosen["number"].strip())
    stand = chosen.get("stand")
    if stand == "due":
        return rows.due(on)
    if stand == "frozen":
        return rows.filter(frozen_at__isnull=False)
    if stand == "gone":
        return rows.filter(destroyed_at__isnull=False)
    return rows.filter(destroyed_at__isnull=True) if stand == "kept" else rows


def due_items(actor: Actor, on: dt.date) -> QuerySet[ArchiveItem]:
    """What may go today, of the stations the head keeps, the longest expired first."""
    return ArchiveItem.objects.within(actor.scope, Action.ARCHIVE_MANAGE).due(on).order_by("keep_until_on", "pk")


def due_first(actor: Actor, on: dt.date, most: int) -> QuerySet[ArchiveItem]:
    """The first of them, as a queryset that a form may narrow further."""
    ids = list(due_items(actor, on).values_list("pk", flat=True)[:most])
    return ArchiveItem.objects.filter(pk__in=ids).order_by("keep_until_on", "pk")


def stand_of(item: Filed, on: dt.date) -> tuple[str, str]:
    """(words, tone) of a file on the day."""
    if item.destroyed_at is not None:
        return "已销毁", "none"
    if item.frozen_at is not None:
        return "已冻结", "miss"
    if item.in_use:
        return "重开使用", "wait"
    return ("期满待鉴定", "wait") if item.keep_until_on < on else ("保管中", "met")


def href_of(item: Filed, actor: Actor) -> str:
    """The page of what was filed, "" when the reader does not reach it or it is gone."""
    if item.destroyed_at is not None:
        return ""
    try:
        keeper, uuid = keeper_of(item.voucher)
    except KeyError:
        return ""
    return keeper.href(uuid, actor)


def consultations() -> QuerySet[Consultation]:
    """With their file."""
    return Consultation.objects.select_related("item")


def destruction_lists() -> QuerySet[DestructionList]:
    """With the number of their files."""
    return DestructionList.objects.annotate(files=Count("lines")).select_related("paper__file")


def items_of_list(row: DestructionList) -> QuerySet[ArchiveItem]:
    """The files on a list, by number."""
    return ArchiveItem.objects.filter(lines__list=row).order_by("number", "pk")


def item_of(pk: int) -> ArchiveItem:
    """A file by its id, for the job that destroys a list."""
    return ArchiveItem.objects.get(pk=pk)


def list_of(pk: int) -> DestructionList:
    """A list by its id, for the job that carries it out."""
    return DestructionList.objects.get(pk=pk)


def filed_since(station: int, since: dt.date, on: dt.date) -> int:
    """How many files of a station were closed and filed between two days (evidence of 2.6.6)."""
    return ArchiveItem.objects.filter(station=station, closed_on__gte=since, closed_on__lte=on).count()
