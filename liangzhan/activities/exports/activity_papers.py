"""Papers of a community activity on A4: plan (K-01, K-02), record and summary (K-03 … K-06)."""

from __future__ import annotations

from typing import Any

from liangzhan.activities.exports.group_papers import approval_words, paper, satisfaction_words, written, yuan
from liangzhan.activities.models import Activity, ActivityRecord, ActivitySummary
from liangzhan.activities.queries.activity_ratings import sheet_of
from liangzhan.activities.rules.activity_ratings import satisfaction_of
from liangzhan.documents.queries import open_file
from liangzhan.occasions.rules.arranging import when_words


def _facts(activity: Activity) -> list[list[str]]:
    occasion = activity.occasion
    return [
        ["档案号", activity.number or "（批准后编号）"],
        ["工作领域", activity.get_domain_display()],
        ["形式", activity.get_kind_display()],
        ["时间", when_words(occasion.starts_at, occasion.ends_at)],
        ["地点", occasion.place],
        ["参加对象", activity.target],
        ["负责人", "、".join(one.display_name for one in activity.leaders)],
    ]


def plan_pdf(activity: Activity) -> bytes:
    """K-01 and K-02."""
    facts = [
        *_facts(activity),
        ["预计人数", f"{activity.expected_heads} 人"],
        ["预算", yuan(activity.budget_fen)],
        ["事先报告", "已报告" if activity.major else "不需要"],
        ["审批", approval_words(activity)],
    ]
    texts = [
        ("需求说明", activity.need_statement),
        ("目标", activity.goal),
        ("流程", activity.agenda),
        ("人员分工", activity.staffing),
        ("志愿者安排", activity.volunteers),
        ("安全预案", activity.safety),
    ]
    return paper(f"社区活动计划书：{activity.name}", activity.station.name, [{"facts": facts}, *written(texts)])


def summary_pdf(activity: Activity) -> bytes:
    """K-03 heads, K-04 record with photos, K-05 satisfaction, K-06 summary."""
    record = ActivityRecord.objects.filter(activity=activity).first()
    summary = ActivitySummary.objects.filter(activity=activity).first()
    sheet = sheet_of(activity)
    facts = [
        *_facts(activity),
        ["参加", f"{record.attended} 人次" if record else "未记录"],
        ["满意度", satisfaction_words(satisfaction_of(sheet.counts, fewest=1) if sheet else None)],
        ["预算", yuan(activity.budget_fen)],
        ["实际支出", yuan(summary.budget_used_fen) if summary else ""],
    ]
    texts = [
        ("活动过程", record.process if record else ""),
        ("意外和处理", record.events if record else ""),
        ("成效", summary.outcome if summary else ""),
        ("不足和改进", summary.problems if summary else ""),
        ("后续工作", summary.follow_up if summary else ""),
    ]
    blocks = [{"facts": facts}, *written(texts), *_photos(activity)]
    return paper(f"社区活动记录和总结：{activity.name}", activity.station.name, blocks)


def _photos(activity: Activity) -> list[dict[str, Any]]:
    shown = [
        {"image": open_file(one.file), "caption": one.caption}
        for one in activity.photos.select_related("file").order_by("pk")[:6]
    ]
    return [{"heading": "照片"}, {"photos": shown}] if shown else []
