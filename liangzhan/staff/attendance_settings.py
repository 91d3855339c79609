"""Settings of attendance: dated, by area, never constants (domain.md 4.5, Annex B)."""

from liangzhan.staff.choices.attendance import AttendanceMode
from liangzhan.toolkit.parameters import declare


def declare_parameters() -> None:
    """Called once when the platform starts. The mode that holds on the first day of a month holds for all of it."""
    declare(
        "attendance.mode",
        AttendanceMode.PLATFORM.value,
        "考勤方式（PLATFORM 本平台，STREET 沿用街道考勤），按月首日执行",
        "D",
    )
    declare("attendance.grace_minutes", 10, "迟到、早退的宽限", "D", "分钟")
    declare("attendance.proof_days", 90, "运行佐证看多少天内的考勤", "D", "天")
    declare("attendance.close_days", 5, "月度考勤在次月几日前确认", "D", "日")
