"""Files kept and papers issued."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "liangzhan.documents"
    label = "documents"
    verbose_name = "文件"

    def ready(self):
        from liangzhan.documents import navigation, panels, retention  # noqa: F401, PLC0415 -- app ready
        from liangzhan.toolkit.schedule import every  # noqa: PLC0415 -- app ready

        every("documents.tasks.expire_job_files", title="清除过期结果文件", minutes=60)
        retention.declare_parameters()
        navigation.register()
