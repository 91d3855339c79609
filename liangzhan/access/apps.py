"""The room that answers who may do what, where, and how much of a field is shown. It has no tables."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "liangzhan.access"
    label = "access"
    verbose_name = "权限"

    def ready(self) -> None:
        from liangzhan.access import checks  # noqa: F401, PLC0415 -- app ready
