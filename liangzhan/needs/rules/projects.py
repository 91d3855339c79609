"""A project answers at least one need, and tells what came of it (notice 1.1, 1.2, 2.1.7). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from liangzhan.needs.choices import ProjectKind, ProjectState
from liangzhan.toolkit.transitions import Table

S = ProjectState
PROJECT_TABLE = Table(moves={S.PLANNED: (S.RUNNING, S.STOPPED), S.RUNNING: (S.DONE, S.STOPPED)})
NO_NEED = "项目要从居民需求出发：请至少选择一条需求。还没有登记需求的，请先登记需求。"
LONGEST_YEARS = 5


@dataclass(frozen=True)
class ProjectFacts:
    """A project as it is written down."""

    name: str
    kind: str
    goals: str
    responsible: str
    starts_on: dt.date
    ends_on: dt.date


def project_problems(facts: ProjectFacts, *, need_count: int) -> dict[str, str]:
    """{field: sentence}; empty when it can stand."""
    found: dict[str, str] = {}
    for field, words, sentence in (
        ("name", facts.name, "请填写项目名称。"),
        ("goals", facts.goals, "请写明目标。"),
        ("responsible", facts.responsible, "请填写负责人。"),
    ):
        if not words.strip():
            found[field] = sentence
    if facts.kind not in ProjectKind.values:
        found["kind"] = "请选择项目类型。"
    if facts.ends_on < facts.starts_on:
        found["ends_on"] = "结束日期不能早于开始日期。"
    elif facts.ends_on.year - facts.starts_on.year > LONGEST_YEARS:
        found["ends_on"] = f"项目一般不超过 {LONGEST_YEARS} 年，请核对日期。"
    if need_count < 1:
        found["needs"] = NO_NEED
    return found


def finish_problem(outcome: str, open_measures: int) -> tuple[str, str]:
    """(field, sentence) of what is missing before a project is done; ("", "") when nothing is."""
    if open_measures:
        return "", f"还有 {open_measures} 项成效指标没有填写结果，请先填写。"
    return ("", "") if outcome.strip() else ("outcome", "请写明成效：目标达到了没有，居民有什么变化。")


def first_service_days(pairs: Iterable[tuple[dt.date, dt.date | None]]) -> int | None:
    """Days from the raising of a need to its first service, the shortest of the project's needs; None before any."""
    found = [(served - raised).days for raised, served in pairs if served is not None]
    return min(found) if found else None


def reached(before: Decimal, target: Decimal, after: Decimal | None) -> bool | None:
    """Was the target reached, whichever way it lies from where things stood? None before it was measured."""
    if after is None:
        return None
    return after >= target if target >= before else after <= target
