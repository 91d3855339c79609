"""The yearly commitment (《通知》二（六） 职业道德规范): its text and the short check that it was understood. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

FEWEST_SCENARIOS, MOST_SCENARIOS = 3, 4
WHY = "理由："


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


def read_scenarios(text: str) -> list[dict[str, Any]]:
    """Scenarios as they are typed: blocks with an empty line between; the first line asks, `*` marks what is right.

    A line beginning with 理由： says why. What is missing is left empty for `scenario_problems` to name.
    """
    found = []
    for block in "\n".join(line.strip() for line in text.splitlines()).split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        if not lines:
            continue
        why = [line for line in lines if line.startswith(WHY)]
        options = [line for line in lines[1:] if not line.startswith(WHY)]
        marked = [number for number, line in enumerate(options) if line[0] in "*＊"]
        found.append(
            {
                "question": lines[0],
                "options": [line.lstrip("*＊ ") for line in options],
                "right": marked[0] if len(marked) == 1 else None,
                "why": why[0][len(WHY) :].strip() if why else "",
            }
        )
    return found


def write_scenarios(scenarios: Sequence[Mapping[str, Any]]) -> str:
    """The same, back to the text in which they are typed."""
    return "\n\n".join(
        "\n".join(
            [
                one["question"],
                *(("*" if number == one["right"] else "") + option for number, option in enumerate(one["options"])),
                f"{WHY}{one['why']}",
            ]
        )
        for one in scenarios
    )
