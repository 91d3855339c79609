"""Each night: categories that ran out end, and whoever turned eighty is among the very old. A ledger of clients comes in."""

from __future__ import annotations

from functools import partial
from typing import Any

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.acting import asker_of, still_may
from liangzhan.documents.importing import Import, run_import
from liangzhan.people.imports import read_clients
from liangzhan.people.queries.finding import BATCH
from liangzhan.people.rules.importing import twins_in
from liangzhan.people.services.categories import begin_at_eighty, expire_categories
from liangzhan.people.services.importing import import_clients
from liangzhan.stations.models import Station
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today

BY = Actor.system("夜间核对类别")


def renew_categories(job: JobHandle) -> dict[str, Any]:
    """In portions, each its own transaction; a portion done twice ends nothing twice."""
    counts = {}
    for name, deed in (("ended", expire_categories), ("eighty", begin_at_eighty)):
        counts[name] = 0
        while done := deed(on=today(), by=BY):
            counts[name] += done
            job.progress(counts[name], counts[name], "核对服务对象类别")
            if done < BATCH:
                break
    return counts


def run_client_import(job: JobHandle, *, file_uuid: str, station: int) -> dict[str, Any]:
    """Import a kept ledger of clients for whoever asked, as long as he may register persons at the station."""
    place, by = Station.objects.get(pk=station), asker_of(job)
    ledger = Import(
        read=read_clients,
        twins=twins_in,
        write=partial(import_clients, station=place, by=by),
        counts=(("made", "新登记", "人"), ("known", "本站已有", "人"), ("categories", "登记类别", "项")),
        errors="服务对象台账问题清单",
        href="/people/list/",
    )
    may = still_may(job, Action.PERSON_REGISTER, code=place.division_code, station_id=place.pk)
    return run_import(job, ledger, file_uuid=file_uuid, may=may, by=by)
