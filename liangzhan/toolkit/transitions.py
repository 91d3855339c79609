"""The single door through which a stored state moves: locks the row, checks the table, logs."""

from __future__ import annotations

import datetime as dt
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
        now, wished = labels.get(held.state, held.state), labels.get(str(to), to)
        if not table.allows(held.state, str(to)):
            raise RuleBroken(f"现在是“{now}”，不能变为“{wished}”。")
        seen: str = row.state  # type: ignore[attr-defined]
        if held.state != seen:  # allowed from here too, but not what the officer decided on
            raise RuleBroken(f"状态刚刚由“{labels.get(seen, seen)}”变为“{now}”，请刷新页面、核对后再办理。")
        Move.objects.create(
            object_label=row._meta.label_lower,
            object_id=str(row.pk),
            from_state=held.state,
            to_state=str(to),
            on=day,
            reason=reason[:500],
            moved_by=by,
        )
        changed = {"state": str(to), "state_since": day, **also}
        type(row)._default_manager.filter(pk=row.pk).update(**changed)
        for name, value in changed.items():
            setattr(row, name, value)
    return row


def moves_of(row: models.Model) -> models.QuerySet[Move]:
    """The log of one row, oldest first."""
    return Move.objects.filter(object_label=row._meta.label_lower, object_id=str(row.pk)).order_by("id")
