"""Long imports of a kept workbook, for any room: portions that happen exactly once, refusals row by row, an error workbook.

A room says how its workbook is read and what one portion does (`Import`); the rest is the same everywhere. The job acts
with the right of the asker as it is now (`by`, resolved by the room), never with more than he holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import open_file
from liangzhan.documents.rules import XLSX
from liangzhan.documents.services import drop_file, keep_bytes
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.spreadsheets import Table, error_workbook

Refusals = Mapping[int, Mapping[str, str]]
GONE = "上传的台账已经不在，请重新上传。"
NO_RIGHT = "您现在没有在这个站点导入的权限，还没有导入的部分没有写入。"


@dataclass(frozen=True)
class Import:
    """How one kind of workbook comes in.

    `read` gives the table and its readable rows (each with `.number`); `twins` refuses rows that repeat one another;
    `write` takes one portion and answers {count name: number, "refused": {row: {column: reason}}}; `counts` are
    (count name, label, unit) for the result page; `errors` is the title of the workbook of refused rows.
    """

    read: Callable[[Any], tuple[Table, list[Any]]]
    twins: Callable[[list[Any]], Refusals]
    write: Callable[..., dict[str, Any]]
    counts: Sequence[tuple[str, str, str]]
    errors: str
    href: str
    portion: int = 250


def mark(table: Table, refused: Refusals) -> None:
    """{row number: {column: reason}} into the table; a reason about no column of the workbook stands for the whole row."""
    by_number = {row.number: row for row in table.rows}
    for number, reasons in refused.items():
        for column, reason in reasons.items():
            table.refuse(by_number[int(number)], column if column in table.positions else "", reason)


def run_import(job: JobHandle, kind: Import, *, file_uuid: str, may: Callable[[], bool], by: Actor) -> dict[str, Any]:
    """Import the kept workbook; what was committed before a crash is not done again.

    `may` is asked before each portion: whoever lost his post meanwhile imports no further. Raises RuleBroken for that.
    """
    kept = KeptFile.objects.filter(uuid=file_uuid).first()
    if kept is None:  # the last step ran before the worker was killed: its result is remembered
        return job.step("finish", _gone)  # type: ignore[no-any-return]
    table, rows = kind.read(open_file(kept))
    twins, counts = kind.twins(rows), {name: 0 for name, *_ in kind.counts}
    mark(table, twins)
    good = [row for row in rows if row.number not in twins]
    for at in range(0, len(good), kind.portion):
        found = job.step(f"rows-{at}", partial(_portion, kind, good[at : at + kind.portion], may))
        for name in counts:
            counts[name] += found[name]
        mark(table, found["refused"])
        done = min(at + kind.portion, len(good))
        job.progress(done, len(good), f"已处理 {done} 行")
    if not table.ok:
        job.attach(UUID(job.step("errors", partial(_keep_errors, kind, table, by))))
    refused = sum(1 for row in table.rows if row.problems)
    return job.step("finish", partial(_finish, kind, kept, counts, refused, by))  # type: ignore[no-any-return]


def _portion(kind: Import, rows: Sequence[Any], may: Callable[[], bool]) -> dict[str, Any]:
    if not may():
        raise RuleBroken(NO_RIGHT)
    return kind.write(rows=rows)


def _keep_errors(kind: Import, table: Table, by: Actor) -> str:
    return str(keep_bytes(content=error_workbook(table), title=kind.errors, media_type=XLSX, by=by).uuid)


def _finish(kind: Import, kept: KeptFile, counts: dict[str, int], refused: int, by: Actor) -> dict[str, Any]:
    drop_file(kept=kept, by=by)
    lines = [[label, f"{counts[name]} {unit}"] for name, label, unit in kind.counts]
    return {**counts, "refused": refused, "lines": [*lines, ["未能导入", f"{refused} 行"]], "href": kind.href}


def _gone() -> dict[str, Any]:
    raise RuleBroken(GONE)
