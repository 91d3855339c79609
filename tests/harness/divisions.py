"""The small register in every test database: the province, its 14 cities, and parts of 沈阳, 大连 and 抚顺.

The whole register (18,248 units) is loaded only by the tests of its loader.
"""

import csv
from pathlib import Path

SMALL = Path(__file__).resolve().parents[1] / "data" / "divisions_small.csv"
LEVELS = {"province": "PROVINCE", "city": "CITY", "county": "COUNTY", "township": "STREET", "community": "COMMUNITY"}


def load_small_divisions() -> None:
    """Insert the units level by level; not through the loader, so that a broken loader breaks its own tests only."""
    from pypinyin import Style, lazy_pinyin

    from liangzhan.divisions.models import Division

    with SMALL.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known: dict[str, Division] = {}
    for level, stored in LEVELS.items():
        units = [
            Division(
                code=row["code"],
                name=row["name"],
                level=stored,
                parent=known.get(row["parent_code"]),
                initials="".join(lazy_pinyin(row["name"], style=Style.FIRST_LETTER))[:60],
            )
            for row in rows
            if row["level"] == level
        ]
        known.update({unit.code: unit for unit in Division.objects.bulk_create(units)})
