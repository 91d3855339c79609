"""The yearly commitment (《通知》二（六） 职业道德规范): its text and the short check that it was understood. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

FEWEST_SCENARIOS, MOST_SCENARIOS = 3, 4


def scenario_problems(scenarios: Sequence[Mapping[str, Any]]) -> list[str]:
    """Why the scenarios cannot be published. Each: {"question", "options" (2–4), "right" (index), "why"}."""
    if not FEWEST_SCENARIOS <= len(scenarios) <= MOST_SCENARIOS:
        return [f"情景题应为 {FEWEST_SCENARIOS} 至 {MOST_SCENARIOS} 道。"]
    found = []
    for number, one in enumerate(scenarios, 1):
        options = [str(option).strip() for option in one.get("options", ())]
        if not str(one.get("question", "")).strip():
            found.append(f"第 {number} 题没有题目。")
        if not 2 <= len(options) <= 4 or not all(options) or len(set(options)) != len(options):
            found.append(f"第 {number} 题要有 2 至 4 个不同的选项。")
        elif one.get("right") not in range(len(options)):
            found.append(f"第 {number} 题没有指明正确的选项。")
        if not str(one.get("why", "")).strip():
            found.append(f"第 {number} 题没有写明理由。")
    return found


def wrong_answers(scenarios: Sequence[Mapping[str, Any]], answers: Sequence[int | None]) -> dict[int, str]:
    """{number of the scenario from 0: what to say about a wrong or missing answer}; empty when all are right."""
    given = [*answers, *[None] * len(scenarios)]
    found = {}
    for number, one in enumerate(scenarios):
        if given[number] is None:
            found[number] = f"第 {number + 1} 题还没有回答。"
        elif given[number] != one["right"]:
            found[number] = f"第 {number + 1} 题再想一想：{one['why']}"
    return found


def publishing_problem(valid_from: dt.date, last_from: dt.date | None, today: dt.date) -> str:
    """Why a version cannot begin on that day, or ""; a version never begins before the one it replaces."""
    if valid_from < today:
        return "启用日期不能早于今天。"
    if last_from is not None and valid_from < last_from:
        return f"上一版自 {last_from:%Y年%-m月%-d日}启用，新版不能更早。"
    return ""


def signing_problem(signed_on: dt.date, today: dt.date) -> str:
    """Why it cannot be signed on that day, or ""; paper of last year may still be recorded for last year."""
    if signed_on > today:
        return "签署日期不能晚于今天。"
    return "只能登记今年或去年的签署。" if signed_on.year < today.year - 1 else ""
