"""A kept ledger of open cases comes in, in portions, each exactly once; a workbook of what was refused; the upload goes."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.casework.imports.cases import read_cases
from liangzhan.casework.rules.carrying import same_case
from liangzhan.casework.services.carrying import import_cases
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import open_file
from liangzhan.documents.rules import XLSX
from liangzhan.documents.services import drop_file, keep_bytes
from liangzhan.people.imports import mark
from liangzhan.people.rules.importing import twins_in
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.spreadsheets import error_workbook

PORTION = 50
NAMES = ("made", "known", "persons")


def run_case_import(job: JobHandle, *, file_uuid: str, station: int) -> dict[str, Any]:
    """The job acts for whoever confirmed the preview, and names the lead of each case."""
    by = Actor(uuid=job.actor.uuid, label=job.actor.label, unlimited=True)
    kept, place = KeptFile.objects.filter(uuid=file_uuid).first(), Station.objects.get(pk=station)
    if kept is None:  # the last step ran before the worker was killed: its result is remembered
        return job.step("finish", _gone)
    table, rows = read_cases(open_file(kept))
    twins, counts = {**same_case(rows), **twins_in([row.client for row in rows])}, dict.fromkeys(NAMES, 0)
    mark(table, twins)
    good = [row for row in rows if row.number not in twins]
    for at in range(0, len(good), PORTION):
        part = good[at : at + PORTION]
        found = job.step(f"rows-{at}", partial(import_cases, rows=part, station=place, by=by))
        for name in NAMES:
            counts[name] += found[name]
        mark(table, found["refused"])
        job.progress(min(at + PORTION, len(good)), len(good), f"已处理 {min(at + PORTION, len(good))} 行")
    if not table.ok:
        job.attach(UUID(job.step("errors", partial(_keep_errors, table, by))))
    refused = sum(1 for row in table.rows if row.problems)
    return job.step("finish", partial(_finish, kept, counts, refused, by))


def _keep_errors(table: Any, by: Actor) -> str:
    content = error_workbook(table)
    return str(keep_bytes(content=content, title="在办个案台账问题清单", media_type=XLSX, by=by).uuid)


def _finish(kept: KeptFile, counts: dict[str, int], refused: int, by: Actor) -> dict[str, Any]:
    drop_file(kept=kept, by=by)
    lines = [
        ["导入个案", f"{counts['made']} 个"],
        ["本站已有", f"{counts['known']} 个"],
        ["新登记服务对象", f"{counts['persons']} 人"],
        ["未能导入", f"{refused} 行"],
    ]
    return {**counts, "refused": refused, "lines": lines, "href": "/casework/cases/"}


def _gone() -> dict[str, Any]:
    raise RuleBroken("上传的台账已经不在，请重新上传。")
