"""A community activity as one folder, in the order of domain.md 5.9: K-01 … K-06, then the photos.

The caller has reached the activity. Where nobody may be recognised (domain.md 5.8) neither names nor photos are in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from liangzhan.activities.models import Activity, ActivityRecord, ActivitySummary, RatingSheet
from liangzhan.activities.queries.activity_needs import needs_named
from liangzhan.activities.queries.folder_sheets import (
    approval_facts,
    day,
    day_of,
    photos_part,
    ratings_part,
    roll_part,
    sheet,
    yuan,
)
from liangzhan.documents.choices import ArchiveKind
from liangzhan.documents.queries.addenda import addenda_of, addendum_texts
from liangzhan.documents.rules.folders import Folder, Part
from liangzhan.occasions.rules.arranging import when_words

ACTIVITIES = Activity.objects.select_related("station", "leader__person", "helper__person", "occasion")


def activity_folder(uuid: UUID) -> Folder:
    """Everything that was written about the activity."""
    row = ACTIVITIES.get(uuid=uuid)
    facts = (
        ("案卷号", row.number),
        ("立卷单位", row.station.name),
        ("活动名称", row.name),
        ("举办日期", day(day_of(row.occasion.starts_at))),
        ("工作领域", row.get_domain_display()),
        ("形式", row.get_kind_display()),
        ("责任者", "、".join(one.display_name for one in row.leaders)),
        ("查阅范围", "内部资料，按规定查阅"),
    )
    words = ["由系统按登记内容生成，记录锁定以后的补记附在原记录之后。"]
    if row.cancelled_reason:
        words.append("本活动批准后取消，没有举行。")
    if row.nameless:
        words.append("参加人只计人数，不登记姓名，不留照片。")
    return Folder(
        title="社区活动案卷",
        number=row.number,
        kind=ArchiveKind.ACTIVITY.label,
        station=row.station.name,
        facts=facts,
        parts=[*_parts(row)],
        remarks="\n".join(words),
        keeper=row.leader.display_name,
    )


def _parts(row: Activity) -> Iterator[Part]:
    record = ActivityRecord.objects.filter(activity=row).first()
    yield _need(row)
    yield _plan(row)
    if record is not None:
        yield roll_part(row.occasion, row, "K-03", "签到和人数", names=not row.nameless)
        yield _record(row, record)
    ratings = RatingSheet.objects.filter(activity=row).select_related("scan").first()
    if ratings is not None:
        yield ratings_part(ratings, "K-05", "满意度评价")
    yield from _summary(row)
    if not row.nameless:
        photos = row.photos.select_related("file").order_by("pk")
        yield from photos_part(
            ((one.file, one.caption or "活动照片") for one in photos), record.held_on if record else None
        )


def _need(row: Activity) -> Part:
    named = "\n".join(words for words, _ in needs_named(row.needs))
    texts = [("需求说明", row.need_statement), ("回应的需求", named or "没有登记单独的需求")]
    return Part("需求说明", "K-01", day_of(row.saved_at), row.saved_by.label, sheet([("参加对象", row.target)], texts))


def _plan(row: Activity) -> Part:
    facts = [
        ("时间", when_words(row.occasion.starts_at, row.occasion.ends_at)),
        ("地点", row.occasion.place or "—"),
        ("参加对象", row.target),
        ("预计人数", f"{row.expected_heads} 人"),
        ("负责人", "、".join(one.display_name for one in row.leaders)),
        ("预算", yuan(row.budget_fen)),
        ("事先报告", "已报告" if row.major else "不需要"),
        *approval_facts(row),
    ]
    texts = [
        ("目标", row.goal),
        ("流程", row.agenda),
        ("人员分工", row.staffing),
        ("志愿者安排", row.volunteers),
        ("安全预案", row.safety),
    ]
    return Part("活动计划书", "K-02", day_of(row.saved_at), row.saved_by.label, sheet(facts, texts))


def _record(row: Activity, record: ActivityRecord) -> Part:
    facts = [("举办日期", day(record.held_on)), ("参加", f"{record.attended} 人次")]
    texts = [("活动过程", record.process), ("意外和处理", record.events), *addendum_texts(addenda_of(row.voucher))]
    return Part("过程记录", "K-04", record.held_on, record.recorded_by.label, sheet(facts, texts))


def _summary(row: Activity) -> Iterator[Part]:
    summary = ActivitySummary.objects.filter(activity=row).first()
    if summary is None:
        return
    facts = [("预算", yuan(row.budget_fen)), ("实际支出", yuan(summary.budget_used_fen))]
    texts = [("成效", summary.outcome), ("不足和改进", summary.problems), ("后续工作", summary.follow_up)]
    yield Part("活动总结", "K-06", day_of(summary.saved_at), summary.saved_by.label, sheet(facts, texts))
