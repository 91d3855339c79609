"""Indicators: every figure is read from the ledger and the registers, none is typed (《通知》四（一）, domain.md 9)."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "liangzhan.reporting"
    label = "reporting"
    verbose_name = "统计"

    def ready(self):
        from liangzhan.reporting import navigation, ready_gate, ready_returns  # noqa: PLC0415 -- app ready

        navigation.register()
        ready_gate.register()
        ready_returns.register()
