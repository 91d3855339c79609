"""An invented but lifelike province on the real divisions; built through the services, so the demo is itself a test."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "liangzhan.demo"
    label = "demo"
    verbose_name = "演示"
