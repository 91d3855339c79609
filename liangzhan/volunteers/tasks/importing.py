"""A kept list of volunteers comes in, in portions, each exactly once; a workbook of what was refused; the upload goes."""

from __future__ import annotations

from functools import partial
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.accounts.acting import asker_of, still_may
from liangzhan.documents.importing import Import, run_import
from liangzhan.stations.models import Station
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.volunteers.imports.register import read_volunteers
from liangzhan.volunteers.rules.importing import twins_in
from liangzhan.volunteers.services.importing import import_volunteers

PORTION = 1000


def run_volunteer_import(job: JobHandle, *, file_uuid: str, station: int) -> dict[str, Any]:
    """For whoever confirmed the preview, as long as he may register volunteers at the station."""
    place, by = Station.objects.get(pk=station), asker_of(job)
    ledger = Import(
        read=read_volunteers,
        twins=twins_in,
        write=partial(import_volunteers, station=place, by=by),
        counts=(("made", "新登记，待本人确认", "人"), ("known", "本站已有", "人")),
        errors="志愿者名册问题清单",
        href="/volunteers/register/",
        portion=PORTION,
    )
    may = still_may(job, Action.VOLUNTEER_MANAGE, code=place.division_code, station_id=place.pk)
    return run_import(job, ledger, file_uuid=file_uuid, may=may, by=by)
