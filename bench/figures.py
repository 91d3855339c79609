"""`python -m bench.figures --database sqlite --size 1000000`: figures of a province, beside plain SQL over the entries.

2,000 stations of the whole province at work for two years, in a database of its own that is thrown away afterwards. The plain
SQL adds up the very entries; it knows nothing of merged persons, of a reader's reach, or of what is behind.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.ledger import BATCH, SIZES, batched
from bench.ledger_backends import PostgreSQL, SQLite, clock

STATIONS = 2_000
KINDS = ("VISIT", "GROUP_ATTENDANCE", "CASE_CONTACT", "ACTIVITY_ATTENDANCE", "VOLUNTEER_SERVICE")
CATEGORIES = ("", "", "E1", "E2", "P1", "L1", "C1", "D1")
SQL = """SELECT substr(division_code, 1, 4), sum(sign * CASE WHEN person_id IS NULL THEN heads ELSE 1 END),
count(DISTINCT person_id) FROM ledger_entry WHERE served_on >= '{first}' AND served_on <= '{last}' AND kind IN ({kinds}) GROUP BY 1"""


def ground(people: int) -> tuple[list[Any], list[int]]:
    """Divisions, stations spread over all of them, persons."""
    import django

    django.setup()
    from django.core.management import call_command

    from liangzhan.cli.divisions import load
    from liangzhan.divisions.models import Division
    from liangzhan.people.models import Person
    from liangzhan.toolkit.crypto import ensure_keys
    from tests.factories.people import BY, DAY
    from tests.factories.stations import make_site, make_station

    ensure_keys(Path(os.environ["LIANGZHAN_HOME"]))
    call_command("migrate", interactive=False, verbosity=0)
    load(None)
    places = list(Division.objects.filter(level="COMMUNITY").order_by("code"))
    step = max(1, len(places) // STATIONS)
    stations = [make_station(make_site(one)) for one in places[::step][:STATIONS]]
    fresh = (Person(name="示例", state_since=DAY, registered_by=BY) for _ in range(people))
    for part in batched(fresh, 5_000):
        Person.objects.bulk_create(part)
    return stations, list(Person.objects.order_by("pk").values_list("pk", flat=True))


def vouchers(size: int, stations: list[Any], persons: list[int]) -> Iterator[Any]:
    """Two years of work: each person is served near one station; always the same."""
    import datetime as dt
    import random

    from liangzhan.ledger.rules.lines import Line
    from liangzhan.ledger.services.posting import Voucher

    draw, left, number = random.Random(7), size, 0
    near = max(1, len(persons) // len(stations))
    while left:
        count = min(left, SIZES[number % len(SIZES)])
        day = dt.date(2024, 11, 1) + dt.timedelta(days=draw.randrange(730))
        at = draw.randrange(len(stations))
        kind = draw.choice(KINDS)
        lines = tuple(
            Line(
                kind=kind,
                served_on=day,
                method="VISIT",
                person=persons[(at * near + draw.randrange(near)) % len(persons)],
                category=draw.choice(CATEGORIES),
                minutes=draw.randrange(5, 90),
            )
            for _ in range(count)
        )
        yield Voucher(f"bench.Work:{number:032d}", stations[at], lines)
        left, number = left - count, number + 1


def best(deed: Any, times: int = 5) -> tuple[float, Any]:
    """(milliseconds of the best of some runs, what it answered)."""
    took, found = [], None
    for _ in range(times):
        with clock() as one:
            found = deed()
        took.append(one.wall * 1000)
    return min(took), found


def plain(first: str, last: str) -> Any:
    """The bare sum by city."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(SQL.format(first=first, last=last, kinds=", ".join(f"'{one}'" for one in KINDS)))
        return cursor.fetchall()


def measure(size: int, people: int) -> None:
    """Write, and bring the sums into step."""
    stations, persons = ground(people)
    from liangzhan.access.actor import Actor
    from liangzhan.ledger.services.cells import rebuild_dirty
    from liangzhan.ledger.services.posting import post_many

    with clock() as took:
        for batch in batched(vouchers(size, stations, persons), BATCH):
            post_many(vouchers=batch, by=Actor.system("测量"))
    print(f"{'entries posted':<52}{size:>10} in {took.wall:8.1f} s", flush=True)
    done = 0
    with clock() as took:
        while count := rebuild_dirty():
            done += count
    print(f"{'station-months rebuilt, and their areas':<52}{done:>10} in {took.wall:8.1f} s", flush=True)
    ask(sorted({one.division_code[:4] for one in stations}))


def returns() -> int:
    """Twelve months of every station, every kind; how many station-months were found."""
    import datetime as dt

    from liangzhan.access.actions import Action
    from liangzhan.access.scope import Scope
    from liangzhan.ledger.queries.figures import Asked, by_place

    found = 0
    for number in range(12):
        start = dt.date(2025 + (number + 10) // 12, (number + 10) % 12 + 1, 1)
        end = (start + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        asked = Asked(("21",), start, end, KINDS)
        whole = Scope(unlimited=True)
        found += len(by_place(asked, lambda station, code: str(station), scope=whole, action=Action.FIGURE_VIEW))
    return found


def numbers(found: Any) -> dict[str, tuple[int, int]]:
    """{city: (times, persons)} of what the platform answered."""
    return {
        code: (sum(one.times for one in sums.values()), len(frozenset().union(*(one.persons for one in sums.values()))))
        for code, sums in found.items()
    }


def ask(codes: list[str]) -> None:
    """The same numbers by plain SQL and by the sums."""
    import datetime as dt

    from liangzhan.access.actions import Action
    from liangzhan.access.scope import Scope
    from liangzhan.divisions.models import Division
    from liangzhan.ledger.queries.figures import Asked, by_place
    from liangzhan.reporting.queries.asked import Question
    from liangzhan.reporting.queries.indicators import compute, parts_of
    from liangzhan.reporting.rules.periods import period_of

    whole, action, on = Scope(unlimited=True), Action.FIGURE_VIEW, dt.date(2026, 11, 28)
    province = Division.objects.get(code="210000000000")
    month = Asked(("21",), dt.date(2026, 10, 1), dt.date(2026, 10, 31), KINDS)

    def cities() -> Any:
        areas = [((code,), ()) for code in codes]
        return by_place(month, lambda station, code: code[:4], scope=whole, action=action, parts=areas)

    raw, said = best(lambda: plain("2026-10-01", "2026-10-31"))
    own, found = best(cities)
    same = {code: (times, count) for code, times, count in said} == numbers(found)
    print(f"{'plain SQL: one month by city':<52}{raw:>31.1f} ms")
    print(
        f"{'figures by city and month (' + ('the same numbers' if same else 'OTHER NUMBERS') + ')':<52}{own:>31.1f} ms"
    )

    def question(words: str) -> Question:
        return Question(province, period_of(words), whole, on)

    for name, deed in (
        ("all indicators, province, October", lambda: compute(question("2026-10"))),
        ("all indicators, province, the year 2025", lambda: compute(question("2025"))),
        ("I05 by city, October", lambda: parts_of(question("2026-10"), "I05")),
    ):
        print(f"{name:<52}{best(deed, 3)[0]:>31.1f} ms")
    took_ms, count = best(returns, 1)
    print(f"{f'annual return: {count} station-months, every kind':<52}{took_ms:>31.1f} ms")


def main() -> int:
    """A home and a database of its own, then the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--size", type=int, default=100_000, help="entries")
    parser.add_argument("--people", type=int, default=20_000, help="persons")
    parser.add_argument("--place", default="build", help="a folder on the disk to be measured")
    given = parser.parse_args()
    Path(given.place).mkdir(exist_ok=True)
    base = Path(tempfile.mkdtemp(prefix="bench-figures-", dir=given.place)).resolve()
    base.chmod(0o711)
    os.environ.pop("LIANGZHAN_DATABASE_URL", None)
    os.environ.update(LIANGZHAN_HOME=str(base), DJANGO_SETTINGS_MODULE="liangzhan.settings")
    backend = (SQLite if given.database == "sqlite" else PostgreSQL)(base)
    try:
        backend.start()
        print(f"{given.database}, {given.size} entries, load average {os.getloadavg()[0]:.1f}", flush=True)
        measure(given.size, given.people)
    finally:
        backend.stop()
        shutil.rmtree(base, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
