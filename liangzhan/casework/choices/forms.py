"""Words on the forms C-02 … C-11 (domain.md 5.1)."""

from django.db import models


class ContactMode(models.TextChoices):
    """How a contact was held (C-05)."""

    INTERVIEW = "INTERVIEW", "面谈"
    HOME_VISIT = "HOME_VISIT", "家访"
    PHONE = "PHONE", "电话"
    ONLINE = "ONLINE", "网络"
    ACCOMPANY = "ACCOMPANY", "陪同"
    COORDINATE = "COORDINATE", "协调"


class ContactGround(models.TextChoices):
    """Why there is a contact although the consent was withdrawn (PIPL §15; 危机 §13)."""

    CLOSING = "CLOSING", "结案交接"
    CRISIS = "CRISIS", "危机处置"


class Theory(models.TextChoices):
    """理论或模式 (C-04)."""

    PSYCHOSOCIAL = "PSYCHOSOCIAL", "心理社会治疗"
    COGNITIVE = "COGNITIVE", "认知行为"
    RATIONAL = "RATIONAL", "理性情绪"
    TASK = "TASK", "任务中心"
    CRISIS = "CRISIS", "危机介入"
    HUMANISTIC = "HUMANISTIC", "人本"
    FAMILY = "FAMILY", "家庭治疗"
    STRENGTHS = "STRENGTHS", "优势视角"
    MANAGEMENT = "MANAGEMENT", "个案管理"
    OTHER = "OTHER", "其他"


class ScaleMoment(models.TextChoices):
    """When the scale of social functioning was taken (clause 3.1.4)."""

    PRE = "PRE", "服务前"
    STAGE = "STAGE", "服务中"
    POST = "POST", "服务后"


class ReferralReason(models.TextChoices):
    NEED_OTHER_PROFESSION = "PROFESSION", "需要其他专业（医疗、心理治疗、法律）"
    NEED_OTHER_RESOURCE = "RESOURCE", "需要其他资源（救助、就业）"
    OUT_OF_AREA = "AREA", "不在本区域"
    ETHICS_DUAL_RELATION = "DUAL", "伦理或双重关系"
    RISK_LEVEL = "RISK", "风险程度"


class ReferralState(models.TextChoices):
    PENDING = "PENDING", "待接收"
    ACCEPTED = "ACCEPTED", "已接收"
    NOT_ACCEPTED = "NOT_ACCEPTED", "未接收"
    RETURNED = "RETURNED", "已退回"
    REFERRED_AGAIN = "AGAIN", "再次转介"
    COMPLETED = "COMPLETED", "已完成"
    FAILED = "FAILED", "未成功"


class FollowUpOutcome(models.TextChoices):
    """回访 (C-09)."""

    STABLE = "STABLE", "稳定"
    WORSE = "WORSE", "变差"
    LOST = "LOST", "失联"


class OpinionOn(models.TextChoices):
    """What a supervisor or head gives an opinion on (C-04, C-08, C-11)."""

    PLAN = "PLAN", "计划"
    PROCESS = "PROCESS", "服务过程"
    CLOSING = "CLOSING", "结案"
    CRISIS = "CRISIS", "危机处置"
