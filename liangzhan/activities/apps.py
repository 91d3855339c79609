"""Groups, community activities, visits, coordination (MZ/T 095-2017, MZ/T 071-2016, domain.md 5.2, 5.3)."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "liangzhan.activities"
    label = "activities"
    verbose_name = "小组、活动和探访"

    def ready(self):
        from liangzhan.activities import ready  # noqa: PLC0415 -- app ready

        ready.register()
