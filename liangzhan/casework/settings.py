"""Settings of casework: dated, by area, never constants (domain.md 5.1, 5.9)."""

from __future__ import annotations

import datetime as dt

from liangzhan.casework.rules.limits import Limits
from liangzhan.toolkit.parameters import Loaded, declare, load, value_of
from liangzhan.toolkit.periods import today

MIN_CONTACTS = "case.min_process_records"
RECORD_DAYS = "case.record.days"
_LIMITS = {
    "intake_days": "case.limit.intake_days",
    "assess_days": "case.limit.assess_days",
    "plan_days": "case.limit.plan_days",
    "reassess_days": "case.limit.reassess_days",
    "min_contacts": MIN_CONTACTS,
}


def declare_parameters() -> None:
    """Called once when the platform starts."""
    declare(_LIMITS["intake_days"], 3, "接案：从求助到签订服务同意书的时限", "D", "个工作日")
    declare(_LIMITS["assess_days"], 10, "预估：从签订服务同意书到完成预估的时限", "D", "个工作日")
    declare(_LIMITS["plan_days"], 5, "计划：从完成预估到服务对象同意计划的时限", "D", "个工作日")
    declare(_LIMITS["reassess_days"], 90, "介入：每隔多少天再次评估", "D", "天")
    declare(MIN_CONTACTS, 3, "正式个案至少有多少次过程记录", "CP", "次")
    declare(RECORD_DAYS, 60, "最多可以补记多少天以前的过程记录", "D", "天")


def limits_loader() -> Loaded:
    """Every time limit read once, for many places."""
    return load(list(_LIMITS.values()))


def limits_at(on: dt.date, division_code: str, loaded: Loaded | None = None) -> Limits:
    """The time limits of a place on a day."""
    held = loaded or limits_loader()
    return Limits(
        **{name: int(held.value_of(key, on=on, division_code=division_code)) for name, key in _LIMITS.items()}
    )


def earliest_day(division_code: str) -> dt.date:
    """The first day that may still be recorded afterwards."""
    return today() - dt.timedelta(days=int(value_of(RECORD_DAYS, on=today(), division_code=division_code)))
