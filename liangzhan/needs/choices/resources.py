"""Words of resources (domain.md 7.2) and of what they are worth (I20)."""

from django.db import models

# 社区矫正 and 戒毒康复 belong to sealed services and are not on the list (domain.md 5.6, 5.8).


class ResourceKind(models.TextChoices):
    PERSON = "PERSON", "人力"
    PLACE = "PLACE", "场地"
    ORG = "ORG", "组织"
    MONEY = "MONEY", "资金"
    MATERIAL = "MATERIAL", "物资"
    SERVICE = "SERVICE", "服务"
    POLICY = "POLICY", "政策"
    CULTURE = "CULTURE", "文化"


class Side(models.TextChoices):
    """动员社区内外资源 [N 二(一)5]."""

    INSIDE = "INSIDE", "社区内"
    OUTSIDE = "OUTSIDE", "社区外"


class ValueBasis(models.TextChoices):
    """What a sum of money rests on. 政府购买 and volunteers' time are never counted as linked resources (I20)."""

    CASH = "CASH", "现金"
    FAIR_VALUE = "FAIR_VALUE", "物资，有公允价值凭据"
    PRICE = "PRICE", "服务，有价目或报价"
    GOVERNMENT = "GOVERNMENT", "政府购买服务资金"
    VOLUNTEER = "VOLUNTEER", "志愿者时间"
    NONE = "NONE", "没有估值"


class ResourceState(models.TextChoices):
    ACTIVE = "ACTIVE", "可用"
    ENDED = "ENDED", "已停用"


class ResourceEvent(models.TextChoices):
    SAVED = "resource.saved", "登记或更正资源"
    CONFIRMED = "resource.confirmed", "确认资源仍可用"
    ENDED = "resource.ended", "停用资源"
    RESUMED = "resource.resumed", "恢复资源"
    USED = "resource.used", "登记资源使用"
    USE_CORRECTED = "resource.use_corrected", "更正资源使用"
    USE_WITHDRAWN = "resource.use_withdrawn", "撤销资源使用"
