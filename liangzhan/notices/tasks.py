"""What the clock starts."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.notices.queries import due_deliveries
from liangzhan.notices.services import remind, send
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today


def remind_daily(job: JobHandle) -> dict[str, Any]:
    """Each morning: due in three days, or overdue."""
    on = today()
    return {"reminded": job.step(f"remind-{on}", lambda: len(remind(on=on, by=Actor.system("到期催办"))))}


def send_waiting(job: JobHandle) -> dict[str, Any]:
    """Every few minutes: what goes out by SMS or mail. One step each, so that a crash sends nothing twice."""
    by = Actor.system("对外发送")
    waiting = due_deliveries(timezone.now())
    for delivery in waiting:
        job.step(f"send-{delivery.pk}-{delivery.attempts}", lambda one=delivery: send(delivery=one, by=by).state)
    return {"tried": len(waiting)}
