"""What waits for a user: rooms register a panel, the desk shows them. A panel asks at most three queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Todo:
    """A thing to do: verb, object, link, due date. `count` when one line stands for many; tone wait | miss | none."""

    verb: str
    object: str
    href: str
    due_on: dt.date | None = None
    count: int = 1
    tone: str = "wait"

    @property
    def text(self) -> str:
        return f"{self.verb}{self.object}"


MOST = 100  # a counted line counts no further


def counted(lines: Iterable[tuple[str, str, str, Any]]) -> list[Todo]:
    """Lines (verb, words with {} for the number, link, rows), each of them where there are rows. One query a line."""
    found = []
    for verb, words, href, rows in lines:
        if count := len(rows.order_by("pk").values_list("pk")[:MOST]):
            found.append(Todo(verb, words.format(count), href, None, count, "wait"))
    return found


Panel = Callable[[Any, dt.date], list[Todo]]
PANELS: list[Panel] = []
WARNINGS: list[Panel] = []


def desk_panel(panel: Panel) -> Panel:
    """Register `fn(actor, today) -> list[Todo]` for 待办."""
    PANELS.append(panel)
    return panel


def warning_panel(panel: Panel) -> Panel:
    """Register the same for 预警."""
    WARNINGS.append(panel)
    return panel


def gather(panels: list[Panel], actor: Any, today: dt.date) -> list[Todo]:
    """All that waits, the earliest due first, undated last."""
    found = [todo for panel in panels for todo in panel(actor, today)]
    return sorted(found, key=lambda todo: (todo.due_on is None, todo.due_on or today, todo.verb, todo.object))
