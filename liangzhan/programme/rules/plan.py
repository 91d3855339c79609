"""When a plan may be opened, issued and closed (0.5, 4.1.6). Pure: no query, no clock."""

from __future__ import annotations

import datetime as dt

from liangzhan.programme.choices import PlanState
from liangzhan.toolkit.transitions import Table

PLAN = Table(
    {
        PlanState.DRAFT: (PlanState.ISSUED,),
        PlanState.ISSUED: (PlanState.CLOSED,),
        PlanState.CLOSED: (),
    }
)

# What the notice of 2020 says (0.5, 4.1.6); a plan of another year starts from the same words and numbers.
NOTICE_YEAR = 2020
TARGET = 1000
RECIPIENT = "省民政厅"
RECIPIENT_OFFICE = "慈善社工儿童福利处"


def suggested(year: int) -> dict[str, object]:
    """What the form of a new plan is filled with: 1000 + 1000, the end of October, the recipient of the notice."""
    return {
        "year": year,
        "title": f"{year}年“两站”建设计划",
        "target_sw": TARGET,
        "target_vs": TARGET,
        "cutoff_on": dt.date(year, 10, 31),
        "due_on": dt.date(year, 10, 31),
        "recipient": RECIPIENT,
        "recipient_office": RECIPIENT_OFFICE,
    }


def plan_problems(
    *, year: int, title: str, target_sw: int, target_vs: int, cutoff_on: dt.date, due_on: dt.date
) -> list[str]:
    """Why these facts make no plan; empty when they do."""
    found = []
    if not 2020 <= year <= 2100:
        found.append("年度应在 2020 至 2100 之间。")
    if not title.strip():
        found.append("请填写计划名称。")
    if target_sw < 0 or target_vs < 0 or target_sw + target_vs == 0:
        found.append("两类站点的目标不能都是 0，也不能是负数。")
    if cutoff_on.year != year:
        found.append(f"统计截止日应在 {year} 年内。")
    if due_on < cutoff_on:
        found.append("报送截止日不能早于统计截止日。")
    return found


def may_edit(state: str) -> bool:
    """Numbers and days change only while the plan is being written; afterwards there is 任务调剂."""
    return state == PlanState.DRAFT


def missing_before_issue(*, target_sw: int, target_vs: int, given_sw: int, given_vs: int, areas: int) -> list[str]:
    """What is still missing before the plan goes down to the cities: a table whose sums meet both targets (A1)."""
    if not areas:
        return ["还没有任务分配表，请先上传并确认。"]
    found = []
    if given_sw != target_sw:
        found.append(f"各地社会工作站任务合计 {given_sw} 个，与目标 {target_sw} 个不一致。")
    if given_vs != target_vs:
        found.append(f"各地志愿服务站任务合计 {given_vs} 个，与目标 {target_vs} 个不一致。")
    return found


def stages(state: str, *, has_quotas: bool) -> list[dict[str, str]]:
    """The row of stages on the plan's page: label, on, status (done | now | next)."""
    words = ["编制", "任务分配", "下达执行", "结束"]
    now = {PlanState.DRAFT: 1 if has_quotas else 0, PlanState.ISSUED: 2, PlanState.CLOSED: 4}[PlanState(state)]
    status = ["done" if at < now else "now" if at == now else "next" for at in range(len(words))]
    return [{"label": word, "on": "", "status": one} for word, one in zip(words, status, strict=True)]
