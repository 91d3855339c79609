"""Where deeds are kept: those about a mandatory report, or about what is sealed, in the hidden record.

A report's are kept under its uuid, so that the ordinary audit never tells who reported.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from uuid import uuid4

from liangzhan.access.actor import Actor
from liangzhan.audit.sealed import sealed_deeds
from liangzhan.audit.services import record_reading, recorded
from liangzhan.protection.models import Report
from liangzhan.protection.models.base import subject_of
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
    """Like `recorded`, for what is begun: with `sealed` in the hidden record, under the uuid of its origin (`voucher`)."""

    def decorate(service: F) -> F:
        inner = recorded(name)(service)

        @functools.wraps(service)
        def run(**given: Any) -> Any:
            with sealed_deeds(subject_of(given.get("voucher", "")) or uuid4() if given.get("sealed") else None):
                return inner(**given)

        return run  # type: ignore[return-value]

    return decorate


def note_report_reading(report: Report, *, page: str, by: Actor) -> None:
    """One page view of a report: kept in the hidden record too, or the reader of his own report would be named."""
    with sealed_deeds(report.uuid):
        record_reading(page=page, ids=[report.pk], shown_class="P4", by=by)
