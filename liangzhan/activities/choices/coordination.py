"""Words of coordinating social relations (clause 2.1.6)."""

from django.db import models


class CoordinationKind(models.TextChoices):
    """调解 between people who are at odds; 协调 between a resident and a body."""

    MEDIATION = "MEDIATION", "调解"
    COORDINATION = "COORDINATION", "协调"


class Topic(models.TextChoices):
    """What it is about [CP]."""

    NEIGHBOUR = "NEIGHBOUR", "邻里"
    FAMILY = "FAMILY", "家庭"
    CARE = "CARE", "赡养、照料"
    PROPERTY = "PROPERTY", "物业"
    AGENCY = "AGENCY", "与单位、部门"
    MIGRANT = "MIGRANT", "外来人口融入"
    OTHER = "OTHER", "其他"


class Outcome(models.TextChoices):
    """How far the parties came by themselves. Whoever cannot agree is told where a decision is made."""

    TALKING = "TALKING", "还在协商"
    AGREED = "AGREED", "达成一致"
    NOT_AGREED = "NOT_AGREED", "没有达成一致"
    HANDED_ON = "HANDED_ON", "转人民调解或主管部门"


class CoordinationEvent(models.TextChoices):
    RECORDED = "coordination.recorded", "记录协调调解"
    CORRECTED = "coordination.corrected", "更正协调调解"
    PARTY_ADDED = "coordination.party.added", "登记当事人"
    PARTY_DROPPED = "coordination.party.dropped", "移出当事人"
    STEP = "coordination.step", "跟进协调调解"
    WITHDRAWN = "coordination.withdrawn", "撤销协调调解"
