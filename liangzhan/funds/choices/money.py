"""Words about money (domain.md 8.2): sources F1–F9, expenditure X1–X99, claims, entries."""

from django.db import models


class FundSource(models.TextChoices):
    F1 = "F1", "财政拨款"
    F2 = "F2", "福彩公益金"
    F3 = "F3", "社区工作经费"
    F4 = "F4", "社区建设经费"
    F5 = "F5", "政府购买服务"
    F6 = "F6", "慈善捐赠"
    F7 = "F7", "社区基金"
    F8 = "F8", "低偿服务收入"
    F9 = "F9", "其他"


class Spending(models.TextChoices):
    """What money is spent on. Volunteers are reimbursed and never paid (志愿服务条例 §37)."""

    X1 = "X1", "人员（薪酬、津贴、社保）"
    X2 = "X2", "活动"
    X3 = "X3", "场地水电"
    X4 = "X4", "办公设备"
    X5 = "X5", "标识制作"
    X6 = "X6", "培训督导"
    X7 = "X7", "志愿者保险、交通、误餐"
    X8 = "X8", "宣传"
    X9 = "X9", "评估审计"
    X99 = "X99", "其他支出"


class ClaimState(models.TextChoices):
    SUBMITTED = "SUBMITTED", "待审批"
    APPROVED = "APPROVED", "待支付"
    PAID = "PAID", "已支付"
    RETURNED = "RETURNED", "已退回"
    WITHDRAWN = "WITHDRAWN", "已撤回"
    REVERSED = "REVERSED", "已冲正"


class EntryKind(models.TextChoices):
    EXPENSE = "EXPENSE", "支出"
    INCOME = "INCOME", "收入"


class Custodian(models.TextChoices):
    """Who keeps the money: a filed station may hold no account (domain.md 3.2)."""

    STATION = "STATION", "本站账户"
    COMMITTEE = "COMMITTEE", "居（村）民委员会代管"
    STREET = "STREET", "乡镇（街道）代管"
