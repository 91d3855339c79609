"""When a level may be raised or lowered, and when a crisis may end (domain.md 5.7). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from liangzhan.protection.choices import RiskLevel

ROUTINE = RiskLevel.GREEN


def rank(level: str) -> int:
    """1 green … 4 red; 0 for none."""
    return int(level) if level else 0


def raise_problem(held: str, wished: str, domains: Sequence[str], facts: str) -> tuple[str, str]:
    """(field, sentence) why a level cannot be raised to what is wished, or ("", ""). `held` is "" without an open risk."""
    if not domains:
        return "domains", "请选择风险属于哪些方面。"
    if rank(wished) < rank(held):
        return "level", f"现在已评为“{RiskLevel(held).label}”。要降低等级，请用“降低等级”并写明理由。"
    if not facts.strip():
        return "facts", "请写明判断的依据：看到了什么，听到了什么。"
    return "", ""


def lower_problem(held: str, wished: str, reason: str, open_crises: int) -> tuple[str, str]:
    """(field, sentence) why a level cannot be lowered, or ("", ""). While a crisis is open the level stays above green."""
    if rank(wished) >= rank(held):
        return "level", "要选比现在更低的等级。"
    if wished == ROUTINE and open_crises:
        return "level", "还有没结束的危机，请先结束危机，再解除风险。"
    if not reason.strip():
        return "reason", "请写明为什么可以降低等级。"
    return "", ""


def moment_problem(at: dt.datetime, now: dt.datetime, *, earliest: dt.datetime | None = None) -> str:
    """Why a moment that is told cannot be, or ""."""
    if at > now:
        return "时间不能晚于现在。"
    if earliest is not None and at < earliest:
        return "时间不能早于发现的时间。"
    return ""


def crisis_problem(level: str, how_found: str, observed: str, told: str) -> tuple[str, str]:
    """(field, sentence) why a crisis cannot be written down like this, or ("", ""). A low risk is no crisis."""
    if rank(level) < rank(RiskLevel.YELLOW):
        return "level", "低风险不登记为危机，请选择中风险以上的等级。"
    if not how_found.strip():
        return "how_found", "请写明是怎么发现的。"
    if not observed.strip() and not told.strip():
        return "facts_observed", "请至少写一项：亲眼所见，或他人所述。"
    return "", ""


def close_problem(
    level: str, *, outcome: str, safety_plan: str, review_on: dt.date | None, today: dt.date
) -> tuple[str, str]:
    """(field, sentence) why a crisis cannot be closed, or ("", ""). Levels 3 and 4 need a safety plan and a day of review."""
    if not outcome.strip():
        return "outcome", "请写明处置的结果，再结束危机。"
    if rank(level) >= rank(RiskLevel.ORANGE):
        if not safety_plan.strip():
            return "safety_plan", "高风险和紧急危险要先有安全计划，才能结束危机。"
        if review_on is None:
            return "review_on", "高风险和紧急危险要定复查日期，才能结束危机。"
    if review_on is not None and review_on <= today:
        return "review_on", "复查日期要在今天以后。"
    return "", ""
