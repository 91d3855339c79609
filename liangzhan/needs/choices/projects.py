"""Words of projects (notice 2.1.7)."""

from django.db import models


class ProjectKind(models.TextChoices):
    ECON = "ECON", "经济发展"
    SOCIAL = "SOCIAL", "社会发展"
    SERVICE = "SERVICE", "居民服务"


class ProjectState(models.TextChoices):
    PLANNED = "PLANNED", "筹备"
    RUNNING = "RUNNING", "实施中"
    DONE = "DONE", "已完成"
    STOPPED = "STOPPED", "已中止"


class ProjectEvent(models.TextChoices):
    SAVED = "project.saved", "登记或更正项目"
    LINKED = "project.linked", "项目对应需求"
    UNLINKED = "project.unlinked", "取消项目对应的需求"
    STARTED = "project.started", "启动项目"
    FINISHED = "project.finished", "完成项目"
    STOPPED = "project.stopped", "中止项目"
    MEASURED = "project.measured", "登记项目成效"
