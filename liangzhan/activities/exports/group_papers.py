"""Papers of a group on A4: plan (G-01), session (G-04, G-05), report (G-08). No name of a member stands on them."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localtime

from liangzhan.activities.models import Activity, Group, GroupReport, GroupSession
from liangzhan.activities.queries.group_figures import change_in, figures_of, satisfaction_in
from liangzhan.activities.rules.activity_ratings import Satisfaction
from liangzhan.occasions.rules.arranging import when_words
from liangzhan.toolkit.papers import render_pdf

PAPER = "toolkit/volume_paper.typ"


def yuan(fen: int) -> str:
    """Yuan with two decimals."""
    return f"{fen // 100:,}.{fen % 100:02d} 元"


def written(pairs: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Each text under its heading; what was not filled in says so."""
    found: list[dict[str, Any]] = []
    for title, words in pairs:
        found += [{"heading": title}, {"text": words or "（未填写）"}]
    return found


def paper(title: str, station: str, blocks: list[dict[str, Any]]) -> bytes:
    """One paper without cover and contents."""
    plain = {"cover": False, "contents": False}
    return render_pdf(PAPER, {"title": title, "office": station, "blocks": blocks, **plain})


def approval_words(plan: Group | Activity) -> str:
    """Who approved, and whether by himself."""
    if not plan.number:
        return "尚未批准"
    alone = "（没有其他审批人，由本人确认）" if plan.self_approved else ""
    day = localtime(plan.decided_at) if plan.decided_at else None
    who = plan.decided_by.label if plan.decided_by else ""
    return f"{who} {day:%Y年%-m月%-d日}{alone} {plan.decision_reason}".strip() if day else "已批准"


def satisfaction_words(found: Satisfaction | None) -> str:
    """How many answered, and what they said."""
    if found is None or not found.n:
        return "没有评价"
    return f"{found.n} 份，平均 {found.mean} 分，满意和非常满意占 {found.content}%"


def plan_pdf(group: Group) -> bytes:
    """G-01."""
    who = "、".join(one.display_name for one in group.leaders)
    facts = [
        ["档案号", group.number or "（批准后编号）"],
        ["类型", group.get_type_display()],
        ["模式", group.get_model_display()],
        ["理论依据", group.theory],
        ["服务对象", group.target],
        ["计划人数", f"{group.members_planned} 人"],
        ["计划节数", f"{group.sessions_planned} 节"],
        ["日期", f"{group.starts_on:%Y年%-m月%-d日}至{group.ends_on:%Y年%-m月%-d日}"],
        ["地点", group.place],
        ["带组人", who],
        ["预算", yuan(group.budget_fen)],
        ["审批", approval_words(group)],
    ]
    texts = [
        ("目标", group.goals),
        ("招募办法", group.recruitment),
        ("评估指标", group.indicators),
        ("可能的困难", group.risks),
        ("应对办法", group.plan_b),
    ]
    return paper(f"小组计划书：{group.name}", group.station.name, [{"facts": facts}, *written(texts)])


def session_pdf(session: GroupSession, *, with_record: bool) -> bytes:
    """G-04, and G-05 for whoever may read it."""
    group, occasion = session.group, session.occasion
    facts = [
        ["档案号", group.number],
        ["节次", f"第 {session.number} 节（{session.get_phase_display()}）"],
        ["时间", when_words(occasion.starts_at, occasion.ends_at)],
        ["地点", occasion.place],
        ["出席", f"{session.attended} 人次" if session.recorded_at else "未记录"],
        ["记录人", session.recorded_by.label if session.recorded_by else ""],
    ]
    texts = [("本节目标", session.aims), ("活动安排", session.activities), ("物资", session.materials)]
    if with_record and session.recorded_at:
        texts += [
            ("小组动力", session.dynamics),
            ("重要事件", session.key_events),
            ("组员变化", session.member_changes),
            ("工作者反思", session.reflection),
        ]
    return paper(f"小组单节计划和记录：{group.name}", group.station.name, [{"facts": facts}, *written(texts)])


def report_pdf(group: Group) -> bytes:
    """G-08; the figures are those of the roll, the tests and the ratings."""
    report = GroupReport.objects.filter(group=group).first()
    figures, (test, change) = figures_of(group), change_in(group)
    scores = "没有前后测"
    if test and change and change.pairs:
        scores = f"{test.instrument}：{change.pairs} 人，{change.before} → {change.after}，{change.better} 人改善"
    facts = [
        ["档案号", group.number],
        ["节次", f"{figures.held} 节（计划 {figures.planned} 节）"],
        ["出席", f"{figures.attended} 人次，{figures.persons} 人"],
        ["组员", f"{figures.members} 人，中途退出 {figures.left} 人"],
        ["前后测", scores],
        ["满意度", satisfaction_words(satisfaction_in(group))],
        ["预算", yuan(group.budget_fen)],
        ["实际支出", yuan(report.budget_used_fen) if report else ""],
    ]
    texts = [
        ("成效", report.outcome if report else ""),
        ("产出说明", report.output if report else ""),
        ("满意度说明", report.satisfaction_note if report else ""),
        ("经费使用说明", report.budget_note if report else ""),
        ("跟进计划", report.follow_up if report else ""),
    ]
    return paper(f"小组总结评估报告：{group.name}", group.station.name, [{"facts": facts}, *written(texts)])
