"""Words of the room."""

from django.db import models


class Verdict(models.TextChoices):
    """What the platform says to one column of a table that somebody wants filled in (domain.md 9.5)."""

    KNOWN = "KNOWN", "已有"
    MAYBE = "MAYBE", "可能已有"
    NEW = "NEW", "没有"
    IDENTITY = "IDENTITY", "个人信息"
    SKIP = "SKIP", "不需填报"
