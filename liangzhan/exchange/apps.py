"""Doors to other systems: the bridge to the national system (domain.md 6.8)."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "liangzhan.exchange"
    label = "exchange"
    verbose_name = "数据交换"

    def ready(self):
        from liangzhan.exchange.forgotten import forget_sent  # noqa: PLC0415 -- app ready
        from liangzhan.exchange.navigation import register_menu  # noqa: PLC0415 -- app ready
        from liangzhan.volunteers.forgotten import also_forget  # noqa: PLC0415 -- app ready

        register_menu()
        also_forget(forget_sent)
