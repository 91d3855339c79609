"""服务内容 and how it is named in the ledger (domain.md 5.6)."""

from django.db import models


class ServiceKind(models.TextChoices):
    """服务内容 [N 三(一)] that everybody who serves may choose. 社区矫正 and 戒毒康复 (S06, S07) belong to sealed cases
    alone and are not on this list (domain.md 5.6, 5.8). 心理疏导 is no psychotherapy (精神卫生法 §23)."""

    LIVING = "S01", "生活帮扶"
    STRESS = "S02", "精神减压"
    COUNSEL = "S03", "心理疏导"
    SAFETY = "S04", "安全教育"
    RELATION = "S05", "关系调适"
    SKILL = "S08", "技能培训"
    WORK = "S09", "就业援助"
    CARE = "S10", "人文关怀"
    OTHER = "S99", "其他"
