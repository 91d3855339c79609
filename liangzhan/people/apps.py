"""Natural persons and households: identity, consent, ties, merging, forgetting."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "liangzhan.people"
    label = "people"
    verbose_name = "人员"
