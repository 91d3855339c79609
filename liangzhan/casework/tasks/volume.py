"""The volume of a closed case."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.casework.queries.cases import case_by_id
from liangzhan.casework.queries.folder import folder_of
from liangzhan.casework.services.archive import keep_volume
from liangzhan.documents.binding import Made
from liangzhan.documents.packing import pack
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import moment


def make_volume(job: JobHandle, case_id: int) -> dict[str, Any]:
    """Bind and sign the folder (outside of any transaction), then keep the package as the result."""
    case = case_by_id(case_id)
    by = Actor(uuid=job.actor.uuid, label=job.actor.label)
    folder = folder_of(case)
    made = Made(by.label, moment())
    package = pack(folder, made, lambda done, total: job.progress(done, total, "正在成卷"))
    kept = job.step("keep", lambda: str(keep_volume(case=case, package=package, by=by).uuid))
    job.attach(kept)
    lines = [["卷内文件", f"{len(folder.parts)} 件"], ["页数", f"{package.pages} 页"], ["案卷 SHA-256", package.digest]]
    return {"lines": lines}
