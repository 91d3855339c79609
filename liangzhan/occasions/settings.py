"""Settings of practice that this room reads: dated, by area, never constants (domain.md 6.7, Annex B)."""

from liangzhan.toolkit.parameters import declare


def declare_parameters() -> None:
    """Called once when the platform starts."""
    declare("checkin.step.seconds", 60, "签到码更换间隔（不超过 60 秒）", "D", "秒")
    declare("checkin.tolerance.steps", 1, "签到码更换后仍可使用的次数", "D", "次")
    declare("checkin.scan.minutes", 10, "扫码后完成签到的时限（含登录）", "D", "分钟")
    declare("checkin.ahead.minutes", 240, "显示签到码的页面预存多久的码（断网可用）", "D", "分钟")
    declare("checkin.before.minutes", 30, "开始前多久可以签到", "D", "分钟")
    declare("checkin.after.minutes", 30, "结束后多久仍可签到", "D", "分钟")
    declare("checkin.out.minutes", 120, "结束后多久仍可自己签退", "D", "分钟")
    declare("checkin.open.hours", 12, "签到后多久未签退提醒负责人", "D", "小时")
    declare("checkin.device.persons", 3, "同一设备为多少人签到后提醒核对", "D", "人")
    declare("hours.day.reject", 12, "一人一天累计时长上限", "D", "小时")
