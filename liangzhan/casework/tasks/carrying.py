"""A kept ledger of open cases comes in, in portions, each exactly once; a workbook of what was refused; the upload goes."""

from __future__ import annotations

from functools import partial
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.accounts.acting import asker_of, still_may
from liangzhan.casework.imports.cases import read_cases
from liangzhan.casework.rules.carrying import CaseRow, same_case
from liangzhan.casework.services.carrying import import_cases
from liangzhan.documents.importing import Import, run_import
from liangzhan.people.rules.importing import twins_in
from liangzhan.stations.models import Station
from liangzhan.toolkit.jobs import JobHandle


def run_case_import(job: JobHandle, *, file_uuid: str, station: int) -> dict[str, Any]:
    """For whoever confirmed the preview, as long as he may open cases at the station; the lead of each case is in its row."""
    place, by = Station.objects.get(pk=station), asker_of(job)
    ledger = Import(
        read=read_cases,
        twins=_twins,
        write=partial(import_cases, station=place, by=by),
        counts=(("made", "导入个案", "个"), ("known", "本站已有", "个"), ("persons", "新登记服务对象", "人")),
        errors="在办个案台账问题清单",
        href="/casework/cases/",
        portion=50,
    )
    may = still_may(job, Action.CASE_OPEN, code=place.division_code, station_id=place.pk)
    return run_import(job, ledger, file_uuid=file_uuid, may=may, by=by)


def _twins(rows: list[CaseRow]) -> dict[int, dict[str, str]]:
    return {**same_case(rows), **twins_in([row.client for row in rows])}
