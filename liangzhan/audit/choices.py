"""Events of the audit itself."""

from django.db import models


class AuditEvent(models.TextChoices):
    EXPORTED = "audit.exported", "导出审计记录"
