"""A roster workbook is kept, looked at, and then imported as a job."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.roles import may
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import import_of
from liangzhan.documents.services import keep_file
from liangzhan.stations.choices import StationEvent
from liangzhan.toolkit.jobs import enqueue
from liangzhan.toolkit.models import Job

TASK = "stations.tasks.run_roster_import"


@recorded(StationEvent.ROSTER_UPLOADED)
def keep_roster(*, workbook: Any, by: Actor) -> KeptFile:
    """Keep an uploaded roster for the preview (its form has read it once: only a readable roster comes here)."""
    return keep_file(upload=workbook, title="站点名册", kind=FileKind.WORKBOOK, by=by)


@recorded(StationEvent.ROSTER_STARTED, keep=["as_operating"])
def start_import(*, kept: KeptFile, as_operating: bool, by: Actor) -> Job:
    """Start the import of a kept roster; asked twice, the first job answers."""
    held = import_of(TASK, kept.uuid)
    if held is not None:
        return held
    grants = [[grant.role.value, list(grant.prefixes)] for grant in by.grants if may(grant.role, Action.STATION_IMPORT)]
    return enqueue(
        TASK,
        by=by,
        title="导入站点名册",
        scope_note=by.place_label,
        file_uuid=str(kept.uuid),
        grants=grants,
        unlimited=by.unlimited,
        as_operating=as_operating,
    )
