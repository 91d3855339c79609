"""省 市 县 乡镇 村, dated, with succession."""

from django.apps import AppConfig


class DivisionsConfig(AppConfig):
    name = "liangzhan.divisions"
    label = "divisions"
    verbose_name = "行政区划"
