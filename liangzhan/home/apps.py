"""The desk after sign-in, search, help: lists and links only."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "liangzhan.home"
    label = "home"
    verbose_name = "工作台"

    def ready(self):
        from liangzhan.access.actions import Action  # noqa: PLC0415 -- app ready
        from liangzhan.toolkit.menu import menu_item  # noqa: PLC0415 -- app ready

        menu_item("", "工作台", "home:desk", Action.DESK_VIEW, order=10)
        menu_item("管理", "系统状态", "home:status", Action.SYSTEM_VIEW, order=80)
        menu_item("管理", "使用帮助", "home:help", Action.HELP_READ, order=90)
