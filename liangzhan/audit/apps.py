"""What was done and who looked, sealed in a hash chain."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "liangzhan.audit"
    label = "audit"
    verbose_name = "审计"

    def ready(self):
        from liangzhan.audit.triggers import install_triggers  # noqa: PLC0415 -- app ready

        post_migrate.connect(install_triggers, dispatch_uid="audit.triggers")
