"""Each night: categories that ran out end, and whoever turned eighty is among the very old. A ledger of clients comes in."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import open_file
from liangzhan.documents.rules import XLSX
from liangzhan.documents.services import drop_file, keep_bytes
from liangzhan.people.imports import mark, read_clients
from liangzhan.people.queries.finding import BATCH
from liangzhan.people.rules.importing import twins_in
from liangzhan.people.services.categories import begin_at_eighty, expire_categories
from liangzhan.people.services.importing import import_clients
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.spreadsheets import error_workbook

BY = Actor.system("夜间核对类别")
PORTION = 250


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
    """Import a kept ledger of clients in portions, each exactly once; a workbook of what was refused; the upload goes."""
    by = Actor(uuid=job.actor.uuid, label=job.actor.label)
    kept, place = KeptFile.objects.filter(uuid=file_uuid).first(), Station.objects.get(pk=station)
    if kept is None:  # the last step ran before the worker was killed: its result is remembered
        return job.step("finish", _gone)
    table, rows = read_clients(open_file(kept))
    twins, counts = twins_in(rows), {"made": 0, "known": 0, "categories": 0}
    mark(table, twins)
    good = [row for row in rows if row.number not in twins]
    for at in range(0, len(good), PORTION):
        part = good[at : at + PORTION]
        found = job.step(f"rows-{at}", partial(import_clients, rows=part, station=place, by=by))
        for name in counts:
            counts[name] += found[name]
        mark(table, found["refused"])
        job.progress(min(at + PORTION, len(good)), len(good), f"已处理 {min(at + PORTION, len(good))} 行")
    if not table.ok:
        job.attach(UUID(job.step("errors", partial(_keep_errors, table, by))))
    refused = sum(1 for row in table.rows if row.problems)
    return job.step("finish", partial(_finish, kept, counts, refused, by))


def _keep_errors(table: Any, by: Actor) -> str:
    content = error_workbook(table)
    return str(keep_bytes(content=content, title="服务对象台账问题清单", media_type=XLSX, by=by).uuid)


def _finish(kept: KeptFile, counts: dict[str, int], refused: int, by: Actor) -> dict[str, Any]:
    drop_file(kept=kept, by=by)
    lines = [
        ["新登记", f"{counts['made']} 人"],
        ["本站已有", f"{counts['known']} 人"],
        ["登记类别", f"{counts['categories']} 项"],
        ["未能导入", f"{refused} 行"],
    ]
    return {**counts, "refused": refused, "lines": lines, "href": "/people/list/"}


def _gone() -> dict[str, Any]:
    raise RuleBroken("上传的台账已经不在，请重新上传。")
