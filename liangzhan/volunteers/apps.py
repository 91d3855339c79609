"""Volunteers: register, activities, hours, certificates, stars (《志愿服务条例》, Order 67, domain.md 6)."""

from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "liangzhan.volunteers"
    label = "volunteers"
    verbose_name = "志愿服务"

    def ready(self):
        from liangzhan.volunteers import ready  # noqa: PLC0415 -- app ready

        ready.register()
