"""What happens, how people were counted, event names."""

from django.db import models


class OccasionKind(models.TextChoices):
    """Each is pointed to by one row of the room that arranged it."""

    DUTY = "DUTY", "值班"
    TRAINING = "TRAINING", "培训"
    SUPERVISION = "SUPERVISION", "督导"
    MEETING = "MEETING", "会议"
    GROUP_SESSION = "GROUP_SESSION", "小组活动"
    ACTIVITY = "ACTIVITY", "社区活动"
    VOLUNTEER = "VOLUNTEER", "志愿服务"


class OccasionState(models.TextChoices):
    PLANNED = "PLANNED", "已安排"
    CANCELLED = "CANCELLED", "已取消"
    CLOSED = "CLOSED", "签到已确认"


class AttendeeState(models.TextChoices):
    """What the roll says of one expected or unexpected person."""

    EXPECTED = "EXPECTED", "应到"
    PRESENT = "PRESENT", "已到"
    ABSENT = "ABSENT", "缺席"
    EXCUSED = "EXCUSED", "请假"


class CheckInWay(models.TextChoices):
    """How a moment of coming or going was taken down (domain.md 6.7)."""

    CODE = "CODE", "扫码"
    SCREEN = "SCREEN", "站内屏幕"
    ROLL = "ROLL", "点名"
    SHEET = "SHEET", "纸质签到表"


class OccasionEvent(models.TextChoices):
    ARRANGED = "occasion.arranged", "安排日程"
    CHANGED = "occasion.changed", "调整日程"
    CANCELLED = "occasion.cancelled", "取消日程"
    EXPECTED = "occasion.expected", "列入应到名单"
    CHECKED_IN = "occasion.checked_in", "签到"
    CHECKED_OUT = "occasion.checked_out", "签退"
    ROLL_TAKEN = "occasion.roll", "点名"
    SHEET_KEPT = "occasion.sheet", "上传签到表"
    SHEETS_DROPPED = "occasion.sheets_dropped", "清除签到表"
    ROLL_LEFT = "occasion.unexpected", "移出应到名单"
    STAY_ENTERED = "occasion.entered", "补记到离时间"
    STAY_SETTLED = "occasion.settled", "补记签退时间"
    PRESENCE_VOIDED = "occasion.voided", "作废签到"
    CLOSED = "occasion.closed", "确认签到"
    REOPENED = "occasion.reopened", "重新打开签到"
    FEED_MADE = "occasion.feed", "生成日历订阅"
    FEED_ENDED = "occasion.feed_ended", "停用日历订阅"
