"""What happens, when and where: one check-in for everything."""

from django.apps import AppConfig


class OccasionsConfig(AppConfig):
    name = "liangzhan.occasions"
    label = "occasions"
    verbose_name = "日程"
