"""`python -m bench.ledger --database sqlite --size 1000000`: posting in bulk and one at a time, beside raw SQL.

A database of its own, thrown away afterwards, on disk and with every safety on (SQLite synchronous=FULL, PostgreSQL
fsync). Raw SQL inserts the very rows that the platform has written, read back from it, into a copy of the database taken
before: the same tables, indexes, foreign keys, triggers and batches, values ready in memory.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench.ledger_backends import PostgreSQL, Seconds, SQLite, clock

BATCH = 20_000  # vouchers in one transaction of the bulk path
PERSONS = 20_000
SIZES = (1, 1, 2, 3, 4, 7, 10)  # lines of a voucher, in turn: visits, and groups


def show(name: str, count: int, unit: str, took: Seconds, raw: Seconds | None = None) -> None:
    """One line: seconds by the clock, of this process's own work, and what that is in times of raw SQL."""
    ratio = "" if raw is None else f"{took.wall / raw.wall:8.2f}x{took.cpu / raw.cpu:8.2f}x"
    print(f"{name:<44}{count:>9} {unit:<9}{took.wall:8.1f}{took.cpu:8.1f}{count / took.wall:>9.0f}{ratio}", flush=True)


def timed(deed: Callable[[Any], object], batches: Iterable[Any]) -> Seconds:
    """What the deed alone takes; making the batches is not counted."""
    wall = cpu = 0.0
    for batch in batches:
        start, busy = time.perf_counter(), time.process_time()
        deed(batch)
        wall += time.perf_counter() - start
        cpu += time.process_time() - busy
    return Seconds(wall, cpu)


def prepare() -> tuple[list[Any], list[int]]:
    """Migrate, and write the ground that vouchers stand on: stations, and person ids."""
    import django

    django.setup()
    from django.core.management import call_command

    from liangzhan.people.models import Person
    from liangzhan.toolkit.crypto import ensure_keys
    from tests.factories.people import BY, DAY
    from tests.factories.stations import make_site, make_station
    from tests.harness.divisions import load_small_divisions

    ensure_keys(Path(os.environ["LIANGZHAN_HOME"]))
    call_command("migrate", interactive=False, verbosity=0)
    load_small_divisions()
    from liangzhan.divisions.models import Division

    stations = [make_station(make_site(one)) for one in Division.objects.filter(level="COMMUNITY").order_by("code")]
    Person.objects.bulk_create(
        [Person(name="示例", state_since=DAY, registered_by=BY) for _ in range(PERSONS)], batch_size=500
    )
    return stations, list(Person.objects.order_by("pk").values_list("pk", flat=True))


def vouchers(kind: str, size: int, stations: list[Any], persons: list[int]) -> Iterator[Any]:
    """Vouchers with `size` lines in all, spread over a year, the stations and the persons; always the same."""
    import datetime as dt
    import random

    from liangzhan.ledger.choices import EntryKind
    from liangzhan.ledger.rules.lines import Line
    from liangzhan.ledger.services.posting import Voucher

    draw, left, number = random.Random(7), size, 0
    kinds, categories = (EntryKind.VISIT, EntryKind.GROUP_ATTENDANCE, EntryKind.CASE_CONTACT), ("", "E1", "P1", "L1")
    while left:
        count = min(left, SIZES[number % len(SIZES)])
        day = dt.date(2025, 1, 1) + dt.timedelta(days=draw.randrange(365))
        start = dt.datetime.combine(day, dt.time(9), dt.UTC) if number % 2 else None
        fixed = {
            **{"kind": draw.choice(kinds), "served_on": day, "starts_at": start, "method": "VISIT"},
            "ends_at": start + dt.timedelta(minutes=50) if start else None,
        }
        lines = tuple(
            Line(
                person=draw.choice(persons),
                served_by=persons[number % 300],
                category=draw.choice(categories),
                minutes=draw.randrange(5, 90),
                **fixed,
            )
            for _ in range(count)
        )
        yield Voucher(f"bench.{kind}:{number:032d}", draw.choice(stations), lines)
        left, number = left - count, number + 1


def batched(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Lists of `size` items."""
    source = iter(items)
    while found := list(islice(source, size)):
        yield found


def measure(backend: Any, size: int, single: int) -> None:
    """Bulk, then one at a time; raw SQL after each."""
    stations, persons = prepare()
    from liangzhan.access.actor import Actor
    from liangzhan.ledger.services.posting import post, post_many

    by = Actor.system("测量")
    backend.copy("before_bulk")
    bulk = timed(
        lambda batch: post_many(vouchers=batch, by=by), batched(vouchers("Bulk", size, stations, persons), BATCH)
    )
    raw = backend.raw("before_bulk", backend.rows(), single=False)
    show(f"raw: {backend.WORDS}", size, "rows", raw)
    if backend.ready_text:
        show("raw: COPY of text that is ready", size, "rows", backend.ready_text, raw)
    show("post_many", size, "rows", bulk, raw)

    lasts = backend.lasts()
    backend.copy("before_single")
    ones = list(vouchers("Single", single, stations, persons))
    own = timed(lambda one: post(voucher=one.key, version=1, station=one.station, lines=one.lines, by=by), ones)
    raw = backend.raw("before_single", backend.rows(lasts), single=True)
    show("raw: BEGIN, INSERT, INSERT, COMMIT", len(ones), "vouchers", raw)
    show(f"post ({single} entries)", len(ones), "vouchers", own, raw)
    after()


def after() -> None:
    """What the cells cost afterwards."""
    import datetime as dt

    from liangzhan.access.actions import Action
    from liangzhan.access.scope import Scope
    from liangzhan.ledger.models import Entry
    from liangzhan.ledger.queries.figures import Asked, figure
    from liangzhan.ledger.queries.verifying import cell_differences
    from liangzhan.ledger.services.cells import rebuild_dirty

    done = 0
    with clock() as took:
        while count := rebuild_dirty():
            done += count
    show(f"rebuild of all cells ({Entry.objects.count()} entries)", done, "months", took)
    asked = Asked(("21",), dt.date(2025, 1, 1), dt.date(2025, 12, 31), ("VISIT", "GROUP_ATTENDANCE", "CASE_CONTACT"))
    with clock() as took:
        found = figure(asked, scope=Scope(unlimited=True), action=Action.STATION_VIEW)
    show(f"figure of the year: {found.times}, {found.person_count} persons", 1, "figure", took)
    with clock() as took:
        differences = len(cell_differences())
    show(f"verify: {differences} differences", done, "months", took)


def main() -> int:
    """A home and a database of its own, then the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--size", type=int, default=100_000, help="entries in bulk")
    parser.add_argument("--single", type=int, help="entries one voucher at a time (default: a tenth)")
    parser.add_argument("--place", default="build", help="a folder on the disk to be measured")
    given = parser.parse_args()
    Path(given.place).mkdir(exist_ok=True)
    base = Path(tempfile.mkdtemp(prefix="bench-ledger-", dir=given.place)).resolve()
    base.chmod(0o711)
    os.environ.pop("LIANGZHAN_DATABASE_URL", None)
    os.environ.update(LIANGZHAN_HOME=str(base), DJANGO_SETTINGS_MODULE="liangzhan.settings")
    backend = (SQLite if given.database == "sqlite" else PostgreSQL)(base)
    try:
        backend.start()
        print(f"{given.database}, {given.size} entries, load average {os.getloadavg()[0]:.1f}", flush=True)
        print(f"{'':<63}{'clock s':>8}{'own s':>8}{'per s':>9}{'of raw, clock and own':>24}", flush=True)
        measure(backend, given.size, given.single or given.size // 10)
    finally:
        backend.stop()
        shutil.rmtree(base, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
