"""Long work of the room: importing a roster, chunk by chunk, each chunk exactly once."""

from __future__ import annotations

import uuid as uuid_module
from functools import partial
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.access.scope import GrantFact
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import open_file
from liangzhan.documents.rules import XLSX
from liangzhan.documents.services import keep_bytes
from liangzhan.stations.imports import read_roster
from liangzhan.stations.rules.roster import RosterRow
from liangzhan.stations.services.roster import import_roster
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.spreadsheets import error_workbook

CHUNK = 200


def run_roster_import(
    job: JobHandle, *, file_uuid: str, grants: list[list[Any]], unlimited: bool, as_operating: bool
) -> dict[str, Any]:
    """Read the kept workbook, import it in chunks, keep a workbook of what was refused."""
    by = _importer(job, grants, unlimited)
    table, rows = read_roster(open_file(KeptFile.objects.get(uuid=file_uuid)))
    counts = {"made": 0, "updated": 0, "skipped": 0}
    for at in range(0, len(rows), CHUNK):
        found = job.step(f"rows-{at}", partial(_import_chunk, rows[at : at + CHUNK], as_operating, by))
        for name in counts:
            counts[name] += found[name]
        _mark(table, found["refused"])
        job.progress(min(at + CHUNK, len(rows)), len(rows), f"已处理 {min(at + CHUNK, len(rows))} 行")
    wrong = sum(1 for row in table.rows if row.problems)
    if not table.ok:
        job.attach(uuid_module.UUID(job.step("errors", partial(_keep_errors, table, by))))
    return {**counts, "refused": wrong, "rows": len(table.rows)}


def _import_chunk(rows: list[RosterRow], as_operating: bool, by: Actor) -> dict[str, Any]:
    return vars(import_roster(rows=rows, as_operating=as_operating, by=by))


def _importer(job: JobHandle, grants: list[list[Any]], unlimited: bool) -> Actor:
    """The user who asked for it, reaching what he could reach at that moment."""
    stamp = job.actor
    facts = tuple(GrantFact(role=Role(role), prefixes=tuple(prefixes)) for role, prefixes in grants)
    return Actor(uuid=stamp.uuid, label=stamp.label, grants=facts, unlimited=unlimited)


def _mark(table: Any, refused: list[Any]) -> None:
    by_number = {row.number: row for row in table.rows}
    for number, column, reason in refused:
        table.refuse(by_number[number], column if column in table.positions else "", reason)


def _keep_errors(table: Any, by: Actor) -> str:
    content = error_workbook(table)
    return str(keep_bytes(content=content, title="名册导入问题清单", media_type=XLSX, by=by).uuid)
