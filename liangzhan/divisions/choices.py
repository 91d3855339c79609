"""Levels, kinds of community and of succession (domain.md 1)."""

from django.db import models


class Level(models.TextChoices):
    PROVINCE = "PROVINCE", "省"
    CITY = "CITY", "市"
    COUNTY = "COUNTY", "县（市、区）"
    STREET = "STREET", "乡镇（街道）"
    COMMUNITY = "COMMUNITY", "社区（村）"
    ZONE = "ZONE", "功能区"


class CommunityType(models.TextChoices):
    """From the registry; the VVV range of the code is only a cross-check (domain.md 1.2)."""

    RESIDENTS = "RESIDENTS", "居民委员会"
    VILLAGERS = "VILLAGERS", "村民委员会"
    LIKE_RESIDENTS = "LIKE_RESIDENTS", "类似居委会"
    LIKE_VILLAGERS = "LIKE_VILLAGERS", "类似村委会"


class SuccessionKind(models.TextChoices):
    RENAME = "RENAME", "更名或换码"
    MERGE = "MERGE", "合并"
    SPLIT = "SPLIT", "拆分"


class Department(models.TextChoices):
    """The department in charge is dated data since the 2023 reform (domain.md 0.3)."""

    CIVIL_AFFAIRS = "CIVIL_AFFAIRS", "民政部门"
    SW_DEPARTMENT = "SW_DEPARTMENT", "社会工作部"


class DivisionEvent(models.TextChoices):
    LOADED = "division.loaded", "装载行政区划"
    SUCCEEDED = "division.succeeded", "行政区划变更"
    REFRESHED = "division.refreshed", "按年度文件更新行政区划"
    AUTHORITY_SET = "authority.set", "设定主管部门"
    AUTHORITY_ENDED = "authority.ended", "结束主管部门"
    ZONE_SET = "zone.set", "设定功能区"
    MANAGER_SET = "division.manager", "指定管理街道"
    PARAMETER_SET = "parameter.set", "设定参数"
