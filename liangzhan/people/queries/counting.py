"""How many rows stand behind each foreign key to a person: one query for all of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet, Value

from liangzhan.people.merging import keys_to_person


def rows_behind(persons: list[int]) -> dict[str, QuerySet[Any]]:
    """{"room.Model.field": rows of these persons}, for every foreign key of the platform."""
    return {
        label: field.model._default_manager.filter(**{f"{field.name}__in": persons})
        for label, field in keys_to_person().items()
    }


def counted(rows: dict[str, QuerySet[Any]]) -> dict[str, int]:
    """{label: number of rows}, those without any left out."""
    parts = [
        part.order_by()
        .annotate(key_of=Value(label))
        .values("key_of")
        .annotate(rows_of=Count("pk"))
        .values_list("key_of", "rows_of")
        for label, part in rows.items()
    ]
    found = parts[0].union(*parts[1:], all=True) if parts else ()
    return {label: count for label, count in found if count}
