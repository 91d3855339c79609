"""Examinations: papers by level, when an entry is passed, what cannot be (domain.md 4.2). Pure.

What is tagged [M] or [U] there comes in as dated parameters: years within which all papers must be passed, one level a year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from liangzhan.staff.choices.posts import CertificateLevel
from liangzhan.staff.choices.talent import ExamPaper, PaperOutcome

PAPERS: dict[str, tuple[ExamPaper, ...]] = {
    CertificateLevel.ASW: (ExamPaper.ASW_THEORY, ExamPaper.ASW_PRACTICE),
    CertificateLevel.SW: (ExamPaper.SW_THEORY, ExamPaper.SW_PRACTICE, ExamPaper.SW_LAW),
    CertificateLevel.SSW: (ExamPaper.SSW_PRACTICE, ExamPaper.SSW_REVIEW),
}
WINDOWS = {"ASW": 1, "SW": 2, "SSW": 3}  # years that passes of a level are kept together, default [U]


def entry_problem(
    year: int, level: str, signed_on: dt.date, *, taken: Collection[str], certified: Collection[str], today: dt.date,
    several_levels: bool, first_year: int,
) -> str:  # fmt: skip
    """Why a sign-up cannot be: an impossible year or day, the level already held, a second level in the same year.

    `taken` are levels signed up for in that year, `certified` levels held. Whether two levels may be sat in one year is
    the dated parameter `exam.several_levels` [U]; the first national examination is `sw.exam.first_year` [S].
    """
    if not first_year <= year <= today.year:
        return f"考试年度在 {first_year} 年到 {today.year} 年之间。"
    if signed_on > today:
        return "报名日期不能在今天以后。"
    if signed_on.year not in (year - 1, year):
        return "报名日期应在考试当年，或上一年。"
    label = CertificateLevel(level).label
    if level in certified:
        return f"已持有{label}证书，不需要再报名。"
    if level in taken:
        return f"{year} 年{label}已经报名。"
    if taken and not several_levels:
        return f"{year} 年已报名另一级别，同一年度只登记一个级别。"
    return ""


def result_problem(signed_on: dt.date, year: int, known_on: dt.date, today: dt.date) -> str:
    """A result is known after the sign-up, not before the year of the examination, not in the future."""
    if known_on > today:
        return "成绩公布日期不能在今天以后。"
    if known_on < signed_on:
        return "成绩不能早于报名。"
    return "成绩公布日期不能早于考试年度。" if known_on.year < year else ""


def passed_papers(results: Iterable[tuple[int, str, str]], year: int, window: int) -> set[str]:
    """Papers passed in the `window` years that end with `year`; results are (year, paper, outcome) of one level."""
    return {paper for at, paper, outcome in results if outcome == PaperOutcome.PASSED and year - window < at <= year}


def has_passed(level: str, passed: Collection[str]) -> bool:
    """All papers of the level are passed (of the senior level with its review)."""
    return set(PAPERS[level]) <= set(passed)


def entry_word(level: str, outcomes: Mapping[str, str], passed: Collection[str]) -> tuple[str, str]:
    """(word, tone) for an entry: 已通过, 待成绩, 部分合格, 未通过."""
    if has_passed(level, passed):
        return "已通过", "met"
    if not all(outcomes.values()):
        return "待成绩", "wait"
    return ("部分合格", "wait") if passed else ("未通过", "none")
