"""What runs by the clock, and what takes longer than a reader waits."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.access.scope import GrantFact
from liangzhan.documents.rules import XLSX
from liangzhan.documents.services import keep_bytes
from liangzhan.reporting.exports.gate import filled_table
from liangzhan.reporting.models import TableRequest
from liangzhan.reporting.queries.gate_answers import answers
from liangzhan.reporting.queries.places import area_of
from liangzhan.reporting.services.gate import close_expired
from liangzhan.reporting.services.return_drafts import draft_due
from liangzhan.reporting.services.return_forms import publish_samples
from liangzhan.reporting.services.returns import lock_accepted
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today


def end_tables(job: JobHandle, **_: Any) -> dict[str, Any]:
    """Tables past their day are asked for no longer."""
    return job.step("end", lambda: {"ended": len(close_expired(on=today(), by=Actor.system("报表到期")))})


def fill_table_file(job: JobHandle, *, request: str, grants: list[list[Any]]) -> dict[str, Any]:
    """The workbook of a table, for whoever asked for it."""
    stamp = job.actor
    facts = tuple(GrantFact(Role(role), tuple(prefixes), tuple(stations)) for role, prefixes, stations in grants)
    by = Actor(uuid=stamp.uuid, label=stamp.label, grants=facts)
    row = TableRequest.objects.get(uuid=request)
    area = area_of(by, row.division_code)
    if area is None:
        raise RuleBroken("这张表的地区已不在您的范围内。")
    answered = answers(row, area, by)
    if answered.left_out:
        raise RuleBroken(answered.left_out)
    job.attach(UUID(job.step("file", partial(_keep, row, filled_table(row, answered), by))))
    return {"rows": len(answered.rows)}


def _keep(row: TableRequest, content: bytes, by: Actor) -> str:
    return str(keep_bytes(content=content, title=f"{row.title}.xlsx", media_type=XLSX, by=by).uuid)


def draft_returns(job: JobHandle, **_: Any) -> dict[str, Any]:
    """Returns of periods that are over draft themselves; accepted ones are locked when their days have passed."""
    day, by = today(), Actor.system("报表自动生成")
    first = day.replace(month=1, day=1)
    job.step("forms", lambda: {"published": len(publish_samples(valid_from=first, by=by))})
    drafted = job.step("draft", lambda: {"drafted": len(draft_due(today=day, by=by))})
    locked = job.step("lock", lambda: {"locked": len(lock_accepted(on=day, by=by))})
    return {**drafted, **locked}
