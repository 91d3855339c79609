"""Attendance (domain.md 4.5, [N 二(六)])."""

from django.db import models


class AttendanceMode(models.TextChoices):
    """Who keeps the attendance of an area: dated configuration `attendance.mode`."""

    PLATFORM = "PLATFORM", "本平台"
    STREET = "STREET", "沿用街道考勤"


class DayKind(models.TextChoices):
    """A day by the published calendar: a Saturday moved to work (调休) is a WORKDAY."""

    WORKDAY = "WORKDAY", "工作日"
    WEEKEND = "WEEKEND", "周末"
    HOLIDAY = "HOLIDAY", "法定节假日"


class DayStatus(models.TextChoices):
    """What a day was. The last three are no judgement: the shift is not over, the street's sheet has not come in, or no
    check-in stood open at which anybody could have signed."""

    NORMAL = "NORMAL", "正常"
    LATE = "LATE", "迟到"
    EARLY = "EARLY", "早退"
    ABSENT = "ABSENT", "旷工"
    LEAVE = "LEAVE", "请假"
    FIELD = "FIELD", "外勤"
    TRIP = "TRIP", "出差"
    TRAINING = "TRAINING", "培训"
    HOLIDAY = "HOLIDAY", "休息"
    PENDING = "PENDING", "待上班"
    AWAITED = "AWAITED", "待导入"
    UNKEPT = "UNKEPT", "未开签到"


UNJUDGED = frozenset({DayStatus.PENDING, DayStatus.AWAITED, DayStatus.UNKEPT})


# What the street's sheet or a correction may say of a day.
SAID_STATUSES = tuple((one.value, one.label) for one in DayStatus if one not in UNJUDGED)


class CorrectionState(models.TextChoices):
    WAITING = "WAITING", "待审核"
    ACCEPTED = "ACCEPTED", "已更正"
    REFUSED = "REFUSED", "未同意"
    WITHDRAWN = "WITHDRAWN", "已撤回"


class AttendanceEvent(models.TextChoices):
    """Deeds about attendance."""

    WEEK_SAVED = "attendance.week.saved", "保存班次"
    WEEK_ENDED = "attendance.week.ended", "停用班次"
    SHIFT_SAVED = "attendance.shift.saved", "安排单日班次"
    SHIFT_REMOVED = "attendance.shift.removed", "取消单日班次"
    DAY_OPENED = "attendance.day.opened", "开启当日签到"
    FIELD_RECORDED = "attendance.field.recorded", "记录外勤"
    FIELD_WITHDRAWN = "attendance.field.withdrawn", "撤销外勤"
    CORRECTION_ASKED = "attendance.correction.asked", "申请更正考勤"
    CORRECTION_WITHDRAWN = "attendance.correction.withdrawn", "撤回更正申请"
    CORRECTION_DECIDED = "attendance.correction.decided", "审核考勤更正"
    MONTH_CLOSED = "attendance.month.closed", "确认月度考勤"
    MONTH_COUNTERSIGNED = "attendance.month.countersigned", "复核月度考勤"
    SHEET_UPLOADED = "attendance.sheet.uploaded", "上传街道考勤表"
    SHEET_STARTED = "attendance.sheet.started", "开始导入街道考勤表"
    SHEET_IMPORTED = "attendance.sheet.imported", "导入街道考勤表"
