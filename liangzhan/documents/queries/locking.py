"""The days within which a record may be corrected, as set for its place: for every room that keeps records of service."""

import datetime as dt

from liangzhan.documents.retention import LOCK_DAYS
from liangzhan.documents.rules.locking import past_correcting
from liangzhan.toolkit.parameters import value_of


def lock_days(division_code: str, *, on: dt.date) -> int:
    """How many days after the day of service a record may be corrected. One query."""
    return int(value_of(LOCK_DAYS, on=on, division_code=division_code))


def record_locked(on: dt.date, division_code: str, *, today: dt.date) -> bool:
    """Is the record of this day of service closed to corrections on the day? One query."""
    return past_correcting(on, today=today, days=lock_days(division_code, on=today))
