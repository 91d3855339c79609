"""Volunteer activities: areas of the notice, risk, states (domain.md 6.6)."""

from django.db import models


class Area(models.TextChoices):
    """The nine areas of [N 三(三)], and the rest. The area gives a default of risk, never the risk itself."""

    EPIDEMIC = "V01", "疫情防控"
    RELIEF = "V02", "社会救助"
    CHARITY = "V03", "慈善公益"
    OLD_AND_YOUNG = "V04", "敬老扶幼"
    PATROL = "V05", "治安巡逻"
    ENVIRONMENT = "V06", "环境保护"
    CORRECTION = "V07", "社区矫正"
    SCIENCE = "V08", "科普咨询"
    LEGAL_AID = "V09", "法律援助"
    OTHER = "V99", "其他"


class RiskLevel(models.TextChoices):
    """HIGH: 可能发生人身危险 (条例 §17), insured before the roster is published."""

    LOW = "LOW", "低"
    MEDIUM = "MEDIUM", "中"
    HIGH = "HIGH", "高"


class VolunteerActivityState(models.TextChoices):
    DRAFT = "DRAFT", "起草中"
    REVIEW = "REVIEW", "待审核"
    RECRUITING = "RECRUITING", "招募中"
    CLOSED_RECRUIT = "CLOSED", "名单已公布"
    ONGOING = "ONGOING", "进行中"
    ENDED = "ENDED", "已结束"
    HOURS_CONFIRMING = "CONFIRMING", "确认时长"
    ARCHIVED = "ARCHIVED", "已归档"
    CANCELLED = "CANCELLED", "已取消"


class ActivitySource(models.TextChoices):
    OWN = "OWN", "本站组织"
    FEED = "FEED", "其他平台送来"


class SignUpState(models.TextChoices):
    APPLIED = "APPLIED", "已报名"
    ACCEPTED = "ACCEPTED", "已录取"
    WAITLIST = "WAITLIST", "候补"
    REJECTED = "REJECTED", "未录取"
    WITHDRAWN = "WITHDRAWN", "已退出"
    NO_SHOW = "NO_SHOW", "未到"
    ATTENDED = "ATTENDED", "已参加"
