"""The yearly appraisal of a worker (domain.md 4.5)."""

from django.db import models


class AppraisalState(models.TextChoices):
    """Where the card of one worker stands."""

    DRAFT = "DRAFT", "已建卡"
    SELF = "SELF", "自评"
    REVIEW = "REVIEW", "评议"
    PUBLICITY = "PUBLICITY", "公示"
    FINAL = "FINAL", "已定等次"
    APPEAL = "APPEAL", "申诉中"


class AppraisalPart(models.TextChoices):
    """What is looked at; the weights are dated configuration [D]."""

    QUANTITY = "QUANTITY", "服务数量"
    QUALITY = "QUALITY", "服务质量"
    SATISFACTION = "SATISFACTION", "居民满意度"
    ATTENDANCE = "ATTENDANCE", "出勤和纪律"
    LEARNING = "LEARNING", "学习培训"


class ScoreSource(models.TextChoices):
    """Where the points of a part come from; shown beside every score."""

    PLATFORM = "PLATFORM", "平台数据"
    REVIEWER = "REVIEWER", "评议"
    NONE = "NONE", "暂无数据"


class Grade(models.TextChoices):
    """等次 [CP]."""

    EXCELLENT = "EXCELLENT", "优秀"
    QUALIFIED = "QUALIFIED", "合格"
    BASIC = "BASIC", "基本合格"
    FAILED = "FAILED", "不合格"


class Above(models.TextChoices):
    """Why a card is not reviewed by the head."""

    NO = "", "由站长评议"
    HEAD = "HEAD", "站长本人"
    ALONE = "ALONE", "站内只有一人"


class AppraisalEvent(models.TextChoices):
    OPENED = "appraisal.opened", "建立年度考核"
    STARTED = "appraisal.started", "开始自评"
    STATEMENT_SAVED = "appraisal.statement.saved", "保存自评"
    STATEMENT_SENT = "appraisal.statement.sent", "提交自评"
    STATEMENT_SKIPPED = "appraisal.statement.skipped", "不经自评进入评议"
    REVIEWED = "appraisal.reviewed", "评议考核"
    RETURNED = "appraisal.returned", "退回自评"
    PUBLISHED = "appraisal.published", "公示考核结果"
    OBJECTED = "appraisal.objected", "提出公示异议"
    OBJECTION_ANSWERED = "appraisal.objection.answered", "答复公示异议"
    FINISHED = "appraisal.finished", "确定考核等次"
    APPEALED = "appraisal.appealed", "提出考核申诉"
    APPEAL_DECIDED = "appraisal.appeal.decided", "决定考核申诉"
    EXPORTED = "appraisal.exported", "导出考核结果"
