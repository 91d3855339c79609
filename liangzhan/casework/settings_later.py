"""Settings of closing, follow-up, referral and suspension: dated, by area (domain.md 5.1)."""

from __future__ import annotations

import datetime as dt

from liangzhan.casework.rules.closing import Limits
from liangzhan.casework.settings import MIN_CONTACTS
from liangzhan.toolkit.parameters import declare, values_of

ATTEMPTS = "case.lost.attempts"
ATTEMPT_DAYS = "case.lost.days"
WHOLE_REASONS = "case.closing.whole_reasons"
FOLLOW_UP_MONTHS = "case.follow_up.months"
SUSPENDED_DAYS = "case.suspended.days"
FLAG_DAYS = "case.flag.late_days"
REFERRAL_DAYS = "case.referral.follow_days"


def declare_parameters() -> None:
    """Called once when the platform starts."""
    declare(ATTEMPTS, 3, "以失联结案前至少有多少天联系未果的记录", "CP", "天")
    declare(ATTEMPT_DAYS, 30, "以失联结案时，联系未果的记录在最近多少天以内", "CP", "天")
    declare(WHOLE_REASONS, ["GOAL_MET", "PROJECT_END"], "结案时要求各项材料齐全的结案原因", "D")
    declare(FOLLOW_UP_MONTHS, [1, 3, 6], "结案后第几个月回访", "CP", "个月")
    declare(FLAG_DAYS, 7, "个案超过办理时限多少天后列入督导议题", "D", "天")
    declare(REFERRAL_DAYS, 14, "转介后多少天跟进一次", "D", "天")
    declare(SUSPENDED_DAYS, 90, "个案中止多少天后提醒恢复或结案", "D", "天")


def closing_limits(on: dt.date, division_code: str) -> Limits:
    """What the closing goes by at a place on a day."""
    held = values_of([MIN_CONTACTS, ATTEMPTS, ATTEMPT_DAYS, WHOLE_REASONS], on=on, division_code=division_code)
    return Limits(
        contacts=int(held[MIN_CONTACTS]),
        attempts=int(held[ATTEMPTS]),
        attempt_days=int(held[ATTEMPT_DAYS]),
        whole_reasons=tuple(held[WHOLE_REASONS]),
    )
