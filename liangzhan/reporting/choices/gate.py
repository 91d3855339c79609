"""Words of the gate for tables (减负: domain.md 9.5)."""

from django.db import models


class Verdict(models.TextChoices):
    """What the platform says to one column of a table that somebody wants filled in."""

    KNOWN = "KNOWN", "已有"
    MAYBE = "MAYBE", "可能已有"
    NEW = "NEW", "没有"
    IDENTITY = "IDENTITY", "个人信息"
    SKIP = "SKIP", "不需填报"


class RowKind(models.TextChoices):
    """What one row of the table is."""

    AREA = "AREA", "下级地区"
    STATION = "STATION", "社区（村）"


class Repeat(models.TextChoices):
    """How often stations would have to fill it in."""

    ONCE = "ONCE", "一次"
    QUARTER = "QUARTER", "每季度"
    MONTH = "MONTH", "每月"
    WEEK = "WEEK", "每周"
    DAY = "DAY", "每天"


class RequestState(models.TextChoices):
    """A request for a table, from the upload to its end."""

    MATCHED = "MATCHED", "已比对"
    SUBMITTED = "SUBMITTED", "待审定"
    URGENT = "URGENT", "先发后补"
    ISSUED = "ISSUED", "已准入"
    REFUSED = "REFUSED", "不予准入"
    WITHDRAWN = "WITHDRAWN", "已撤回"
    EXPIRED = "EXPIRED", "已到期"


class GateEvent(models.TextChoices):
    ASKED = "reporting.table_asked", "上传报表比对"
    COLUMN_SETTLED = "reporting.table_column", "确认报表栏目"
    SUBMITTED = "reporting.table_submitted", "申请报表准入"
    STARTED = "reporting.table_started", "紧急报表先行下发"
    DECIDED = "reporting.table_decided", "审定报表准入"
    WITHDRAWN = "reporting.table_withdrawn", "撤回报表申请"
    FILLED = "reporting.table_filled", "下载已有的结果"
    EXPIRED = "reporting.table_expired", "报表到期停止"
