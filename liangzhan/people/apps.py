"""Natural persons and households: identity, consent, ties, merging, forgetting."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "liangzhan.people"
    label = "people"
    verbose_name = "人员"

    def ready(self):
        from liangzhan.people import decisions, decisions_clients, navigation, panels, settings  # noqa: F401, PLC0415 -- app ready
        from liangzhan.people.queries.rights import held_by_people  # noqa: PLC0415 -- app ready
        from liangzhan.people.rights import offer  # noqa: PLC0415 -- app ready
        from liangzhan.toolkit.schedule import every  # noqa: PLC0415 -- app ready

        settings.declare_parameters()
        decisions.register_own()
        decisions_clients.register_clients()
        navigation.register()
        offer("people", held_by_people)
        every("people.tasks.renew_categories", title="核对服务对象类别", at="00:40")
