"""Service records, their evidence and what becomes of them (domain.md 6.7, Order 67)."""

from django.db import models


class RecordSource(models.TextChoices):
    CHECK_IN = "CHECK_IN", "签到签退"
    ROLL = "ROLL", "负责人点名"
    SHEET = "SHEET", "纸质签到表"
    BACKFILL = "BACKFILL", "补录"
    FEED = "FEED", "其他平台送来"


class RecordState(models.TextChoices):
    """RECORDED → CONFIRMED (leader) → VERIFIED (station). Only VERIFIED counts. Export is a field of its own."""

    RECORDED = "RECORDED", "已记录"
    CONFIRMED = "CONFIRMED", "负责人已确认"
    VERIFIED = "VERIFIED", "已核实"
    DISPUTED = "DISPUTED", "本人有异议"
    REJECTED = "REJECTED", "不予认定"


class Grade(models.TextChoices):
    """How strong the evidence is; the volunteer never sees a letter."""

    A = "A", "A 多项独立证据"
    B = "B", "B 两项独立证据"
    C = "C", "C 一项证据"
    D = "D", "D 补录"


class ExportState(models.TextChoices):
    """What became of the record in the national system (domain.md 6.8)."""

    NOT_EXPORTED = "NOT", "未报送"
    EXPORTED = "SENT", "已报送，待回执"
    ACCEPTED = "ACCEPTED", "全国系统已收"
    REJECTED = "REJECTED", "全国系统退回"
    CHANGED_AFTER_EXPORT = "CHANGED", "报送后有更正"


class DisputeReason(models.TextChoices):
    NOT_ME = "NOT_ME", "我没有参加"
    TIME = "TIME", "时间不对"
    CONTENT = "CONTENT", "内容不对"
    OTHER = "OTHER", "其他"


class DisputeState(models.TextChoices):
    OPEN = "OPEN", "待处理"
    UPHELD = "UPHELD", "属实，已更正"
    DISMISSED = "DISMISSED", "已说明，记录不变"


class AnomalyKind(models.TextChoices):
    """Why somebody should look at a record again (domain.md 6.7)."""

    LONG_DAY = "LONG_DAY", "一天超过 8 小时"
    LONG_MONTH = "LONG_MONTH", "一个月超过 60 小时"
    SHARED_DEVICE = "SHARED_DEVICE", "同一台设备为多人签到"
    LATE = "LATE", "超过 10 个工作日才记录"
    TRAVEL = "TRAVEL", "两次服务之间来不及到达"
    OUTSIDE = "OUTSIDE", "不在签到范围内"
    BACKFILL_SHARE = "BACKFILL_SHARE", "补录比例偏高"
    SAME_MINUTES = "SAME_MINUTES", "多人时长完全相同"
    ROUND_CLOCK = "ROUND_CLOCK", "签到签退都在整点"
    ALONE_TOGETHER = "ALONE_TOGETHER", "几个人总是同时出现"
    LEADER_ONLY = "LEADER_ONLY", "只有负责人一人的说法"
    SUDDEN = "SUDDEN", "时长突然大增"
    NIGHT = "NIGHT", "夜间服务"
    OFF_DUTY = "OFF_DUTY", "与本人上班时间重叠"


class AnomalyState(models.TextChoices):
    OPEN = "OPEN", "待核对"
    EXPLAINED = "EXPLAINED", "已说明"
    CONFIRMED = "CONFIRMED", "确有问题"
