"""Certificates, seals, stars (domain.md 6.2, 6.7)."""

from django.db import models


class CertificateState(models.TextChoices):
    VALID = "VALID", "有效"
    REVOKED = "REVOKED", "已撤销"
    SUPERSEDED = "SUPERSEDED", "已被新证明代替"


class SealState(models.TextChoices):
    WAITING = "WAITING", "待盖章"
    SEALED = "SEALED", "已盖章"
    REFUSED = "REFUSED", "未盖章"


class StarState(models.TextChoices):
    PROPOSED = "PROPOSED", "已提名"
    PUBLIC = "PUBLIC", "公示中"
    GRANTED = "GRANTED", "已评定"
    REFUSED = "REFUSED", "未通过"
