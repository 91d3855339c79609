"""The construction programme: plan, quotas, siting, acceptance, rectification, the October report."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "liangzhan.programme"
    label = "programme"
    verbose_name = "建设计划"

    def ready(self):
        from liangzhan.programme import navigation, panels  # noqa: F401, PLC0415 -- app ready

        navigation.register()
