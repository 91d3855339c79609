"""The two databases of `bench.ledger`: how each is copied, read back and written to without the platform."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLES = ("ledger_posting", "ledger_entry")
SAFE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
BATCH = 20_000
Rows = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]  # of postings, of entries in the order of postings


@dataclass
class Seconds:
    """By the clock, and of this process's own work (a database server's is not in it)."""

    wall: float = 0.0
    cpu: float = 0.0


@contextmanager
def clock() -> Iterator[Seconds]:
    """Filled in at the end of the block."""
    took, start, busy = Seconds(), time.perf_counter(), time.process_time()
    yield took
    took.wall, took.cpu = time.perf_counter() - start, time.process_time() - busy


class Backend:
    """What both do the same way."""

    WORDS = ""
    ready_text: Seconds | None = None

    def __init__(self, base: Path) -> None:
        self.base = base
        self.columns: dict[str, list[str]] = {}

    def lasts(self) -> tuple[int, ...]:
        """The highest id of each table."""
        from django.db import connection

        with connection.cursor() as cursor:
            found = []
            for table in TABLES:
                cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
                found.append(cursor.fetchone()[0])
        return tuple(found)

    def rows(self, lasts: tuple[int, ...] = (0, 0)) -> Rows:
        """The rows that the platform has written since, as the driver takes them."""
        from django.db import connection

        found = []
        connection.ensure_connection()
        for table, last in zip(TABLES, lasts, strict=True):
            cursor = connection.connection.cursor()  # the driver's own: no converters of Django
            cursor.execute(f"SELECT * FROM {table} WHERE id > {last} ORDER BY id")
            self.columns[table] = [one[0] for one in cursor.description]
            found.append([tuple(row) for row in cursor.fetchall()])
            cursor.close()
        return found[0], found[1]

    def statement(self, table: str, mark: str) -> str:
        names = ", ".join(f'"{one}"' for one in self.columns[table])
        return f"INSERT INTO {table} ({names}) VALUES ({', '.join([mark] * len(self.columns[table]))})"

    def grouped(self, rows: Rows) -> list[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
        """Each posting with its entries."""
        at = self.columns[TABLES[1]].index("posting_id")
        of: dict[int, list[tuple[Any, ...]]] = {row[0]: [] for row in rows[0]}
        for row in rows[1]:
            of[row[at]].append(row)
        return [(row, of[row[0]]) for row in rows[0]]

    def bulk_batches(self, rows: Rows) -> list[Rows]:
        """The batches of the platform's bulk path."""
        groups = self.grouped(rows)
        parts = [groups[start : start + BATCH] for start in range(0, len(groups), BATCH)]
        return [([one for one, _ in part], [row for _, held in part for row in held]) for part in parts]


class SQLite(Backend):
    WORDS = "executemany of the same rows"

    def start(self) -> None:
        """The home is the database."""

    def stop(self) -> None:
        """The folder goes with the caller."""

    def copy(self, name: str) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(self.base / "liangzhan.sqlite3", self.base / name)

    def raw(self, name: str, rows: Rows, *, single: bool) -> Seconds:
        plain = sqlite3.connect(self.base / name, isolation_level=None)
        plain.executescript(SAFE)
        first, second = (self.statement(table, "?") for table in TABLES)
        groups = [([one], held) for one, held in self.grouped(rows)] if single else self.bulk_batches(rows)
        with clock() as took:
            for postings, entries in groups:
                plain.execute("BEGIN IMMEDIATE")
                plain.executemany(first, postings)
                plain.executemany(second, entries)
                plain.execute("COMMIT")
        plain.close()
        return took


class PostgreSQL(Backend):
    WORDS = "COPY of the same rows, by write_row"

    def start(self) -> None:
        from tests.harness.cluster import Cluster

        class Safe(Cluster):
            HASTE = {}

        self.cluster = Safe(self.base)
        self.cluster.start()
        self.execute("CREATE DATABASE platform")
        os.environ.update(PGHOST=str(self.cluster.socket), LIANGZHAN_DATABASE_URL="postgresql://liangzhan@/platform")

    def stop(self) -> None:
        from django.db import connections

        connections.close_all()
        self.cluster.stop()

    def execute(self, statement: str) -> None:
        with self.cluster.connect() as plain:
            plain.execute(statement)

    def copy(self, name: str) -> None:
        from django.db import connection

        connection.close()
        self.execute(f"CREATE DATABASE {name} TEMPLATE platform")
        if name == "before_bulk":
            self.execute(f"CREATE DATABASE {name}_text TEMPLATE platform")
        self.execute("CHECKPOINT")

    def raw(self, name: str, rows: Rows, *, single: bool) -> Seconds:
        if single:
            return self.raw_single(name, rows)
        batches = self.bulk_batches(rows)
        texts = [tuple(map(self.text, batch)) for batch in batches]
        with self.cluster.connect(f"{name}_text") as plain, clock() as self.ready_text:
            for batch in texts:
                self.copy_in(plain, batch, lambda copy, text: copy.write(text))
        with self.cluster.connect(name) as plain, clock() as took:
            for batch in batches:
                self.copy_in(plain, batch, lambda copy, part: [copy.write_row(row) for row in part])
        return took

    def copy_in(self, plain: Any, batch: tuple[Any, ...], write: Callable[[Any, Any], object]) -> None:
        """One transaction: postings, then entries."""
        with plain.transaction(), plain.cursor() as cursor:
            for table, part in zip(TABLES, batch, strict=True):
                with cursor.copy(self.copy_statement(table)) as copy:
                    write(copy, part)

    def raw_single(self, name: str, rows: Rows) -> Seconds:
        first, second = (self.statement(table, "%s") for table in TABLES)
        groups = self.grouped(rows)
        with self.cluster.connect(name) as plain, plain.cursor() as cursor, clock() as took:
            for posting, entries in groups:
                with plain.transaction():
                    cursor.execute(first, posting)
                    cursor.executemany(second, entries)
        return took

    def copy_statement(self, table: str) -> str:
        names = ", ".join(f'"{one}"' for one in self.columns[table])
        return f"COPY {table} ({names}) FROM STDIN"

    @staticmethod
    def text(rows: list[tuple[Any, ...]]) -> str:
        return "".join("\t".join("\\N" if one is None else str(one) for one in row) + "\n" for row in rows)
