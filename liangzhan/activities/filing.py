"""A group or an activity that is over goes into the register of files of its station.

Called by the services that end it, in their own transaction; one that was called off after its approval is filed as well,
so that the numbers in the register run on without a gap.
"""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.activities.models import Activity, Group
from liangzhan.documents.choices import ArchiveKind
from liangzhan.documents.services.archive import FileFacts, file_away


def file_plan(plan: Group | Activity, *, closed_on: dt.date, by: Actor) -> None:
    """Enter it; a plan without a number was never approved and is not filed. Again after a correction: the same row."""
    if not plan.number:
        return
    group = isinstance(plan, Group)
    facts = FileFacts(
        voucher=plan.voucher,
        kind=ArchiveKind.GROUP if group else ArchiveKind.ACTIVITY,
        number=plan.number,
        title=f"{'小组' if group else '社区活动'}：{plan.name}{'（已取消）' if plan.cancelled_reason else ''}"[:120],
        maker=plan.leader.display_name,
        station=plan.station_id,
        station_name=plan.station.name,
        division_code=plan.division_code,
        closed_on=closed_on,
    )
    file_away(facts=facts, by=by)
