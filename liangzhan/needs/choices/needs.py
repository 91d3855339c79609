"""Words of needs (domain.md 7.1)."""

from django.db import models


class NeedSource(models.TextChoices):
    """Where a need was heard."""

    SURVEY = "SURVEY", "需求调查"
    VISIT = "VISIT", "探访"
    DOOR = "DOOR", "居民来站反映"
    CASE = "CASE", "个案"
    VOLUNTEER = "VOLUNTEER", "志愿者反映"
    COMMITTEE = "COMMITTEE", "两委转来"


class NeedCategory(models.TextChoices):
    """Ten kinds of service [N 三(一)], other, and public affairs (domain.md 5.6, 7.1)."""

    LIVING = "S01", "生活帮扶"
    RELIEF = "S02", "精神减压"
    COUNSELLING = "S03", "心理疏导"
    SAFETY = "S04", "安全教育"
    RELATIONS = "S05", "关系调适"
    CORRECTION = "S06", "社区矫正"
    DRUG_RECOVERY = "S07", "戒毒康复"
    SKILLS = "S08", "技能培训"
    EMPLOYMENT = "S09", "就业援助"
    CARE = "S10", "人文关怀"
    OTHER = "S99", "其他"
    PUBLIC_AFFAIR = "PUBLIC_AFFAIR", "公共事务"


# Of a named person these belong to sealed services alone (domain.md 5.6, 5.8): never a need that others can read.
SEALED_CATEGORIES = frozenset({NeedCategory.CORRECTION.value, NeedCategory.DRUG_RECOVERY.value})


class NeedGroup(models.TextChoices):
    """Whom it concerns [N 三(一)]. Kept as a token, because with a name it says what somebody is: never take one away."""

    ALL = "ALL", "全体居民"
    ELDER = "ELDER", "困难老年人"
    MINOR = "MINOR", "未成年人"
    DISABLED = "DISABLED", "残疾人"
    LEFT_BEHIND = "LEFT_BEHIND", "“三留守”人员"
    LOW_INCOME = "LOW_INCOME", "低收入家庭"
    OTHER = "OTHER", "其他居民"


class Urgency(models.IntegerChoices):
    """Four steps, the last is the most urgent."""

    CAN_WAIT = 1, "不急"
    USUAL = 2, "一般"
    SOON = 3, "较急"
    URGENT = 4, "紧急"


class Importance(models.IntegerChoices):
    """Five steps, as the resident sees it."""

    LITTLE = 1, "很小"
    SOME = 2, "较小"
    MEDIUM = 3, "一般"
    GREAT = 4, "较大"
    VERY_GREAT = 5, "很大"


class NeedState(models.TextChoices):
    NEW = "NEW", "新登记"
    VERIFIED = "VERIFIED", "已核实"
    PLANNED = "PLANNED", "已安排"
    SERVED = "SERVED", "已服务"
    REFERRED = "REFERRED", "已转介"
    REJECTED = "REJECTED", "未采纳"
    CLOSED = "CLOSED", "已办结"


class NeedEvent(models.TextChoices):
    RAISED = "need.raised", "登记需求"
    CORRECTED = "need.corrected", "更正需求"
    NAMED = "need.named", "把需求记到个人名下"
    VERIFIED = "need.verified", "核实需求"
    PLANNED = "need.planned", "安排需求"
    SERVED = "need.served", "登记需求已服务"
    SERVED_BY_PROJECT = "need.served.project", "项目的服务登记到需求"
    REFERRED = "need.referred", "转介需求"
    REJECTED = "need.rejected", "不采纳需求"
    REOPENED = "need.reopened", "重新办理需求"
    CLOSED = "need.closed", "办结需求"
    EXPORTED = "need.exported", "导出需求和资源"
