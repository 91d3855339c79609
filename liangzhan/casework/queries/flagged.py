"""Work that comes before the supervisor by itself: late for days, or with a high risk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from liangzhan.casework.choices import CaseSide, FlagReason
from liangzhan.casework.models import Case
from liangzhan.casework.queries.phases import standing_of, with_standing
from liangzhan.casework.rules.limits import due_of
from liangzhan.casework.settings import limits_at, limits_loader
from liangzhan.casework.settings_later import FLAG_DAYS
from liangzhan.protection.choices import RiskLevel
from liangzhan.protection.models import Risk
from liangzhan.staff.models import AgendaItem
from liangzhan.toolkit.parameters import load

HIGH = (RiskLevel.ORANGE, RiskLevel.RED)


def cases_to_flag(on: dt.date) -> Iterator[tuple[Case, FlagReason]]:
    """(case, reason) of everything that is not flagged for this reason yet. For the nightly job: every station.

    Sealed cases are never told; a risk counts at the case's own station.
    """
    told = set(AgendaItem.objects.filter(voucher__startswith="casework.Case:").values_list("voucher", "reason"))
    limits, days = limits_loader(), load([FLAG_DAYS])
    risks = Risk.objects.filter(
        person=OuterRef("person"), station=OuterRef("station"), ended_on__isnull=True, sealed=False, level__in=HIGH
    )
    rows = Case.objects.filter(closed_on__isnull=True, sealed=False, state__in=[CaseSide.ACTIVE, CaseSide.REOPENED])
    for case in with_standing(rows).annotate(at_risk=Exists(risks)).order_by("id").iterator(chunk_size=500):
        late = due_of(standing_of(case), limits_at(on, case.division_code, limits), on=on)
        span = dt.timedelta(days=int(days.value_of(FLAG_DAYS, on=on, division_code=case.division_code)))
        found = {
            FlagReason.LATE: late is not None and late.due_on + span < on,
            FlagReason.HIGH_RISK: case.at_risk,
        }
        for reason, holds in found.items():
            if holds and (case.voucher, reason.label) not in told:
                yield case, reason
