"""Social workers and keepers: posts, qualification, attendance, appraisal, supervision, ethics, talent."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "liangzhan.staff"
    label = "staff"
    verbose_name = "工作人员"
