"""Which papers of a case may be added to, and what was added, for the section of its page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.casework.models import Assessment, Case, Contact, Intake
from liangzhan.casework.queries.folder import ORDER
from liangzhan.casework.sections import CaseReading
from liangzhan.documents.queries.addenda import addenda_in
from liangzhan.documents.queries.locking import lock_days
from liangzhan.documents.rules.locking import past_correcting

# Papers with a page that puts them right until they lock; all others are never changed.
CORRECTED = (Intake, Assessment, Contact)


def may_add(case: Case, actor: Actor) -> bool:
    """Whoever works on the case, also after it was closed."""
    return actor.may_at(Action.CASE_WORK, code=case.division_code, station_id=case.station_id)


def papers_to_add_to(case: Case, on: dt.date) -> dict[str, str]:
    """{voucher: words} of the papers that can no longer be put right, in the order of the file. A query for each form."""
    days = lock_days(case.division_code, on=on)
    return {
        row.voucher: words
        for row, words in _papers(case)
        if not isinstance(row, CORRECTED) or past_correcting(row.on, today=on, days=days)
    }


def addenda(reading: CaseReading) -> Any:
    """The section: what was added to which paper; left out while there is nothing to show or to do."""
    added = addenda_in(reading.case.voucher)
    adds = may_add(reading.case, reading.actor)
    if not added and not adds:
        return None
    return {"adds": adds, "rows": [(rows[0].title, rows) for rows in added.values()]}


def _papers(case: Case) -> Iterator[tuple[Any, str]]:
    for code, _, model in ORDER:
        if model is None:
            continue
        for row in model.objects.filter(case=case).only("uuid", "on", "case_id").order_by("on", "id"):
            yield row, f"{code} {model._meta.verbose_name} {row.on:%Y-%m-%d}".strip()
