"""Where deeds are kept: those about a mandatory report, or about what is sealed, in the hidden record.

A report's are kept under its uuid, so that the ordinary audit never tells who reported.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import UUID, uuid4

from liangzhan.access.actor import Actor
from liangzhan.audit.sealed import sealed_deeds
from liangzhan.audit.services import record_reading, recorded
from liangzhan.protection.models import Report
from liangzhan.toolkit.actors import ActorStamp

F = TypeVar("F", bound=Callable[..., Any])
# What stands where a column asks who did it and the reporter must not be named.
HIDDEN = ActorStamp(Actor.system("").uuid, "身份保密")


def recorded_apart(name: str, *, keep: Iterable[str] = ()) -> Callable[[F], F]:
    """Like `recorded`, but in the hidden record about `report`, or about the `uuid` of the report that is being begun."""

    def decorate(service: F) -> F:
        inner = recorded(name, keep=keep)(service)

        @functools.wraps(service)
        def run(**given: Any) -> Any:
            subject = given["report"].uuid if "report" in given else given.setdefault("uuid", uuid4())
            with sealed_deeds(subject):
                return inner(**given)

        return run  # type: ignore[return-value]

    return decorate


def recorded_by_secrecy(name: str) -> Callable[[F], F]:
    """Like `recorded`; about a sealed risk or crisis in the hidden record, under the uuid of its origin."""

    def decorate(service: F) -> F:
        inner = recorded(name)(service)

        @functools.wraps(service)
        def run(**given: Any) -> Any:
            row = given.get("risk") or given.get("crisis")
            if not (row.sealed if row is not None else given.get("sealed")):
                return inner(**given)
            with sealed_deeds(subject_of(row.voucher if row is not None else given.get("voucher", ""), row)):
                return inner(**given)

        return run  # type: ignore[return-value]

    return decorate


def subject_of(voucher: str, row: Any = None) -> UUID:
    """Under what the hidden record keeps it: the uuid of the origin, else of the row, else one of its own."""
    text = voucher.partition(":")[2]
    try:
        return UUID(text)
    except ValueError:
        return row.uuid if row is not None else uuid4()


def note_danger_reading(rows: Iterable[Any], *, page: str, by: Actor) -> None:
    """One page view of risks or crises; what is sealed is noted in the hidden record."""
    held = list(rows)
    if plain := [row.pk for row in held if not row.sealed]:
        record_reading(page=page, ids=plain, shown_class="P4", by=by)
    for row in held:
        if row.sealed:
            with sealed_deeds(subject_of(row.voucher, row)):
                record_reading(page=page, ids=[row.pk], shown_class="P4", by=by)


def note_report_reading(report: Report, *, page: str, by: Actor) -> None:
    """One page view of a report: kept in the hidden record too, or the reader of his own report would be named."""
    with sealed_deeds(report.uuid):
        record_reading(page=page, ids=[report.pk], shown_class="P4", by=by)
