"""What any person holds: trainings, hours, clearance for work with minors, honours, commitments."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    name = "liangzhan.credentials"
    label = "credentials"
    verbose_name = "证明与培训"

    def ready(self):
        from liangzhan.credentials import persons, settings  # noqa: PLC0415 -- app ready

        settings.declare_parameters()
        persons.register()
