"""The construction programme: plan, quotas, siting, acceptance, rectification, the October report."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "liangzhan.programme"
    label = "programme"
    verbose_name = "建设计划"
