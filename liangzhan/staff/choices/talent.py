"""Examinations, allowance, pay scale (domain.md 4.2, 4.6; [N 四(二)])."""

from django.db import models


class ExamPaper(models.TextChoices):
    """科目 of the three levels; the senior level has a review after its paper [M]."""

    ASW_THEORY = "ASW_THEORY", "社会工作综合能力（初级）"
    ASW_PRACTICE = "ASW_PRACTICE", "社会工作实务（初级）"
    SW_THEORY = "SW_THEORY", "社会工作综合能力（中级）"
    SW_PRACTICE = "SW_PRACTICE", "社会工作实务（中级）"
    SW_LAW = "SW_LAW", "社会工作法规与政策"
    SSW_PRACTICE = "SSW_PRACTICE", "社会工作实务（高级）"
    SSW_REVIEW = "SSW_REVIEW", "高级社会工作师评审"


class PaperOutcome(models.TextChoices):
    PASSED = "PASSED", "合格"
    FAILED = "FAILED", "不合格"
    ABSENT = "ABSENT", "缺考"


class ListState(models.TextChoices):
    """A month's allowance list of a station on its way [N 四(二)]."""

    DRAFT = "DRAFT", "待站点提交"
    SUBMITTED = "SUBMITTED", "待街道审核"
    RETURNED = "RETURNED", "已退回"
    REVIEWED = "REVIEWED", "待县级核准"
    APPROVED = "APPROVED", "已核准，待发放"
    PAID = "PAID", "已登记发放"


class LineKind(models.TextChoices):
    MONTH = "MONTH", "当月"
    ADJUSTMENT = "ADJUSTMENT", "补发或扣回"


class TalentEvent(models.TextChoices):
    EXAM_SIGNED = "exam.signed", "登记考试报名"
    EXAM_WITHDRAWN = "exam.withdrawn", "撤销考试报名"
    EXAM_RESULT = "exam.result", "登记考试成绩"
    EXAM_CERTIFIED = "exam.certified", "由考试成绩登记证书"
    RATE_SAVED = "allowance.rate.saved", "登记职业津贴标准"
    RATE_ENDED = "allowance.rate.ended", "终止职业津贴标准"
    HOLD_SET = "allowance.hold.set", "停发职业津贴"
    HOLD_ENDED = "allowance.hold.ended", "恢复职业津贴"
    LIST_DRAFTED = "allowance.list.drafted", "生成职业津贴名单"
    LIST_SUBMITTED = "allowance.list.submitted", "提交职业津贴名单"
    LIST_REVIEWED = "allowance.list.reviewed", "审核职业津贴名单"
    LIST_RETURNED = "allowance.list.returned", "退回职业津贴名单"
    LIST_APPROVED = "allowance.list.approved", "核准职业津贴名单"
    LIST_PAID = "allowance.list.paid", "登记职业津贴发放"
    ADJUSTED = "allowance.adjusted", "补发或扣回职业津贴"
    ADJUSTMENT_REMOVED = "allowance.adjustment.removed", "删除补发或扣回"
    LISTS_EXPORTED = "allowance.exported", "导出职业津贴名单"
    PAY_SCALE_SAVED = "pay_scale.saved", "登记薪酬水平"
    PAY_SCALE_REMOVED = "pay_scale.removed", "删除薪酬水平"
    STATISTICS_EXPORTED = "talent.exported", "导出人才统计"
