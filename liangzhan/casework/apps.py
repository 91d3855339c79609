"""Casework in the field's own forms C-01 … C-11 (MZ/T 094-2017, domain.md 5.1)."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "liangzhan.casework"
    label = "casework"
    verbose_name = "个案"

    def ready(self):
        from liangzhan.casework import ready  # noqa: PLC0415 -- app ready

        ready.register()
