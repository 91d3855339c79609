"""What an entry counts. Rooms above post these; no room counts by itself."""

from django.db import models


class EntryKind(models.TextChoices):
    """One kind is one thing that official figures count (domain.md 9.3). Opening, closing, joining, quitting count too."""

    FILE_OPENED = "FILE_OPENED", "建档"
    CASE_OPENED = "CASE_OPENED", "个案开案"
    CASE_CONTACT = "CASE_CONTACT", "个案服务"
    CASE_CLOSED = "CASE_CLOSED", "个案结案"
    CONSULTATION = "CONSULTATION", "咨询"
    VISIT = "VISIT", "探访"
    VISIT_HOUSEHOLD = "VISIT_HOUSEHOLD", "探访（户次）"
    GROUP_OPENED = "GROUP_OPENED", "小组开组"
    GROUP_SESSION = "GROUP_SESSION", "小组节次"
    GROUP_ATTENDANCE = "GROUP_ATTENDANCE", "小组出席"
    GROUP_CLOSED = "GROUP_CLOSED", "小组结束"
    ACTIVITY_HELD = "ACTIVITY_HELD", "社区活动"
    ACTIVITY_ATTENDANCE = "ACTIVITY_ATTENDANCE", "社区活动参加"
    MEDIATION = "MEDIATION", "协调调解"
    REFERRAL = "REFERRAL", "转介"
    VOLUNTEER_JOINED = "VOLUNTEER_JOINED", "志愿者登记"
    VOLUNTEER_LEFT = "VOLUNTEER_LEFT", "志愿者退出"
    VOLUNTEER_SERVICE = "VOLUNTEER_SERVICE", "志愿服务"
    VOLUNTEER_TRAINING = "VOLUNTEER_TRAINING", "志愿者培训"
    RESOURCE_LINKED = "RESOURCE_LINKED", "链接资源"


class Method(models.TextChoices):
    """运用社会工作专业方法 [N 三(一)]."""

    CASE = "CASE", "个案"
    GROUP = "GROUP", "小组"
    COMMUNITY = "COMMUNITY", "社区"
    VISIT = "VISIT", "探访"


class ServiceKind(models.TextChoices):
    """Service kinds [N 三(一)] (domain.md 5.6). Stored as tokens: a code may be added, never taken away."""

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


SEALED_SERVICES = frozenset({ServiceKind.CORRECTION.value, ServiceKind.DRUG_RECOVERY.value})
# What everybody who serves may choose; the sealed ones stand in sealed cases alone (domain.md 5.6, 5.8).
OPEN_SERVICES = [(one.value, one.label) for one in ServiceKind if one.value not in SEALED_SERVICES]


class PostingKind(models.TextChoices):
    POSTED = "POSTED", "入账"
    CORRECTED = "CORRECTED", "更正"
    REVERSED = "REVERSED", "冲销"


class LedgerEvent(models.TextChoices):
    REBUILT = "ledger.rebuilt", "重算台账汇总"
    VERIFIED = "ledger.verified", "核对台账"
