"""What happens, when and where: one check-in for everything."""

from django.apps import AppConfig


class OccasionsConfig(AppConfig):
    name = "liangzhan.occasions"
    label = "occasions"
    verbose_name = "日程"

    def ready(self):
        from liangzhan.occasions import navigation, panels, persons, settings  # noqa: F401, PLC0415 -- app ready

        settings.declare_parameters()
        persons.register()
        navigation.register()
