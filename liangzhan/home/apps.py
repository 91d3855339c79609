"""The desk after sign-in, search, help: lists and links only."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "liangzhan.home"
    label = "home"
    verbose_name = "工作台"
