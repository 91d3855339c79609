"""Importing a roster of people, chunk by chunk, each chunk exactly once."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.access.scope import GrantFact
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import kept_file, open_file
from liangzhan.documents.rules import XLSX
from liangzhan.documents.services import drop_file, keep_bytes
from liangzhan.staff.imports.roster import mark, read_people
from liangzhan.staff.services.roster import import_people
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.spreadsheets import error_workbook

CHUNK = 250


def run_people_import(job: JobHandle, *, file_uuid: str, grants: list[list[Any]], unlimited: bool) -> dict[str, Any]:
    """Read the kept workbook, import it in chunks, keep a workbook of what was refused; the uploaded one goes."""
    by, kept = importer(job, grants, unlimited), kept_file(UUID(file_uuid))
    if kept is None:  # the last step ran before the worker was killed: its result is remembered
        return job.step("finish", _gone)
    table, rows = read_people(open_file(kept))
    counts = {"made": 0, "skipped": 0}
    for at in range(0, len(rows), CHUNK):
        found = job.step(f"rows-{at}", partial(_import_chunk, rows[at : at + CHUNK], by))
        for name in counts:
            counts[name] += found[name]
        mark(table, found["refused"])
        job.progress(min(at + CHUNK, len(rows)), len(rows), f"已处理 {min(at + CHUNK, len(rows))} 行")
    if not table.ok:
        job.attach(UUID(job.step("errors", partial(_keep_errors, table, by))))
    result = {**counts, "refused": sum(1 for row in table.rows if row.problems), "rows": len(table.rows)}
    return job.step("finish", partial(_finish, kept, result, by))


def _import_chunk(rows: list[Any], by: Actor) -> dict[str, Any]:
    return vars(import_people(rows=rows, by=by))


def _finish(kept: KeptFile, result: dict[str, Any], by: Actor) -> dict[str, Any]:
    drop_file(kept=kept, by=by)
    return result


def _gone() -> dict[str, Any]:
    raise RuleBroken("上传的名册已经不在，请重新上传。")


def importer(job: JobHandle, grants: list[list[Any]], unlimited: bool) -> Actor:
    """The user who asked for it, reaching what he could reach at that moment."""
    stamp = job.actor
    facts = tuple(
        GrantFact(role=Role(role), prefixes=tuple(prefixes), stations=tuple(stations))
        for role, prefixes, stations in grants
    )
    return Actor(uuid=stamp.uuid, label=stamp.label, grants=facts, unlimited=unlimited)


def _keep_errors(table: Any, by: Actor) -> str:
    content = error_workbook(table)
    return str(keep_bytes(content=content, title="人员名册问题清单", media_type=XLSX, by=by).uuid)
