"""How many years each kind of file is kept: dated parameters by area, to be approved by the archive authority.

No national period for files of station services was found (domain.md 5.9 [U]); the defaults are this platform's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.documents.choices import ArchiveKind
from liangzhan.documents.rules.retention import Minor, kept_until
from liangzhan.toolkit.parameters import declare, values_of

YEARS = {
    ArchiveKind.CASE: 10,
    ArchiveKind.GROUP: 5,
    ArchiveKind.ACTIVITY: 5,
    ArchiveKind.CRISIS: 30,
    ArchiveKind.REPORT: 30,
}
LOCK_DAYS = "record.lock.days"
OF_AGE, MORE = "archive.minor.of_age", "archive.minor.more"
APPROVAL = "须经档案主管部门审定"


def key_of(kind: ArchiveKind) -> str:
    """The parameter of a kind: "archive.years.case"."""
    return f"archive.years.{kind.value.lower()}"


def declare_parameters() -> None:
    """Called once when the platform starts."""
    declare(LOCK_DAYS, 7, "服务记录在服务日期后多少天内可以更正，之后只能补充", "D", "天")
    for kind, years in YEARS.items():
        declare(key_of(kind), years, f"{kind.label}档案自办结起的保管年数（{APPROVAL}）", "D", "年")
    declare(OF_AGE, 18, f"未成年人档案：成年年龄（{APPROVAL}）", "D", "岁")
    declare(MORE, 5, f"未成年人档案：成年后至少再保管的年数（{APPROVAL}）", "D", "年")


@dataclass(frozen=True)
class Period:
    """What applies to one file."""

    years: int
    until: dt.date
    basis: str


def period_of(kind: ArchiveKind, closed_on: dt.date, division_code: str, born_on: dt.date | None = None) -> Period:
    """The period in force on the day of closing; a child's file until 18 and 5 years more, if that is later. One query."""
    held = values_of([key_of(kind), OF_AGE, MORE], on=closed_on, division_code=division_code)
    years = int(held[key_of(kind)])
    minor = Minor(born_on, int(held[OF_AGE]), int(held[MORE])) if born_on else None
    until = kept_until(closed_on, years, minor)
    # The words say nothing of a child: officers who may not know the case read them.
    return Period(years, until, f"{kind.label}档案保管期限参数（办结日适用，{APPROVAL}）")
