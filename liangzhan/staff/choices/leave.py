"""Leave and trips (domain.md 4.5)."""

from django.db import models


class LeaveKind(models.TextChoices):
    """The eight kinds of leave; a trip takes the same way of asking but is work, never leave."""

    PERSONAL = "PERSONAL", "事假"
    SICK = "SICK", "病假"
    ANNUAL = "ANNUAL", "年休假"
    MARRIAGE = "MARRIAGE", "婚假"
    PARENTAL = "PARENTAL", "产假/陪产假"
    FUNERAL = "FUNERAL", "丧假"
    INJURY = "INJURY", "工伤"
    COMPENSATORY = "COMPENSATORY", "调休"
    TRIP = "TRIP", "出差"


class DayHalf(models.TextChoices):
    MORNING = "AM", "上午"
    AFTERNOON = "PM", "下午"


class LeaveState(models.TextChoices):
    WAITING = "WAITING", "待审批"
    APPROVED = "APPROVED", "已批准"
    REFUSED = "REFUSED", "未批准"
    WITHDRAWN = "WITHDRAWN", "已撤回"


class LeaveEvent(models.TextChoices):
    ASKED = "leave.asked", "申请请假"
    DECIDED = "leave.decided", "审批请假"
    WITHDRAWN = "leave.withdrawn", "撤回请假"
    ENDED_EARLY = "leave.ended_early", "提前销假"
