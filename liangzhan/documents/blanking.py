"""What was written goes when a file is destroyed; rows, codes, days and what the ledger was told stay."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import QuerySet

from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField

# What the ledger is compared with afterwards.
COUNTED = frozenset({"counted"})


def texts_of(model: type[models.Model], *, also: frozenset[str] = frozenset()) -> list[str]:
    """The columns of a table in which somebody wrote: long texts and ciphertext; `also` short ones by name."""
    kinds = (EncryptedTextField, models.TextField)
    return [
        one.name
        for one in model._meta.fields
        if one.name not in COUNTED
        and (one.name in also or (isinstance(one, kinds) and not isinstance(one, EncryptedChoiceField)))
    ]


def blank(rows: QuerySet[Any], *, also: frozenset[str] = frozenset()) -> None:
    """Empty the texts of these rows, each in one statement (an append-only table lets them go only together)."""
    names = texts_of(rows.model, also=also)
    for row in rows.order_by("pk") if names else ():
        if not any(getattr(row, name) for name in names):
            continue  # blank already: an append-only table lets them go once
        for name in names:
            setattr(row, name, "")
        row.save(update_fields=names)
