"""Kinds of notices and the channels they go through."""

from django.db import models


class NoticeKind(models.TextChoices):
    TODO = "TODO", "待办"
    RESULT = "RESULT", "结果"
    RETURNED = "RETURNED", "退回"
    REMINDER = "REMINDER", "催办"
    SYSTEM = "SYSTEM", "系统"


class Channel(models.TextChoices):
    INBOX = "INBOX", "站内"
    SMS = "SMS", "短信"
    MAIL = "MAIL", "邮件"


class DeliveryState(models.TextChoices):
    WAITING = "WAITING", "待发送"
    SENT = "SENT", "已发送"
    FAILED = "FAILED", "发送失败"


class NoticeEvent(models.TextChoices):
    TOLD = "notice.told", "发送提醒"
    TOLD_PERSON = "notice.told_person", "告知本人"
    TAKEN_BACK = "notice.taken_back", "收回提醒"
    READ = "notice.read", "阅读提醒"
    SETTLED = "notice.settled", "办结提醒"
    REMINDED = "notice.reminded", "到期催办"
    SENT = "notice.sent", "对外发送提醒"
