"""Files kept and papers issued."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "liangzhan.documents"
    label = "documents"
    verbose_name = "文件"

    def ready(self):
        from liangzhan.access.actions import Action  # noqa: PLC0415 -- app ready
        from liangzhan.toolkit.menu import menu_item  # noqa: PLC0415 -- app ready
        from liangzhan.toolkit.schedule import every  # noqa: PLC0415 -- app ready

        every("documents.tasks.expire_job_files", title="清除过期结果文件", minutes=60)
        menu_item("管理", "我的后台任务", "documents:job-list", Action.JOB_VIEW, order=90, standard_only=True)
