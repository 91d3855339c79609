"""The yearly file of units as it comes: UTF-8 CSV with the columns code, name, level, parent_code."""

from __future__ import annotations

import csv
from pathlib import Path

from liangzhan.divisions.choices import Level
from liangzhan.divisions.queries.yearly import Differences, differences
from liangzhan.toolkit.errors import RuleBroken

LEVELS = {
    "province": Level.PROVINCE,
    "city": Level.CITY,
    "county": Level.COUNTY,
    "township": Level.STREET,
    "community": Level.COMMUNITY,
}
HEADER = ["code", "name", "level", "parent_code"]


def read_units(path: Path) -> list[dict[str, str]]:
    """The rows of a yearly file. Raises RuleBroken for another file, unknown levels, doubled codes."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise RuleBroken("区划文件打不开，应为 UTF-8 编码的 CSV 文件。") from fault
    if not rows or list(rows[0]) != HEADER:
        raise RuleBroken("区划文件的列应为 code, name, level, parent_code。")
    problems = []
    if unknown := {row["level"] for row in rows} - set(LEVELS):
        problems.append(f"区划文件里有不认识的级别：{'、'.join(sorted(map(str, unknown)))}。")
    seen: set[str] = set()
    doubled = sorted({row["code"] for row in rows if row["code"] in seen or seen.add(row["code"])})  # type: ignore[func-returns-value]
    if doubled:
        problems.append(f"区划文件里有重复的代码：{'、'.join(doubled[:10])}。")
    if problems:
        raise RuleBroken(*problems)
    return rows


def read_differences(path: Path) -> Differences:
    """What a newer yearly file would change; nothing is written."""
    return differences([(row["code"], row["name"], LEVELS[row["level"]]) for row in read_units(path)])
