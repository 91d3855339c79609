"""C-08 结案: what must be there, who approves, what follows (domain.md 5.1). Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from liangzhan.casework.choices import ClosingReason, Second

R = ClosingReason
# The client cannot be asked any more: no opinion, no satisfaction, no separation is asked for.
UNREACHABLE = frozenset({R.LOST, R.DECEASED})
SCALE_ITEMS = 8


@dataclass(frozen=True)
class Papers:
    """What of the case exists: C-01 with the decision to accept, C-02, C-03, C-04 with the client's agreement, C-05s."""

    accepted: bool
    agreement: bool
    assessment: bool
    plan: bool
    contacts: int


@dataclass(frozen=True)
class ClosingFacts:
    """What is typed on C-08. `progress` is {objective uuid: 0–100 or None}; `scores` eight marks 1–5, or none."""

    reason: str
    on: dt.date
    progress: Mapping[str, int | None]
    scores: Sequence[int]
    client_opinion: str
    satisfaction: int | None
    open_issues: str
    separation: str
    follow_up_plan: str


@dataclass(frozen=True)
class Limits:
    """Dated settings: contacts of a formal case, attempts and days before 失联, reasons that need every paper."""

    contacts: int
    attempts: int
    attempt_days: int
    whole_reasons: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """How the case stands on the day of the closing."""

    opened_on: dt.date
    last_contact_on: dt.date | None
    papers: Papers
    attempts: int
    open_crisis: bool
    referred: bool = False


def closing_problems(facts: ClosingFacts, standing: Standing, limits: Limits, *, today: dt.date) -> dict[str, str]:
    """{field: sentence} of what stands against asking for approval."""
    if standing.open_crisis:
        return {"reason": "有未解除的危机，不能结案；请先在危机处置记录中写明处置结果并解除。"}
    if facts.reason not in R.values:
        return {"reason": "请选择结案原因。"}
    return {
        **_typed_problems(facts),
        **_reason_problems(facts, standing, limits),
        **_day_problems(facts, standing, today),
    }


def missing_papers(papers: Papers, *, contacts: int) -> list[str]:
    """Papers of a formal case that are not there, by name (domain.md 5.1)."""
    wanted = (
        (papers.accepted, "接案登记表（决定接案）"),
        (papers.agreement, "服务同意书"),
        (papers.assessment, "预估表"),
        (papers.plan, "计划书（服务对象已同意）"),
        (papers.contacts >= contacts, f"过程记录（至少 {contacts} 次，现有 {papers.contacts} 次）"),
    )
    return [name for there, name in wanted if not there]


def goal_percent(progress: Iterable[int | None]) -> int | None:
    """Mean of the objectives' progress, rounded half up; None where a plan has no objective (I09)."""
    marks = [one for one in progress if one is not None]
    return (2 * sum(marks) + len(marks)) // (2 * len(marks)) if marks else None


def attempts_within(days: Iterable[dt.date], *, until: dt.date, span: int) -> int:
    """On how many days within `span` days before the closing somebody tried in vain to reach the client."""
    first = until - dt.timedelta(days=span)
    return len({day for day in days if first <= day <= until})


def second_person(*, heads: Collection[object], supervisors: Collection[object]) -> Second:
    """Who approves: the head; where the head is the worker himself, a supervisor; where nobody is there, nobody.

    `heads` and `supervisors` without the worker himself and whoever asks. It never blocks (a lawful station may be one
    part-time person).
    """
    if heads:
        return Second.HEAD
    return Second.SUPERVISOR if supervisors else Second.NOBODY


def follow_up_days(closed_on: dt.date, months: Sequence[int], reason: str) -> list[dt.date]:
    """When to ask again: so many months after the closing, the last day of a shorter month; never of the dead."""
    if reason == R.DECEASED:
        return []
    return [month_later(closed_on, one) for one in sorted(set(months)) if one > 0]


def month_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later: 31 January + 1 → 28 or 29 February."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _typed_problems(facts: ClosingFacts) -> dict[str, str]:
    found: dict[str, str] = {}
    if any(mark is not None and not 0 <= mark <= 100 for mark in facts.progress.values()):
        found["progress"] = "目标达成程度为 0 到 100。"
    if facts.scores and (len(facts.scores) != SCALE_ITEMS or any(not 1 <= mark <= 5 for mark in facts.scores)):
        found["scores"] = f"社会功能评分有 {SCALE_ITEMS} 项，每项 1 到 5 分；要么全填，要么都不填。"
    if facts.satisfaction is not None and not 1 <= facts.satisfaction <= 5:
        found["satisfaction"] = "满意度为 1 到 5 分。"
    if facts.reason in UNREACHABLE:
        if facts.satisfaction is not None:
            found["satisfaction"] = "失联或死亡的，不填写满意度。"
        return found
    for field, value, words in (
        ("satisfaction", "" if facts.satisfaction is None else "1", "请请服务对象评价满意度（1 到 5 分）。"),
        ("client_opinion", facts.client_opinion, "请填写服务对象的意见；没有意见的写“无”。"),
        ("separation", facts.separation, "请填写怎样与服务对象道别。"),
        ("follow_up_plan", facts.follow_up_plan, "请填写跟进安排。"),
    ):
        if not value.strip():
            found.setdefault(field, words)
    return found


def _reason_problems(facts: ClosingFacts, standing: Standing, limits: Limits) -> dict[str, str]:
    found: dict[str, str] = {}
    if facts.reason == R.LOST and standing.attempts < limits.attempts:
        found["reason"] = (
            f"以失联结案，要在最近 {limits.attempt_days} 天内有 {limits.attempts} 天联系未果的过程记录，"
            f"现有 {standing.attempts} 天。请继续联系并记录。"
        )
    if facts.reason == R.REFERRED and not standing.referred:
        found["reason"] = "以已转介结案，要先有对方已接收的转介。"
    if facts.reason not in limits.whole_reasons:
        return found
    if missing := missing_papers(standing.papers, contacts=limits.contacts):
        found["reason"] = "还缺：" + "、".join(missing) + "。补齐后再结案，或如实选择其他结案原因。"
    if any(mark is None for mark in facts.progress.values()):
        found.setdefault("progress", "请填写每个目标的达成程度。")
    if not facts.scores:
        found.setdefault("scores", "请填写服务后的社会功能评分。")
    return found


def _day_problems(facts: ClosingFacts, standing: Standing, today: dt.date) -> dict[str, str]:
    if facts.on > today:
        return {"on": "日期不能晚于今天。"}
    earliest = max(standing.opened_on, standing.last_contact_on or standing.opened_on)
    return {"on": f"日期不能早于最近一次服务 {earliest:%Y-%m-%d}。"} if facts.on < earliest else {}
