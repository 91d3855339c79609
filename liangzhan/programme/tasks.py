"""Long work of the room, run by the worker."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.documents.rules import ZIP
from liangzhan.documents.services import keep_bytes
from liangzhan.programme.exports.october_list import consolidated_workbook
from liangzhan.programme.exports.october_package import package
from liangzhan.programme.queries.plan import plans
from liangzhan.programme.queries.reports import area_reports, consolidated
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today


def october_package(job: JobHandle, *, plan_id: int, areas: list[str]) -> dict[str, int]:
    """Pack what the areas submitted; `areas` are those the asker reached when asking."""
    plan = plans().get(pk=plan_id)
    reach = [one for one in area_reports(plan, on=today()) if one.area.code in areas]
    parts, rows = consolidated(reach)
    title = f"{plan.year}年“两站”建设"
    reports = [one.report for one in reach if one.report is not None and not one.is_missing]
    content = package(reports, consolidated_workbook(title, parts, rows), title, job.progress)
    actor = Actor(uuid=job.actor.uuid, label=job.actor.label)

    def keep() -> str:
        kept = keep_bytes(content=content, title=f"{title}十月报告", media_type=ZIP, by=actor)
        job.attach(kept.uuid)
        return str(kept.uuid)

    job.step("keep", keep)
    return {"areas": len(parts), "reports": len(reports)}
