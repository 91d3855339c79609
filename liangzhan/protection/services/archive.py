"""What was written about a crisis goes when its file is destroyed. A mandatory report is immutable and stays."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.blanking import blank
from liangzhan.protection.choices import RiskEvent
from liangzhan.protection.models import Crisis, CrisisInformed, CrisisMeasure


@recorded(RiskEvent.CRISIS_ERASED)
def erase_crisis(*, crisis: Crisis, by: Actor) -> Crisis:
    """Facts, plan, measures and who was told lose their words; level, days and the risk stay."""
    blank(Crisis.objects.filter(pk=crisis.pk))
    blank(CrisisMeasure.objects.filter(crisis=crisis))
    blank(CrisisInformed.objects.filter(crisis=crisis))
    return Crisis.objects.get(pk=crisis.pk)
