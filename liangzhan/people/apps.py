"""Natural persons and households: identity, consent, ties, merging, forgetting."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "liangzhan.people"
    label = "people"
    verbose_name = "人员"

    def ready(self):
        from liangzhan.people import decisions, navigation, panels  # noqa: F401, PLC0415 -- app ready

        decisions.register_own()
        navigation.register()
