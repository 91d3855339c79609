"""When somebody may be proposed for a star, made public and decided (Order 67 §10; domain.md 6.7). Pure; nothing automatic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from liangzhan.toolkit.transitions import Table
from liangzhan.volunteers.choices import StarState as S

STAR_STATES = Table({S.PROPOSED: (S.PUBLIC, S.REFUSED), S.PUBLIC: (S.GRANTED, S.REFUSED), S.GRANTED: (), S.REFUSED: ()})
LEAST_RATING, MOST_RATING = 1, 5  # 服务质量评价（§10）
WORDS = "一二三四五六七八九"


@dataclass(frozen=True)
class Ladder:
    """The dated settings: hours for one star, two stars, …; the least mean rating (1–5); workdays made public."""

    hours: tuple[int, ...]
    quality: float
    workdays: int


@dataclass(frozen=True)
class Standing:
    """What is known of one volunteer: verified minutes, mean rating or None, what speaks against him now."""

    active: bool
    minutes: int
    quality: float | None
    open_disputes: bool = False
    open_complaints: bool = False


def star_words(stars: int) -> str:
    """一星级志愿者"""
    return f"{WORDS[stars - 1]}星级志愿者"


def stars_reached(minutes: int, ladder: Ladder) -> int:
    """How many stars the verified minutes reach: 0 … the length of the ladder."""
    return sum(minutes >= hours * 60 for hours in ladder.hours)


def standing_problems(standing: Standing, ladder: Ladder) -> list[str]:
    """Why nobody may propose this volunteer now, in sentences; empty when somebody may.

    Quality counts beside time (Order 67 §10): rated, at least good on the mean, nothing unsettled.
    """
    found = []
    if not standing.active:
        found.append("只有在册志愿者可以提名。")
    if standing.quality is None:
        found.append("还没有服务质量评价。请先对服务记录作出评价。")
    elif standing.quality < ladder.quality:
        found.append(f"平均服务质量评价 {standing.quality:.1f}，没有达到 {ladder.quality:.1f}。")
    if standing.open_disputes:
        found.append("有服务记录异议还没有答复。")
    if standing.open_complaints:
        found.append("有服务记录正在核对异常。")
    return found


def proposal_problems(stars: int, standing: Standing, ladder: Ladder) -> list[str]:
    """Why this star cannot be proposed; empty when it can."""
    if not 1 <= stars <= len(ladder.hours):
        return ["没有这个星级。"]
    found = standing_problems(standing, ladder)
    if standing.minutes < ladder.hours[stars - 1] * 60:
        found.append(f"{star_words(stars)}要满 {ladder.hours[stars - 1]} 小时，已核实的服务时长还不够。")
    return found


def next_star(minutes: int, held: Sequence[int], ladder: Ladder) -> int:
    """The star to propose: the highest reached, unless it or a higher one is proposed or granted; else 0."""
    reached = stars_reached(minutes, ladder)
    return reached if reached > max(held, default=0) else 0


def publish_problem(*, agreed: bool) -> str:
    """Nothing about a volunteer is made public without his consent (Order 67 §16)."""
    return "" if agreed else "本人还没有同意公示。请本人在手机上同意，或到站签字后由站点登记。"


def decide_problem(
    *, granted: bool, public_ends_on: dt.date | None, today: dt.date, reason: str, objections: str
) -> str:
    """A star is granted only after the publicity period; refusing and granting against objections want a reason."""
    if granted and (public_ends_on is None or today <= public_ends_on):
        return "公示期还没有结束，不能评定。"
    if not granted and not reason.strip():
        return "请写明不通过的理由，本人会看到。"
    if granted and objections and not reason.strip():
        return "公示期间有意见，请写明核实情况后再评定。"
    return ""
