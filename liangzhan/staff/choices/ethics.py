"""Ethics 职业道德: conflicts of interest, gifts, the yearly commitment (domain.md 4.6)."""

from django.db import models


class DeclarationKind(models.TextChoices):
    CONFLICT = "CONFLICT", "利益冲突"
    GIFT = "GIFT", "礼品或馈赠"


class OtherParty(models.TextChoices):
    """Who it was, as a role: the register never names a private person."""

    SERVED = "SERVED", "服务对象"
    FAMILY = "FAMILY", "服务对象家属"
    VOLUNTEER = "VOLUNTEER", "志愿者"
    SUPPLIER = "SUPPLIER", "供应商"
    PARTNER = "PARTNER", "合作单位"
    COLLEAGUE = "COLLEAGUE", "同事或上级"
    RELATIVE = "RELATIVE", "本人亲友"
    OTHER = "OTHER", "其他"


class Disposal(models.TextChoices):
    """What was done with it. The first five are of gifts, the others of conflicts."""

    REFUSED = "REFUSED", "当场谢绝"
    RETURNED = "RETURNED", "已退还"
    HANDED_IN = "HANDED_IN", "已上交"
    SHARED = "SHARED", "交集体使用"
    KEPT = "KEPT", "本人留存"
    RECUSED = "RECUSED", "本人回避"
    REASSIGNED = "REASSIGNED", "改由他人办理"
    DISCLOSED = "DISCLOSED", "已向各方说明"
    PENDING = "PENDING", "待商定"


class EthicsEvent(models.TextChoices):
    DECLARED = "ethics.declared", "申报利益冲突或礼品"
    SEEN = "ethics.seen", "阅签申报"
    REMINDED = "ethics.reminded", "催签职业道德承诺"
