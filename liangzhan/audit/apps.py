"""What was done and who looked, sealed in a hash chain."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "liangzhan.audit"
    label = "audit"
    verbose_name = "审计"
