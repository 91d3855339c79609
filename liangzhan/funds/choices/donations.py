"""Words about donations (domain.md 8.3)."""

from django.db import models


class DonorKind(models.TextChoices):
    ORGANISATION = "ORGANISATION", "单位"
    PERSON = "PERSON", "个人"
    ANONYMOUS = "ANONYMOUS", "匿名"


class DonationKind(models.TextChoices):
    CASH = "CASH", "现金"
    GOODS = "GOODS", "物资"
    SERVICE = "SERVICE", "服务"


class Party(models.TextChoices):
    """Who receives a donation, and who issues its receipt: two fields, and the user is a third."""

    STATION = "STATION", "本站"
    COMMITTEE = "COMMITTEE", "居（村）民委员会"
    STREET = "STREET", "乡镇（街道）"
    CHARITY = "CHARITY", "慈善组织"


class RaisedBy(models.TextChoices):
    """How it came (慈善法 §22, §26; mutual aid inside a community stays possible)."""

    GIVEN = "GIVEN", "捐赠人主动捐赠"
    MUTUAL = "MUTUAL", "社区内互助募集"
    PUBLIC = "PUBLIC", "公开募捐"


class ReceiptKind(models.TextChoices):
    FISCAL = "FISCAL", "财政监制的捐赠票据"
    LAWFUL = "LAWFUL", "合法有效收据"
    WAIVED = "WAIVED", "匿名或捐赠人放弃接受票据"
