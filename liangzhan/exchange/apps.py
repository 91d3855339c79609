"""Doors to other systems: the bridge to the national system (domain.md 6.8)."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "liangzhan.exchange"
    label = "exchange"
    verbose_name = "数据交换"

    def ready(self):
        from liangzhan.exchange.navigation import register_menu  # noqa: PLC0415 -- app ready

        register_menu()
