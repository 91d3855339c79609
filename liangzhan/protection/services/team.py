"""Who, besides whoever is in charge, reads the risks and crises of an origin."""

from __future__ import annotations

from collections.abc import Iterable

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.protection.choices import RiskEvent
from liangzhan.protection.models import Crisis, Risk, TeamReader
from liangzhan.staff.models import Worker


@recorded(RiskEvent.TEAM, keep=["voucher"])
def set_team(*, voucher: str, lead: Worker, members: Iterable[Worker], by: Actor) -> None:
    """The origin ("casework.Case:uuid") is worked on by these from now on: whoever left it reads nothing any more.

    What is open passes to the lead. Call it when a case is opened, when its team changes and when it is transferred.
    """
    TeamReader.objects.filter(voucher=voucher).delete()
    wanted = {worker.pk: worker for worker in [lead, *members]}
    TeamReader.objects.bulk_create([TeamReader(voucher=voucher, worker=one, set_by=by) for one in wanted.values()])
    Risk.objects.filter(voucher=voucher, ended_on__isnull=True).update(worker=lead)
    Crisis.objects.filter(voucher=voucher, closed_on__isnull=True).update(worker=lead)
