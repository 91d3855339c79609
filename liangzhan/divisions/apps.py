"""省 市 县 乡镇 村, dated, with succession."""

from django.apps import AppConfig


class DivisionsConfig(AppConfig):
    name = "liangzhan.divisions"
    label = "divisions"
    verbose_name = "行政区划"

    def ready(self):
        from liangzhan.access.actions import Action  # noqa: PLC0415 -- app ready
        from liangzhan.toolkit.menu import menu_item  # noqa: PLC0415 -- app ready

        menu_item("数据", "行政区划", "divisions:tree", Action.DIVISION_VIEW, order=70, standard_only=True)
        menu_item("管理", "功能区", "divisions:zone-list", Action.DIVISION_MANAGE, order=50)
        menu_item("管理", "区划沿革", "divisions:succession-list", Action.DIVISION_MANAGE, order=51)
        menu_item("管理", "参数", "divisions:parameter-list", Action.PARAMETER_VIEW, order=52)
