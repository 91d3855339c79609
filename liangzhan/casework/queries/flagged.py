"""Work that comes before the supervisor by itself: late for days. (What is at risk is put there by `protection`.)"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from liangzhan.casework.choices import CaseSide, FlagReason
from liangzhan.casework.models import Case
from liangzhan.casework.queries.phases import standing_of, with_standing
from liangzhan.casework.rules.limits import due_of
from liangzhan.casework.settings import limits_at, limits_loader
from liangzhan.casework.settings_later import FLAG_DAYS
from liangzhan.staff.models import AgendaItem
from liangzhan.toolkit.parameters import load


def late_to_flag(on: dt.date) -> Iterator[Case]:
    """Cases over a limit for so many days that are not on the agenda for it yet. For the nightly job: every station.

    Sealed cases are never told.
    """
    told = AgendaItem.objects.filter(voucher__startswith="casework.Case:", reason=FlagReason.LATE.label)
    known = set(told.values_list("voucher", flat=True))
    limits, days = limits_loader(), load([FLAG_DAYS])
    rows: Any = Case.objects.filter(closed_on__isnull=True, sealed=False)
    rows = rows.filter(state__in=[CaseSide.ACTIVE, CaseSide.REOPENED])
    for case in with_standing(rows).order_by("id").iterator(chunk_size=500):
        due = due_of(standing_of(case), limits_at(on, case.division_code, limits), on=on)
        span = dt.timedelta(days=int(days.value_of(FLAG_DAYS, on=on, division_code=case.division_code)))
        if due is not None and due.due_on + span < on and case.voucher not in known:
            yield case
