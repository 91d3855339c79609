"""Events of the audit itself, and the words for what other rooms record."""

from django.db import models


class AuditEvent(models.TextChoices):
    EXPORTED = "audit.exported", "导出审计记录"
    VERIFIED = "audit.verified", "校验审计记录链"


class DataClass(models.TextChoices):
    """Classes whose reading is recorded (domain.md 10.2)."""

    P3 = "P3", "P3 敏感"
    P4 = "P4", "P4 限制查阅"
