"""Settings of groups and community activities: dated, by area, never constants (domain.md 5.2, 5.3)."""

from liangzhan.toolkit.parameters import declare

SESSIONS_MIN = "group.sessions.min"
GUARDIAN_YEARS = "group.guardian.years"
MAJOR_HEADS = "activity.major.heads"
RATING_DAYS = "activity.rating.days"
RATING_HOURLY = "activity.rating.hourly"


def declare_groups() -> None:
    """Called once when the platform starts."""
    declare(SESSIONS_MIN, 4, "正式小组至少有多少节", "CP", "节")
    declare(GUARDIAN_YEARS, 18, "未满多少周岁的人参加小组，由监护人签字同意", "D", "周岁")
    declare(MAJOR_HEADS, 200, "社区活动预计多少人以上，提示事先报告", "D", "人")
    declare(RATING_DAYS, 7, "活动后多少天内可以评价满意度", "D", "天")
    declare(RATING_HOURLY, 200, "同一网络一小时内最多提交多少份满意度评价", "D", "份")
