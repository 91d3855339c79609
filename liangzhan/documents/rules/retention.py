"""How long files are kept, when they may go, who decides it ([D] and [U] of domain.md 5.9; 档案法实施条例 §24)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.documents.choices import ListState
from liangzhan.toolkit.periods import years_after
from liangzhan.toolkit.transitions import Table

LISTS = Table(
    {
        ListState.SUBMITTED: (ListState.APPROVED, ListState.RETURNED),
        ListState.APPROVED: (ListState.EXECUTED,),
    }
)
SHORTEST_APPRAISAL = 10


@dataclass(frozen=True)
class Minor:
    """A client who may be a child: kept until so many years after coming of age, if that is later."""

    born_on: dt.date
    of_age: int
    more: int


def kept_until(closed_on: dt.date, years: int, minor: Minor | None = None) -> dt.date:
    """The last day on which the file must be kept.

    Of somebody who was a minor when it was closed until the end of the year in which the age is reached, if that is later:
    the whole year, so that the day, which officers of the street read, does not tell a birthday.
    """
    until = years_after(closed_on, years)
    if minor is None or closed_on >= years_after(minor.born_on, minor.of_age):
        return until
    return max(until, dt.date(years_after(minor.born_on, minor.of_age + minor.more).year, 12, 31))


def blocked(*, frozen: bool, in_use: bool, destroyed: bool, keep_until_on: dt.date, on: dt.date) -> str:
    """Why a file cannot be destroyed on the day; "" when it can."""
    if destroyed:
        return "已经销毁。"
    if frozen:
        return "已冻结，解除以前不能销毁。"
    if in_use:
        return "已重开，还在使用。"
    return "保管期限还没有满。" if keep_until_on >= on else ""


def appraisal_problem(report: str, appraisers: str) -> tuple[str, str]:
    """(field, sentence) of what is missing in the report of 鉴定; ("", "") when it can be sent."""
    if not appraisers.strip():
        return "appraisers", "请写明参加鉴定的人员。"
    if len(report.strip()) < SHORTEST_APPRAISAL:
        return "appraisal", "请写明鉴定意见：为什么不再需要保管，有没有应当继续保管的。"
    return "", ""
