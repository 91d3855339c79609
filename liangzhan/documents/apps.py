"""Files kept and papers issued."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "liangzhan.documents"
    label = "documents"
    verbose_name = "文件"
