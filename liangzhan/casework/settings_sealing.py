"""Settings of sealed services: dated, by area."""

from liangzhan.toolkit.parameters import declare

EMERGENCY_HOURS = "case.sealed.emergency_hours"
EMERGENCY_TRIES = "case.sealed.emergency_tries"


def declare_sealing() -> None:
    """Called once when the platform starts."""
    declare(EMERGENCY_HOURS, 24, "紧急调阅限制查阅个案的时长", "D", "小时")
    declare(EMERGENCY_TRIES, 3, "每人每天可以用错误案号申请紧急调阅的次数", "D", "次")
