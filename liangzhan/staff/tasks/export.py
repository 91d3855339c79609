"""Writing a long roll."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.documents.rules import XLSX
from liangzhan.documents.services import keep_bytes
from liangzhan.staff.exports.roll import roll_workbook
from liangzhan.staff.models import Post
from liangzhan.staff.queries.roll import narrowed
from liangzhan.staff.tasks.roster import importer
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today


def run_roll_export(job: JobHandle, *, chosen: dict[str, str], grants: list[list[Any]]) -> dict[str, Any]:
    """One step: read, write, keep; the file stands on the page of the job."""
    by = importer(job, grants, unlimited=False)
    made = job.step("write", partial(_write, chosen, by))
    job.attach(UUID(made["file"]))
    return {"rows": made["rows"]}


def _write(chosen: dict[str, str], by: Actor) -> dict[str, Any]:
    posts = narrowed(Post.objects.within(by.scope, Action.STAFF_EXPORT), chosen, today())
    content, rows = roll_workbook(posts)
    kept = keep_bytes(content=content, title="人员名册", media_type=XLSX, by=by)
    return {"file": str(kept.uuid), "rows": rows}
