"""What the clock starts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import User
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.queries import due_deliveries, finished_jobs_untold
from liangzhan.notices.rules import job_subject, job_text
from liangzhan.notices.services import remind, send, tell
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.models import Job, JobState
from liangzhan.toolkit.periods import today

FRESH = dt.timedelta(days=1)  # what ended earlier is no news any more


def remind_daily(job: JobHandle) -> dict[str, Any]:
    """Each morning: due in three days, or overdue."""
    on = today()
    return {"reminded": job.step(f"remind-{on}", lambda: len(remind(on=on, by=Actor.system("到期催办"))))}


def tell_finished(job: JobHandle) -> dict[str, Any]:
    """Every minute: whoever started long work that has ended meanwhile is told, once."""
    waiting = finished_jobs_untold(timezone.now() - FRESH)
    for ended, starter in waiting:
        job.step(f"told-{ended.pk}", lambda one=ended, user=starter: tell_end(one, user))
    return {"told": len(waiting)}


def tell_end(ended: Job, starter: User) -> int:
    """One notice with the link to the job's page."""
    told = tell(
        recipients=[starter],
        kind=NoticeKind.RESULT,
        subject=job_subject(ended.uuid),
        text=job_text(ended.title, done=ended.state == JobState.DONE),
        href=reverse("documents:job", args=[ended.uuid]),
        by=Actor.system("后台任务"),
    )
    return len(told)


def send_waiting(job: JobHandle) -> dict[str, Any]:
    """Every few minutes: what goes out by SMS or mail. One step each, so that a crash sends nothing twice."""
    by = Actor.system("对外发送")
    waiting = due_deliveries(timezone.now())
    for delivery in waiting:
        job.step(f"send-{delivery.pk}-{delivery.attempts}", lambda one=delivery: send(delivery=one, by=by).state)
    return {"tried": len(waiting)}
