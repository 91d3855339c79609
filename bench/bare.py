"""What this machine's database needs for three plain statements, so that page times can be read against it."""

import time
from collections.abc import Callable

from django.db import connection

STATEMENTS = {
    "bare SQL: one row by key": "SELECT name FROM divisions_division WHERE id = 1",
    "bare SQL: list of 50": "SELECT id, name, code FROM divisions_division WHERE code >= '2101' AND code < '2102' LIMIT 50",
    "bare SQL: count by city": "SELECT substr(division_code, 1, 4), count(*) FROM stations_station GROUP BY 1",
}


def timed(call: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each call, after one call to warm up."""
    call()
    found = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        found.append((time.perf_counter() - start) * 1000)
    return sorted(found)


def fetch(statement: str) -> object:
    """Run one statement and read everything."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def bare_times(times: int) -> dict[str, list[float]]:
    """Name → sorted milliseconds."""
    return {name: timed(lambda sql=sql: fetch(sql), times) for name, sql in STATEMENTS.items()}
