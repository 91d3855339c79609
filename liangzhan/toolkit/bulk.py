"""Many rows at once, past the row objects: COPY on PostgreSQL, executemany on SQLite, behind one function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


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


def insert_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given as sequences in the order of `fields` (names of model fields; a key's field takes the id).

    Values are prepared by the fields themselves, so an actor or a date is given as it is. No defaults, no signals: name
    every column that may not be empty.
    """
    held: list[Any] = [model._meta.get_field(name) for name in fields]
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(one.column) for one in held)
    prepare = [one.get_db_prep_save for one in held]
    ready = ([fit(value, connection) for fit, value in zip(prepare, row, strict=True)] for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(held))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(ready))  # noqa: S608
