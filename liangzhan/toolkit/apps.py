"""Tools that know no social-work word."""

from django.apps import AppConfig

from liangzhan.toolkit.converters import register_converters
from liangzhan.toolkit.form_words import speak_plainly


class ToolkitConfig(AppConfig):
    name = "liangzhan.toolkit"
    label = "toolkit"
    verbose_name = "工具"

    def ready(self) -> None:
        speak_plainly()
        register_converters()
