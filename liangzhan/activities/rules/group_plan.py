"""What a plan of a group must say, how it moves on, and who may be a member (MZ/T 095-2017; domain.md 5.2). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from liangzhan.activities.choices.groups import GroupState, MemberState
from liangzhan.toolkit.transitions import Table

G, M = GroupState, MemberState
GROUP_TABLE = Table(
    {
        G.DRAFT: (G.SUBMITTED, G.CANCELLED),
        G.SUBMITTED: (G.APPROVED, G.DRAFT, G.CANCELLED),
        G.APPROVED: (G.RUNNING, G.CANCELLED),
        G.RUNNING: (G.CLOSED,),
        G.CLOSED: (),
        G.CANCELLED: (),
    }
)
MEMBER_TABLE = Table(
    {
        M.APPLIED: (M.ACCEPTED, M.WAITING, M.DECLINED),
        M.WAITING: (M.ACCEPTED, M.DECLINED),
        M.DECLINED: (M.ACCEPTED, M.WAITING),
        M.ACCEPTED: (M.LEFT,),
        M.LEFT: (M.ACCEPTED,),
    }
)
RECRUITING = frozenset({G.DRAFT, G.SUBMITTED, G.APPROVED, G.RUNNING})
TYPICAL = (6, 12)  # members of a group [CP]: a hint, never a limit
MOST_MEMBERS, MOST_SESSIONS = 200, 60
LONGEST_TEXT = 8000


@dataclass(frozen=True)
class GroupFacts:
    """G-01 as it is filled in; `budget_fen` is whole fen."""

    name: str
    type: str
    model: str
    target: str
    goals: str
    members_planned: int
    sessions_planned: int
    starts_on: dt.date
    ends_on: dt.date
    place: str
    recruitment: str = ""
    indicators: str = ""
    risks: str = ""
    plan_b: str = ""
    theory: str = ""
    budget_fen: int = 0
    service_kind: str = ""
    for_minors: bool = False


REQUIRED = {
    "name": "请填写小组名称。",
    "target": "请写明服务对象。",
    "goals": "请写明小组目标。",
    "place": "请写明地点。",
}
BEFORE_APPROVAL = {
    "recruitment": "招募办法",
    "indicators": "评估指标",
    "risks": "可能的困难",
    "plan_b": "应对办法",
}


def group_problems(facts: GroupFacts) -> dict[str, str]:
    """{field: sentence}; empty when the plan can be saved."""
    found = {name: sentence for name, sentence in REQUIRED.items() if not getattr(facts, name).strip()}
    if facts.ends_on < facts.starts_on:
        found["ends_on"] = "结束日期不能早于开始日期。"
    if not 1 <= facts.members_planned <= MOST_MEMBERS:
        found["members_planned"] = f"计划人数应在 1 到 {MOST_MEMBERS} 之间。"
    if not 1 <= facts.sessions_planned <= MOST_SESSIONS:
        found["sessions_planned"] = f"计划节数应在 1 到 {MOST_SESSIONS} 之间。"
    return found | too_long(facts)


def missing_words(plan: object, wanted: Mapping[str, str]) -> str:
    """A plan may be saved half written, but is approved whole: what is missing, in one sentence, or ""."""
    lacking = [label for name, label in wanted.items() if not str(getattr(plan, name)).strip()]
    return f"提交前请补全：{'、'.join(lacking)}。" if lacking else ""


def too_long(facts: object) -> dict[str, str]:
    """{field: sentence} of texts nobody would read: longer than a paper can hold."""
    return {
        name: f"内容太长，请不超过 {LONGEST_TEXT} 字。"
        for name, value in vars(facts).items()
        if isinstance(value, str) and len(value) > LONGEST_TEXT
    }


def size_hint(members_planned: int) -> str:
    """6 to 12 is usual; anything else is possible and said."""
    few, many = TYPICAL
    return "" if few <= members_planned <= many else f"通常 {few}–{many} 人，现计划 {members_planned} 人。"


def is_formal(sessions: int, *, minimum: int) -> bool:
    """A formal group has at least so many sessions (parameter `group.sessions.min` [CP])."""
    return sessions >= minimum


def screening_problem(state: str, *, has_consent: bool, group_state: str) -> str:
    """May this result be written? Nobody is a member without a consent; a group that is over takes nobody."""
    if group_state not in RECRUITING:
        return "小组已结束或取消，不能再筛选组员。"
    if state == M.ACCEPTED and not has_consent:
        return "录取前请登记本人（未成年人由监护人）参加小组的同意。"
    return ""


def guardian_problem(age: int | None, way: str, *, guardian_years: int) -> str:
    """Below so many years a guardian signs (parameter `group.guardian.years`; PIPL §31 asks it below fourteen)."""
    if age is not None and age < guardian_years and way != "GUARDIAN":
        return f"未满 {guardian_years} 周岁的，请由监护人签字同意。"
    return ""


def is_minor(age: int | None) -> bool:
    """Below eighteen (未成年人保护法 §2). An unknown age is nobody's minority."""
    return age is not None and age < 18


def closing_problem(*, held: int, open_sessions: int, closed_on: dt.date, last_held_on: dt.date | None) -> str:
    """May the group end on this day? Every session is held or called off, and the report comes after the last one."""
    if not held or last_held_on is None:
        return "还没有一节有记录，不能写总结。请先记录节次，或取消小组。"
    if open_sessions:
        return f"还有 {open_sessions} 节没有记录，请先记录或取消。"
    return "结束日期不能早于最后一节。" if closed_on < last_held_on else ""
