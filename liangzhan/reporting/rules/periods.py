"""The periods that figures are asked for: a month, a quarter, half a year, a year, the months of the October report. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

OCTOBER = "OCT"  # the October report counts what stood when the chain began (domain.md 9.1: stations by 10 October)
FIRST_YEAR = 2020  # of the notice; nothing was recorded before


@dataclass(frozen=True)
class Period:
    """A whole period of the calendar, both days included. `code` is 2026-10, 2026-Q4, 2026-H2, 2026 or 2026-OCT."""

    code: str
    start: dt.date
    end: dt.date

    @property
    def words(self) -> str:
        """2026 年 10 月, 2026 年第 4 季度, 2026 年下半年, 2026 年, 2026 年 1—9 月."""
        year, _, part = self.code.partition("-")
        if not part:
            return f"{year} 年"
        if part == OCTOBER:
            return f"{year} 年 1—9 月"
        if part[0] == "Q":
            return f"{year} 年第 {part[1]} 季度"
        if part[0] == "H":
            return f"{year} 年{'上' if part[1] == '1' else '下'}半年"
        return f"{year} 年 {int(part)} 月"


def period_of(text: str) -> Period | None:
    """The period that a text names; None when it names none."""
    found = re.fullmatch(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])|(OCT)))?", text.strip().upper())
    if found is None:
        return None
    year = int(found[1])
    if found[2]:
        return _months(found[0], year, int(found[2]), 1)
    if found[3]:
        return _months(found[0], year, int(found[3]) * 3 - 2, 3)
    if found[4]:
        return _months(found[0], year, int(found[4]) * 6 - 5, 6)
    if found[5]:
        return _months(found[0], year, 1, 9)
    return _months(found[0], year, 1, 12)


def _months(code: str, year: int, first: int, count: int) -> Period:
    last = first + count - 1
    after = dt.date(year + last // 12, last % 12 + 1, 1)
    return Period(code, dt.date(year, first, 1), after - dt.timedelta(days=1))


def period_problem(text: str, *, today: dt.date) -> str:
    """Why no figures can be given for this text, or ""."""
    period = period_of(text)
    if period is None:
        return "请按“2026-10”“2026-Q4”“2026-H2”或“2026”填写统计期。"
    if period.start > today:
        return f"{period.words}还没有开始，没有数据。"
    if period.start.year < FIRST_YEAR:
        return f"统计从 {FIRST_YEAR} 年开始。"
    return ""


def previous(period: Period) -> Period:
    """The period of the same length just before."""
    part = period.code.partition("-")[2]
    day = period.start - dt.timedelta(days=1)
    if part == OCTOBER:
        return _months(f"{day.year:04d}-{OCTOBER}", day.year, 1, 9)
    if not part:
        return _months(f"{day.year:04d}", day.year, 1, 12)
    if part[0] == "Q":
        return _months(f"{day.year:04d}-Q{day.month // 3}", day.year, day.month - 2, 3)
    if part[0] == "H":
        return _months(f"{day.year:04d}-H{day.month // 6}", day.year, day.month - 5, 6)
    return _months(f"{day.year:04d}-{day.month:02d}", day.year, day.month, 1)


def year_before(period: Period) -> Period:
    """The same period of the year before."""
    year, _, part = period.code.partition("-")
    found = period_of(f"{int(year) - 1:04d}-{part}" if part else f"{int(year) - 1:04d}")
    assert found is not None  # noqa: S101 -- the code of a period with another year is the code of a period
    return found


def last_months(day: dt.date, count: int) -> list[dt.date]:
    """The first days of the last `count` months up to the month of the day, the oldest first."""
    found = [day.replace(day=1)]
    while len(found) < count:
        found.append((found[-1] - dt.timedelta(days=1)).replace(day=1))
    return found[::-1]


def choices_before(today: dt.date, *, months: int = 12) -> list[tuple[str, str]]:
    """(code, words) of the latest months, quarters, half years and years that have begun, the newest first of each."""
    codes: list[str] = []
    at = today.replace(day=1)
    for _ in range(months):
        codes.append(f"{at.year:04d}-{at.month:02d}")
        at = (at - dt.timedelta(days=1)).replace(day=1)
    quarter, year = (today.month + 2) // 3, today.year
    for _ in range(4):
        codes.append(f"{year:04d}-Q{quarter}")
        quarter, year = (quarter - 1, year) if quarter > 1 else (4, year - 1)
    half = "H1" if today.month <= 6 else "H2"
    codes += [f"{today.year:04d}-{half}", f"{today.year:04d}", f"{today.year - 1:04d}"]
    return [(found.code, found.words) for one in codes if (found := period_of(one))]
