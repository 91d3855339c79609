"""Needs of residents, resources, projects, the ready survey (notice 1.1, 2.1.5, 2.1.7, 3.2.1, 3.2.2)."""

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "liangzhan.needs"
    label = "needs"
    verbose_name = "需求和资源"

    def ready(self):
        from liangzhan.needs import ready  # noqa: PLC0415 -- app ready

        ready.register()
