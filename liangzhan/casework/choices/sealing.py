"""Words of sealed services (domain.md 5.8). On screen: 限制查阅, 紧急调阅."""

from django.db import models


class CommissionKind(models.TextChoices):
    """What the commissioning body asks for; each has a kind of service of its own (domain.md 5.6)."""

    CORRECTION = "CORRECTION", "社区矫正协助"
    REHAB = "REHAB", "社区戒毒、社区康复协助"
    OTHER = "OTHER", "其他限制查阅服务"


class SealedEvent(models.TextChoices):
    """These deeds are written to the hidden record only (`audit.sealed`)."""

    OPENED = "sealed.opened", "限制查阅个案接案登记"
    CLIENT_EDITED = "sealed.client", "修改限制查阅个案的服务对象资料"
    COMMISSIONED = "sealed.commissioned", "登记委托书"
    COMMISSION_ENDED = "sealed.commission.ended", "委托提前结束"
    TEAM_RESTORED = "sealed.team", "限制查阅个案交由站长"
    LABEL_DROPPED = "sealed.label", "期满去除标识"
    EMERGENCY_OPENED = "sealed.emergency", "紧急调阅"
    EMERGENCY_REVIEWED = "sealed.emergency.reviewed", "复核紧急调阅"
