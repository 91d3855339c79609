"""Doors to other systems: the record API and the bridge to the national system (domain.md 6.8)."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "liangzhan.exchange"
    label = "exchange"
    verbose_name = "数据交换"
