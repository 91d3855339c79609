"""What becomes of categories of clients when a person is merged or forgotten."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from liangzhan.access.actor import Actor
from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import Decision, decide
from liangzhan.people.models import Category
from liangzhan.toolkit.periods import today

MERGER, ERASER = Actor.system("合并重复人员"), Actor.system("删除个人信息")


def register_clients() -> None:
    """Called once when the platform starts."""
    decide("people.Category.person", Decision("类别并入，重复的有效类别只留一条", _move_categories))
    forget_by(
        "people.Category.person",
        Erasure("结束类别，清空类别和等级", lambda person: blank_categories(person.categories.order_by("pk"))),
    )


def blank_categories(categories: QuerySet[Category]) -> int:
    """Nothing says any more to which category somebody belonged; the spans end today. Returns how many."""
    rows = list(categories)
    for row in rows:
        if row.ended_on is None:
            row.ended_on, row.ended_by = max(today(), row.valid_from), ERASER
        row.code = row.grade = row.ended_reason = ""
        row.save(update_fields=["code", "grade", "ended_reason", "ended_on", "ended_by"])
    return len(rows)


def _move_categories(kept: Any, alias: Any) -> int:
    """Rows go over; of two live ones of a code the alias's ends, and where the kept person has a primary one it stays."""
    day = today()
    live = list(kept.categories.filter(ended_on__isnull=True))
    codes = {(row.station_id, row.code) for row in live}
    primary = {row.station_id for row in live if row.primary}
    rows = list(alias.categories.order_by("pk"))
    for row in rows:
        if row.ended_on is None and (row.station_id, row.code) in codes:
            row.ended_on, row.ended_by = max(day, row.valid_from), MERGER
        elif row.ended_on is None and row.primary and row.station_id in primary:
            row.primary = False
        row.person = kept
        row.save(update_fields=["person", "primary", "ended_on", "ended_by"])
    return len(rows)
