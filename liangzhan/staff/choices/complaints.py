"""Complaints about a station or its people: who handles them, how far they are (issue 3, Ethics)."""

from django.db import models


class ComplaintAbout(models.TextChoices):
    WORKER = "WORKER", "工作人员"
    HEAD = "HEAD", "站长"
    SERVICE = "SERVICE", "站点的服务或管理"


class ComplaintDesk(models.TextChoices):
    """Who handles it. Everything but STATION goes round the station and its head."""

    STATION = "STATION", "站点和社区两委"
    STREET = "STREET", "乡镇（街道）"
    COUNTY = "COUNTY", "县（市、区）"


class ComplaintWay(models.TextChoices):
    ONLINE = "ONLINE", "网页"
    PHONE = "PHONE", "电话"
    PAPER = "PAPER", "书面"
    VISIT = "VISIT", "当面"


class ComplaintState(models.TextChoices):
    RECEIVED = "RECEIVED", "已收到"
    ACCEPTED = "ACCEPTED", "已受理"
    NOT_ACCEPTED = "NOT_ACCEPTED", "不予受理"
    HANDLING = "HANDLING", "办理中"
    ANSWERED = "ANSWERED", "已答复"
    CLOSED = "CLOSED", "已办结"


class ComplaintOutcome(models.TextChoices):
    """The station does not punish: it writes an opinion, or hands the matter to the employer."""

    OPINION = "OPINION", "提出处理意见"
    TRANSFERRED = "TRANSFERRED", "移送用人单位"


class PublicTry(models.TextChoices):
    """What is counted per network address on the public pages."""

    WRITE = "WRITE", "提交投诉"
    CODE = "CODE", "查询码不对"


class ComplaintEvent(models.TextChoices):
    RECEIVED = "complaint.received", "收到投诉"
    ENTERED = "complaint.entered", "登记电话或书面投诉"
    ACCEPTED = "complaint.accepted", "受理投诉"
    NOT_ACCEPTED = "complaint.not_accepted", "不予受理投诉"
    PERSON_NAMED = "complaint.person", "记明被投诉人"
    STEP_WRITTEN = "complaint.step", "记录投诉办理情况"
    PASSED_ON = "complaint.passed", "移交投诉"
    ANSWERED = "complaint.answered", "答复投诉"
    CLOSED = "complaint.closed", "办结投诉"
