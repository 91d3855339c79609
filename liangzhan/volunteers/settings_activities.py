"""Settings of activities: dated, by area, never constants."""

from liangzhan.toolkit.parameters import declare

SETTLE_DAYS = "volunteer.roster.days"


def declare_activities() -> None:
    """Called once when the platform starts."""
    declare(SETTLE_DAYS, 14, "志愿活动结束多少天后，没有签到的记为未到", "D", "天")
