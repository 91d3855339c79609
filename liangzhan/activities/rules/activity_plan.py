"""What a plan of a community activity must say, how it moves on, who approves (MZ/T 071-2016; domain.md 5.3). Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from liangzhan.activities.choices.activity import ActivityState
from liangzhan.activities.rules.group_plan import too_long
from liangzhan.toolkit.transitions import Table

A = ActivityState
ACTIVITY_TABLE = Table(
    {
        A.DRAFT: (A.SUBMITTED, A.CANCELLED),
        A.SUBMITTED: (A.APPROVED, A.DRAFT, A.CANCELLED),
        A.APPROVED: (A.HELD, A.CANCELLED),
        A.HELD: (A.SUMMARISED,),
        A.SUMMARISED: (),
        A.CANCELLED: (),
    }
)
MOST_HEADS = 9999


@dataclass(frozen=True)
class ActivityFacts:
    """K-01 and K-02 as they are filled in; `needs` are vouchers ("needs.Need:uuid")."""

    name: str
    domain: str
    kind: str
    need_statement: str
    goal: str
    target: str
    expected_heads: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    agenda: str = ""
    staffing: str = ""
    safety: str = ""
    volunteers: str = ""
    budget_fen: int = 0
    service_kind: str = ""
    for_minors: bool = False
    major: bool = False
    needs: tuple[str, ...] = ()


REQUIRED = {
    "name": "请填写活动名称。",
    "need_statement": "请写明为什么办这项活动，居民有什么需求。",
    "goal": "请写明活动目标。",
    "target": "请写明参加对象。",
    "place": "请写明地点。",
}
BEFORE_APPROVAL = {"agenda": "流程", "staffing": "人员分工", "safety": "安全预案"}


def activity_problems(facts: ActivityFacts, *, major_from: int) -> dict[str, str]:
    """{field: sentence}; from so many heads (parameter `activity.major.heads`) the prior report is asked for."""
    found = {name: sentence for name, sentence in REQUIRED.items() if not getattr(facts, name).strip()}
    if not 1 <= facts.expected_heads <= MOST_HEADS:
        found["expected_heads"] = f"预计人数应在 1 到 {MOST_HEADS} 之间。"
    elif facts.expected_heads >= major_from and not facts.major:
        found["major"] = f"预计 {major_from} 人以上的，请先报告社区两委和街道（乡镇），报告后再勾选。"
    return found | too_long(facts)


def approver_problem(*, is_planner: bool, others: int) -> str:
    """Whoever planned it does not approve it while somebody else can; alone, he may, and it is marked."""
    if is_planner and others:
        return "不能审批自己提交或负责的计划，请由站长、督导或社区两委审批。"
    return ""


def decision_problem(approved: bool, reason: str) -> str:
    """A plan sent back says what is missing."""
    return "" if approved or reason.strip() else "退回计划的，请写明要修改什么。"
