"""Many rows at once, past the row objects: COPY on PostgreSQL, executemany on SQLite, behind one function."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import chain, islice
from typing import Any
from uuid import UUID

from django.db import connection, models

# Types whose values may be compared to find equal ones, and whose str is what COPY reads.
BY_VALUE = {str, dt.date, dt.datetime, UUID}
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
PIECE = 10_000
FEW = 1_000


def reserve_ids(model: type[models.Model], count: int) -> range | list[int]:
    """Ids that nobody else gets, for rows that point to each other. Call inside the transaction that writes them."""
    table, column = model._meta.db_table, model._meta.pk.column  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [table, column, count]
            )
            return [row[0] for row in cursor.fetchall()]
        # SQLite has one writer: within an IMMEDIATE transaction nobody else takes these. AUTOINCREMENT remembers the highest.
        cursor.execute(
            "SELECT max(seq) FROM (SELECT seq FROM sqlite_sequence WHERE name = %s UNION ALL SELECT 0)", [table]
        )
        last = cursor.fetchone()[0]
    return range(last + 1, last + 1 + count)


def insert_columns(model: type[models.Model], columns: Mapping[str, Sequence[Any]]) -> None:
    """Insert rows given column by column: {name of a model field: its values}; a key's field takes the id.

    Values are prepared by the fields themselves, so an actor or a date is given as it is; one that occurs a thousand
    times is prepared once. No defaults, no signals: name every column that may not be empty.
    """
    into, ready = _ready(model, columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, f"COPY {into} FROM STDIN", ready)
        else:
            rows: Any = zip(*ready, strict=True)
            cursor.executemany(f"INSERT INTO {into} VALUES {_marks(ready)}", rows)  # noqa: S608


def insert_few(model: type[models.Model], columns: Mapping[str, Sequence[Any]]) -> None:
    """The same in plain INSERTs: for the handful of rows of one deed, where COPY takes longer to begin than to end."""
    into, ready = _ready(model, columns)
    rows = zip(*ready, strict=True)
    with connection.cursor() as cursor:
        while piece := list(islice(rows, FEW)):
            marks = ", ".join([_marks(ready)] * len(piece))
            cursor.execute(f"INSERT INTO {into} VALUES {marks}", list(chain.from_iterable(piece)))  # noqa: S608


def _ready(model: type[models.Model], columns: Mapping[str, Sequence[Any]]) -> tuple[str, list[Sequence[Any]]]:
    """(table with its columns, prepared values)."""
    held: list[Any] = [model._meta.get_field(name) for name in columns]
    names = ", ".join(connection.ops.quote_name(one.column) for one in held)
    ready = [_prepared(field, values) for field, values in zip(held, columns.values(), strict=True)]
    return f"{connection.ops.quote_name(model._meta.db_table)} ({names})", ready


def _marks(columns: Sequence[Any]) -> str:
    return f"({', '.join(['%s'] * len(columns))})"


def _prepared(field: Any, values: Sequence[Any]) -> Sequence[Any]:
    """The values as the database takes them."""
    kinds = set(map(type, values)) - {type(None)}
    target = field.target_field if field.is_relation else field
    if kinds <= {int} and isinstance(target, models.IntegerField):
        return values
    fit = field.get_db_prep_save
    if len(kinds) == 1 and kinds <= BY_VALUE:
        known = {value: fit(value, connection) for value in set(values)}
        return list(map(known.__getitem__, values))
    # Equal is not the same here (1 and True, or two actors who compare slowly), so a value is known by its identity.
    held = dict(zip(map(id, values), values, strict=True))
    known = {key: fit(value, connection) for key, value in held.items()}
    return list(map(known.__getitem__, map(id, values)))


def _copy(cursor: Any, statement: str, columns: Sequence[Sequence[Any]]) -> None:
    """Written as text in one piece for each ten thousand rows; types that have no plain text go through psycopg."""
    texts = [_text(values) for values in columns]
    with cursor.copy(statement) as copy:
        if all(text is not None for text in texts):
            lines = map("\t".join, zip(*texts, strict=True))  # type: ignore[arg-type]
            while piece := list(islice(lines, PIECE)):
                copy.write("\n".join(piece) + "\n")
        else:
            for row in zip(*columns, strict=True):
                copy.write_row(row)


def _text(values: Sequence[Any]) -> list[str] | None:
    """A column in COPY's text format, or None where that is not plain."""
    kinds = set(map(type, values)) - {type(None)}
    if kinds <= {int} | BY_VALUE and len(kinds) <= 1:
        known = {value: _escaped(str(value)) for value in set(values)}
        known[None] = "\\N"
        return list(map(known.__getitem__, values))
    return None


def _escaped(text: str) -> str:
    return text.translate(ESCAPES) if not ESCAPES.keys().isdisjoint(map(ord, text)) else text
