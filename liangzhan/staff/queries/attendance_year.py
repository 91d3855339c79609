"""A worker's year of attendance, for the appraisal (clause 2.6.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from liangzhan.staff.models import Post
from liangzhan.staff.queries.attendance_facts import ledger_of
from liangzhan.staff.queries.month import worker_rows
from liangzhan.toolkit.parameters import Loaded
from liangzhan.toolkit.periods import moment, today


@dataclass(frozen=True)
class AttendanceYear:
    """Sums of a year up to today. Days by halves; `training_days` are days with any training."""

    days_due: int
    present: Decimal
    late: int
    early: int
    absent: Decimal
    leave_days: Decimal
    field_minutes: int
    training_days: int


def year_of(worker_ids: Iterable[int], year: int, settings: Loaded | None = None) -> dict[int, AttendanceYear]:
    """{worker id: sums of the year so far}, over all stations of a worker. Fourteen queries for any number of workers.

    Who held no post in the year is not in the answer. `settings`: the parameters `attendance_facts.KEYS`, when read already.
    """
    start, end = dt.date(year, 1, 1), min(dt.date(year, 12, 31), today())
    if end < start:
        return {}
    posts = Post.objects.overlapping(start, end).filter(worker__in=list(worker_ids))
    rows = list(posts.select_related("worker__person", "station").order_by("starts_on", "id"))
    ledger = ledger_of(rows, start, end, settings)
    found = {}
    for row in worker_rows(ledger, start, end, moment()):
        sums = row.totals
        found[row.worker.pk] = AttendanceYear(
            sums.days_due,
            sums.present,
            sums.late,
            sums.early,
            sums.absent,
            sums.leave_days,
            sums.field_minutes,
            sums.training_days,
        )
    return found
