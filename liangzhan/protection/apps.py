"""Risk levels with clocks, crisis records, mandatory reports (domain.md 5.7)."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "liangzhan.protection"
    label = "protection"
    verbose_name = "风险和危机"

    def ready(self):
        from liangzhan.protection import ready  # noqa: PLC0415 -- app ready

        ready.register()
