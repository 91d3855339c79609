"""Reading addenda: of one record, of a whole file; as lines of a sheet."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from liangzhan.documents.models import Addendum


def addenda_of(voucher: str) -> list[Addendum]:
    """What was added to one record, the oldest first."""
    return list(Addendum.objects.filter(voucher=voucher).order_by("pk"))


def addenda_in(folder: str) -> dict[str, list[Addendum]]:
    """{voucher of the record: what was added to it} of a whole file, in one query."""
    found: dict[str, list[Addendum]] = {}
    for one in Addendum.objects.filter(folder=folder).order_by("pk"):
        found.setdefault(one.voucher, []).append(one)
    return found


def addendum_texts(rows: Iterable[Addendum]) -> list[tuple[str, str]]:
    """(label, words) for a sheet: who added what, when and why."""
    return [
        (
            f"补记（{timezone.localtime(one.written_at):%Y-%m-%d}，{one.written_by.label}）",
            f"原因：{one.reason}\n{one.text}" if one.reason or one.text else "",
        )
        for one in rows
    ]
