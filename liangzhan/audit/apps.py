"""What was done and who looked, sealed in a hash chain."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "liangzhan.audit"
    label = "audit"
    verbose_name = "审计"

    def ready(self):
        from liangzhan.access.actions import Action  # noqa: PLC0415 -- app ready
        from liangzhan.audit.triggers import install_triggers  # noqa: PLC0415 -- app ready
        from liangzhan.toolkit import schedule  # noqa: PLC0415 -- app ready
        from liangzhan.toolkit.menu import menu_item  # noqa: PLC0415 -- app ready

        post_migrate.connect(install_triggers, dispatch_uid="audit.triggers")
        schedule.every("audit.tasks.seal", title="封存操作记录", minutes=1)
        schedule.every("audit.tasks.sweep", title="夜间封存并记下链头", at="23:50")
        menu_item("管理", "操作记录", "audit:event-list", Action.AUDIT_READ, order=60)
        menu_item("管理", "查阅记录", "audit:reading-list", Action.AUDIT_READ, order=61)
        menu_item("管理", "记录链", "audit:chain-page", Action.AUDIT_READ, order=62)
