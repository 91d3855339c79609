"""The single door through which a stored state moves: locks the row, checks the table, logs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction

from liangzhan.toolkit.actors import ActorLike
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Move
from liangzhan.toolkit.periods import today

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Table:
    """A state table one can read: state → states that may follow."""

    moves: dict[str, tuple[str, ...]]

    def allows(self, from_state: str, to_state: str) -> bool:
        return to_state in self.moves.get(from_state, ())


def move(
    row: M, to: str, *, table: Table, by: ActorLike, reason: str = "", on: dt.date | None = None, **also: Any
) -> M:
    """Move `row.state` to `to` and write the log row; `also` are fields saved in the same statement (dates of the move).

    Locks the row first, so that of two officers only one succeeds. Raises RuleBroken with both states in words: when the
    table does not allow the move, and when the row is no longer in the state in which the caller read it.
    """
    day = on or today()
    with transaction.atomic():
        held: Any = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
        labels = dict(type(row)._meta.get_field("state").choices or ())  # type: ignore[arg-type, union-attr]
        _check(held.state, row.state, str(to), table, labels)  # type: ignore[attr-defined]
        _log(row, held.state, str(to), day, reason, by).save()
        changed = {"state": str(to), "state_since": day, **also}
        type(row)._default_manager.filter(pk=row.pk).update(**changed)
        for name, value in changed.items():
            setattr(row, name, value)
    return row


def move_all(
    rows: Sequence[M], to: str, *, table: Table, by: ActorLike, reason: str = "", on: dt.date | None = None
) -> list[M]:
    """Move many rows of one model as `move` does, all or none, in five statements however many they are."""
    moving = list(rows)
    if not moving:
        return []
    day, model = on or today(), type(moving[0])
    with transaction.atomic():
        keys = [row.pk for row in moving]
        locked: Any = model._default_manager.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
        held = {one.pk: one.state for one in locked}
        labels = dict(model._meta.get_field("state").choices or ())  # type: ignore[arg-type, union-attr]
        for row in moving:
            _check(held[row.pk], row.state, str(to), table, labels)  # type: ignore[attr-defined]
        Move.objects.bulk_create([_log(row, held[row.pk], str(to), day, reason, by) for row in moving])
        model._default_manager.filter(pk__in=keys).update(state=str(to), state_since=day)
        for row in moving:
            row.state, row.state_since = str(to), day  # type: ignore[attr-defined]
    return moving


def _check(held: str, seen: str, to: str, table: Table, labels: dict[Any, Any]) -> None:
    """The table allows it, and the row is still what the officer decided on."""
    now, wished = labels.get(held, held), labels.get(to, to)
    if not table.allows(held, to):
        raise RuleBroken(f"现在是“{now}”，不能变为“{wished}”。")
    if held != seen:  # allowed from here too, but not what the officer decided on
        raise RuleBroken(f"状态刚刚由“{labels.get(seen, seen)}”变为“{now}”，请刷新页面、核对后再办理。")


def _log(row: models.Model, held: str, to: str, day: dt.date, reason: str, by: ActorLike) -> Move:
    return Move(
        object_label=row._meta.label_lower,
        object_id=str(row.pk),
        from_state=held,
        to_state=to,
        on=day,
        reason=reason[:500],
        moved_by=by,
    )


def moves_of(row: models.Model) -> models.QuerySet[Move]:
    """The log of one row, oldest first."""
    return Move.objects.filter(object_label=row._meta.label_lower, object_id=str(row.pk)).order_by("id")
