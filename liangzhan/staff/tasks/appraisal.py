"""Each night: grades whose publicity is over become final, so that nobody has to think of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.staff.models import AppraisalYear
from liangzhan.staff.queries.appraisal import ended_publicity
from liangzhan.staff.services.appraisal import finish
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today


def finish_publicity(job: JobHandle) -> dict[str, Any]:
    """One step per station and year; a card with an open objection waits."""
    on, done = today(), 0
    for appraisal in ended_publicity(on):
        done += job.step(f"finish-{appraisal.pk}", partial(_finish, appraisal))
    return {"finished": done}


def _finish(appraisal: AppraisalYear) -> int:
    try:
        finish(appraisal=appraisal, on=today(), by=Actor.system("考核公示到期"))
    except RuleBroken:  # every card that is due has an open objection
        return 0
    return 1
