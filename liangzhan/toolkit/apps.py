"""Tools that know no social-work word."""

from django.apps import AppConfig


class ToolkitConfig(AppConfig):
    name = "liangzhan.toolkit"
    label = "toolkit"
    verbose_name = "工具"
