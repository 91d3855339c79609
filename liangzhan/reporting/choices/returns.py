"""Words of the returns (domain.md 9.1)."""

from django.db import models


class ReturnCycle(models.TextChoices):
    """How often a form is due, and over which days its figures run."""

    MONTH = "MONTH", "月报"
    QUARTER = "QUARTER", "季报"
    HALF = "HALF", "半年总结"
    YEAR = "YEAR", "年度总结"
    OCTOBER = "OCTOBER", "十月报告"


class ReturnLevel(models.TextChoices):
    """Whose return it is; the next one up accepts it."""

    STATION = "STATION", "站点"
    STREET = "STREET", "乡镇（街道）"
    COUNTY = "COUNTY", "县（市、区）"
    CITY = "CITY", "市"
    PROVINCE = "PROVINCE", "省"


class ReturnState(models.TextChoices):
    DRAFT = "DRAFT", "待报送"
    SUBMITTED = "SUBMITTED", "已报送"
    RETURNED = "RETURNED", "已退回"
    ACCEPTED = "ACCEPTED", "审核通过"
    LOCKED = "LOCKED", "已锁定"


class ReturnCause(models.TextChoices):
    """Why there is a version after the first."""

    MERGE = "PERSONS", "合并重复人员"
    CORRECTION = "CORRECTION", "更正服务记录"
    LATE = "LATE", "补录服务记录"
    REGISTER = "REGISTER", "更正站点、人员等登记"


class ReturnEvent(models.TextChoices):
    FORM_PUBLISHED = "reporting.return_form", "发布报表表样"
    DRAFTED = "reporting.return_drafted", "生成报表"
    WRITTEN = "reporting.return_written", "填写报表说明"
    NOTED = "reporting.return_noted", "在报表数字旁加注"
    MOVED = "reporting.return_moved", "报送、退回、审核报表"
    CORRECTED = "reporting.return_corrected", "更正报表"
    REMINDED = "reporting.return_reminded", "催报"
    LOCKED = "reporting.return_locked", "锁定报表"
