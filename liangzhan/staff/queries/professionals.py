"""Who is a 社会工作专业人才; what counts is dated configuration (`staff.professional_bases`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from liangzhan.staff.models import Worker
from liangzhan.staff.queries.staffing import first_passed
from liangzhan.staff.rules.qualification import bases_of
from liangzhan.staff.settings import BASES
from liangzhan.toolkit.parameters import value_of

BATCH = 500


def professional_ids(worker_ids: Iterable[int], on: dt.date, division_code: str) -> set[int]:
    """Which of these workers count as 社会工作专业人才 on the day in the area: one query per 500, one for the setting."""
    counting = set(value_of(BASES, on=on, division_code=division_code))
    ids = sorted(set(worker_ids))
    found: set[int] = set()
    names = ("id", "professional_basis", "recognition", "recognition_on", "passed_on")
    for at in range(0, len(ids), BATCH):
        rows = Worker.objects.filter(pk__in=ids[at : at + BATCH]).annotate(passed_on=first_passed("pk"))
        for pk, basis, recognition, recognition_on, passed_on in rows.order_by("id").values_list(*names):
            held = bases_of(
                basis=basis, recognition=recognition, recognition_on=recognition_on, passed_on=passed_on, on=on
            )
            if held & counting:
                found.add(pk)
    return found
