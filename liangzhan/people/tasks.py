"""Each night: categories of clients that ran out are ended, and whoever turned eighty is among the very old."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.people.queries.finding import BATCH
from liangzhan.people.services.categories import begin_at_eighty, expire_categories
from liangzhan.toolkit.jobs import JobHandle
from liangzhan.toolkit.periods import today

BY = Actor.system("夜间核对类别")


def renew_categories(job: JobHandle) -> dict[str, Any]:
    """In portions, each its own transaction; a portion done twice ends nothing twice."""
    counts = {}
    for name, deed in (("ended", expire_categories), ("eighty", begin_at_eighty)):
        counts[name] = 0
        while done := deed(on=today(), by=BY):
            counts[name] += done
            job.progress(counts[name], counts[name], "核对服务对象类别")
            if done < BATCH:
                break
    return counts
