"""What this machine's database needs for three plain statements, so that page times can be read against it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

STATEMENTS = {
    "bare SQL: one row by key": "SELECT name FROM divisions_division WHERE id = 1",
    "bare SQL: list of 50": "SELECT id, name, code FROM divisions_division WHERE code >= '2101' AND code < '2102' LIMIT 50",
    "bare SQL: count by city": "SELECT substr(division_code, 1, 4), count(*) FROM stations_station GROUP BY 1",
}


@dataclass(frozen=True)
class Times:
    """Milliseconds of many calls, sorted: as the clock saw them, and of this process's own work (blind to neighbours)."""

    wall: list[float]
    cpu: list[float]


def timed(call: Callable[[], object], times: int) -> Times:
    """Time each call, after one call to warm up."""
    call()
    wall, cpu = [], []
    for _ in range(times):
        start, busy = time.perf_counter(), time.process_time()
        call()
        wall.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - busy) * 1000)
    return Times(sorted(wall), sorted(cpu))


def fetch(statement: str) -> object:
    """Run one statement and read everything."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def bare_times(times: int) -> dict[str, Times]:
    """Name → times."""
    return {name: timed(lambda sql=sql: fetch(sql), times) for name, sql in STATEMENTS.items()}
