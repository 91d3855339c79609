"""What any person holds: trainings, hours, clearance for work with minors, honours, commitments."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    name = "liangzhan.credentials"
    label = "credentials"
    verbose_name = "证明与培训"
