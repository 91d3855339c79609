"""The register: sites, the two kinds of station, legal form, lifecycle, signs, adopted systems; the registry of evidence."""

from django.apps import AppConfig


class StationsConfig(AppConfig):
    name = "liangzhan.stations"
    label = "stations"
    verbose_name = "站点"

    def ready(self):
        from liangzhan.stations import checks, navigation, panels, settings  # noqa: F401, PLC0415 -- app ready

        settings.declare_parameters()
        checks.register_all()
        navigation.register()
