"""A crisis that ended and a report whose clock stopped go into the sealed register; nobody else is told (domain.md 5.9).

Their numbers do not count: one's own rows do not tell how many others there are.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.timezone import localtime

from liangzhan.access.actor import Actor
from liangzhan.audit.sealed import sealed_deeds
from liangzhan.documents.choices import ArchiveKind
from liangzhan.documents.services.archive import FileFacts, file_away
from liangzhan.people.queries.consents import told_birth
from liangzhan.protection.models import Crisis, Report
from liangzhan.protection.recording import HIDDEN


def file_crisis(crisis: Crisis, by: Actor) -> None:
    """On the day it was closed; kept apart, whether its case is sealed or not."""
    born_on = told_birth(crisis.person, crisis.station) or crisis.person.born_on
    _file(
        crisis, ArchiveKind.CRISIS, "CRS", crisis.closed_on or localtime(crisis.opened_at).date(), by, born_on=born_on
    )


def file_report(report: Report, on: dt.date) -> None:
    """On the day it was told; no column says by whom."""
    _file(report, ArchiveKind.REPORT, "RPT", on, Actor(uuid=HIDDEN.uuid, label=HIDDEN.label))


def _file(row: Any, kind: ArchiveKind, code: str, on: dt.date, by: Actor, born_on: dt.date | None = None) -> None:
    label = row._meta.label
    facts = FileFacts(
        voucher=f"{label}:{row.uuid}",
        kind=kind,
        number=f"{row.division_code}-{code}-{localtime(row.found_at):%Y}-{row.uuid.hex[-8:].upper()}",
        title=f"{kind.label}档案",
        maker=row.worker.display_name if getattr(row, "worker", None) else "",
        station=row.station_id or 0,
        station_name=row.station.name if row.station else "社区（村）",
        division_code=row.division_code,
        closed_on=on,
        born_on=born_on,
    )
    with sealed_deeds(row.uuid):
        file_away(facts=facts, sealed=True, by=by)
