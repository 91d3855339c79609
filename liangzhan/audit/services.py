"""Writing the record: one event per deed, one reading per page view."""

from __future__ import annotations

import datetime as dt
import functools
import inspect
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import models, transaction

from liangzhan.access.actor import Actor
from liangzhan.audit.choices import AuditEvent
from liangzhan.audit.models import Event, Reading
from liangzhan.audit.sealed import sealed_deeds, sealed_subject, write_sealed
from liangzhan.toolkit.jobs import enqueue
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.periods import moment

P = ParamSpec("P")
R = TypeVar("R")


def recorded(name: str, *, keep: Iterable[str] = ()) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare beside a service which event it leaves.

    The service must be keyword-only with a last argument `by: Actor`. It runs in one transaction together with the
    event row. `keep` names keyword arguments copied into the event as plain text; never name a personal one.
    The returned row (or the first of a list) becomes the object of the event. Raises TypeError at import time when the
    service has another shape.
    """
    kept = tuple(keep)

    def decorate(service: Callable[P, R]) -> Callable[P, R]:
        parameters = inspect.signature(service).parameters
        positional = [p.name for p in parameters.values() if p.kind not in (p.KEYWORD_ONLY, p.VAR_KEYWORD)]
        unknown = [k for k in kept if k not in parameters]
        if "by" not in parameters or positional or unknown:
            raise TypeError(f"{service.__qualname__}: keyword-only arguments with `by`, keep ⊆ arguments: {unknown}")

        @functools.wraps(service)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            with sealed_deeds(_sealed_among(kwargs)), transaction.atomic():
                result = service(*args, **kwargs)
                actor: Any = kwargs["by"]
                _write(
                    actor,
                    name=str(name),
                    details={k: _plain(kwargs.get(k)) for k in kept},
                    address=str(getattr(actor, "address", ""))[:45],
                    **_object_of(result),
                )
            return result

        run.recorded_as = str(name)  # type: ignore[attr-defined]
        return run

    return decorate


def _sealed_among(kwargs: dict[str, Any]) -> UUID | None:
    """What a service is about when it was handed a sealed row (one that has a `sealed_subject`); else None."""
    subjects = (getattr(value, "sealed_subject", None) for value in kwargs.values() if isinstance(value, models.Model))
    return next((one for one in subjects if one is not None), None)


def _write(actor: Any, **told: Any) -> None:
    """The event, or, about a sealed matter, the same facts in the hidden record."""
    subject = sealed_subject()
    if subject is None:
        Event.objects.create(by=actor, **told)
    else:
        write_sealed(subject, {**_moment_and_who(actor), **told})


def _moment_and_who(actor: Any) -> dict[str, str]:
    return {"at": moment().isoformat(), "by": str(actor.uuid), "label": actor.label}


def _plain(value: Any) -> Any:
    """A JSON-safe, short form of a kept argument."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in list(value.items())[:50]}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in list(value)[:50]]
    return str(value)[:500]


def _object_of(result: Any) -> dict[str, str]:
    row = result[0] if isinstance(result, list | tuple) and result else result
    if not isinstance(row, models.Model):
        return {}
    return {
        "object_label": row._meta.label_lower,
        "object_id": str(row.pk),
        "division_code": str(getattr(row, "division_code", "") or "")[:12],
    }


def record_reading(*, page: str, ids: Iterable[Any], shown_class: str, by: Actor, reason: str = "") -> Reading | None:
    """Who looked: one row per page view of P3/P4 data, with the ids shown; None where the record is a hidden one."""
    if (subject := sealed_subject()) is not None:
        told = {"page": page, "ids": [str(one) for one in ids], "shown_class": shown_class, "reason": reason[:200]}
        write_sealed(subject, {**_moment_and_who(by), **told})
        return None
    return Reading.objects.create(
        by=by, page=page, object_ids=[str(one) for one in ids], shown_class=shown_class, reason=reason[:200]
    )


def record_rows_read(*, page: str, rows: Iterable[Any], shown_class: str, by: Actor, reason: str = "") -> None:
    """The same for rows that may be sealed (`uuid`, `sealed_subject`): of a sealed one its own hidden record tells."""
    plain: list[Any] = []
    for row in rows:
        subject = row.sealed_subject
        if subject is None:
            plain.append(row.uuid)
            continue
        with sealed_deeds(subject):
            record_reading(page=page, ids=[row.uuid], shown_class="P4", by=by, reason=reason)
    if plain:
        record_reading(page=page, ids=plain, shown_class=shown_class, by=by, reason=reason)


@recorded(AuditEvent.EXPORTED, keep=["filters", "rows"])
def note_export(*, filters: str, rows: int, by: Actor) -> None:
    """The audit administrator took deeds away as a workbook: that is a deed as well."""


@recorded(AuditEvent.VERIFIED)
def start_verification(*, by: Actor) -> Job:
    """Check the whole chain in the background; the result stands on the page of the job."""
    return enqueue("audit.tasks.verify_chain", by=by, title="校验审计记录链")
