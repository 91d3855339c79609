"""Money and things: assets, stocktakes, supplies, books, budget, claims, donations."""

from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "liangzhan.funds"
    label = "funds"
    verbose_name = "财物"

    def ready(self):
        from liangzhan.funds import checks, navigation, panels, payments, persons, settings  # noqa: F401, PLC0415 -- app ready

        settings.declare_parameters()
        checks.register_all()
        navigation.register()
        persons.register()
        payments.register()
