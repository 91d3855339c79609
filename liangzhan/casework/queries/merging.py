"""May two persons with cases become one (decision 0019)?"""

from __future__ import annotations

from typing import Any

from liangzhan.casework.models import Case


def merge_problem(kept: Any, alias: Any) -> str:
    """Two running cases of one person at one station are one case too many: somebody has to decide which goes on.

    In two stations each works on. Of a sealed case nothing is told: it may lawfully stand beside another.
    """
    own = Case.objects.running().filter(person=kept, sealed=False).values("station")
    twice = Case.objects.running().filter(person=alias, sealed=False, station__in=own)
    first = twice.select_related("station").order_by("id").first()
    if first is None:
        return ""
    return f"{first.station.name}为这两条记录各有一个在办个案，请先办结其中一个，再合并。"
