"""Words of the open tables."""

from django.db import models


class ReleaseEvent(models.TextChoices):
    FROZEN = "reporting.release_frozen", "发布公开数据"
